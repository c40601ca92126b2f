/** The way to the next page of a feed or list. */
export function OlderLink({ href, children = 'Older posts' }: { href: string | null; children?: string }) {
  if (!href) return null;
  return (
    <a className="btn older" href={href} rel="next">
      {children}
    </a>
  );
}
