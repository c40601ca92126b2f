import type { ReactNode } from 'react';

/** Says what belongs here and offers the one next thing. */
export function EmptyState({
  title,
  children,
  action,
  level = 2,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  level?: 2 | 3;
}) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div className="card empty">
      <Heading className="text-heading">{title}</Heading>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}
