import { ButtonLink } from '@/components/ui/button';
import { LINK_MINUTES } from '@/lib/auth/rules';

/** The answer to everybody who asked for a link. In the demo, where no mail is sent, the link stands here. */
export function AskedNote({ link }: { link: string | null }) {
  return (
    <div role="status" className="grid gap-3 rounded-card bg-positive-soft p-4">
      <p className="strong">If this address belongs here, a link is on its way.</p>
      <p className="text-muted text-pretty">
        It works once, within {LINK_MINUTES} minutes. Nothing there? Look for typing mistakes in the address, then ask
        again.
      </p>
      {link && (
        <ButtonLink look="primary" href={link}>
          Open the link (shown in the demo only)
        </ButtonLink>
      )}
    </div>
  );
}
