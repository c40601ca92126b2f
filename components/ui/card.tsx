import type { ReactNode } from 'react';

/** A card with a small heading, as in the rail. */
export function Card({ title, children, id }: { title?: string; children: ReactNode; id?: string }) {
  return (
    <section className="card p-4" id={id}>
      {title && <h2 className="card-title mb-2">{title}</h2>}
      {children}
    </section>
  );
}
