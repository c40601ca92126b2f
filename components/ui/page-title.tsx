import type { ReactNode } from 'react';

/** The one h1 of a page; after a soft navigation it takes the focus. */
export function PageTitle({
  children,
  isHidden = false,
  lead,
  end,
}: {
  children: ReactNode;
  isHidden?: boolean;
  lead?: ReactNode;
  end?: ReactNode;
}) {
  if (isHidden) {
    return (
      <h1 className="sr-only" tabIndex={-1}>
        {children}
      </h1>
    );
  }
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-title tracking-tight wrap-anywhere" tabIndex={-1} dir="auto">
          {children}
        </h1>
        {lead && <p className="mt-1 max-w-[70ch] text-muted text-pretty">{lead}</p>}
      </div>
      {end && <div className="flex flex-wrap gap-2 pt-1">{end}</div>}
    </div>
  );
}
