import type { ReactNode } from 'react';

/** One part of a page of Setup. */
export function Part({
  title,
  id,
  end,
  children,
}: {
  title: string;
  id?: string;
  end?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="card grid grid-cols-[minmax(0,1fr)] gap-4 p-5" id={id}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-heading">{title}</h2>
        {end}
      </div>
      {children}
    </section>
  );
}
