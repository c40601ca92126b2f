import type { ReactNode } from 'react';
import { Status } from '@/components/ui/status';

/** The frame of a page for someone who is not signed in: the mark and one thing to do. The body brings its PageTitle. */
export function SimplePage({
  title,
  status = null,
  children,
}: {
  title: string;
  status?: string | null;
  children: ReactNode;
}) {
  return (
    <div className="simple">
      <title>{`${title} · Chatter`}</title>
      <header>
        <a className="mark" href="/" aria-label="Chatter, to Home">
          Chatter
        </a>
      </header>
      <main id="main" tabIndex={-1}>
        <div className="card grid gap-5 p-6 sm:p-8">
          <Status message={status} />
          {children}
        </div>
      </main>
    </div>
  );
}
