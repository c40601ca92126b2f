/** Where a page of Setup stands below the list of objects. */
export function Crumbs({ steps }: { steps: readonly { href: string; label: string }[] }) {
  return (
    <nav aria-label="Above this page">
      <ol className="crumbs">
        {steps.map(({ href, label }) => (
          <li key={href}>
            <a className="link" href={href} dir="auto">
              {label}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

export const objectsStep = { href: '/setup/objects', label: 'Objects' };

export const objectStep = ({ apiName, label }: { apiName: string; label: string }) => ({
  href: `/setup/objects/${apiName}`,
  label,
});

export const fieldStep = (
  { apiName: object }: { apiName: string },
  { apiName, label }: { apiName: string; label: string },
) => ({
  href: `/setup/objects/${object}/fields/${apiName}`,
  label,
});
