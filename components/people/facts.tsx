import type { ReactNode } from 'react';

/** Facts with their names, in two columns where there is room. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[max-content_minmax(0,1fr)]">{children}</dl>;
}

/** One fact; what is empty is left out. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div className="grid sm:col-span-2 sm:grid-cols-subgrid">
      <dt className="meta sm:leading-6">{name}</dt>
      <dd className="min-w-0 wrap-anywhere whitespace-pre-line" dir="auto">
        {children}
      </dd>
    </div>
  );
}
