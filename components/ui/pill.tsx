import type { ReactNode } from 'react';

/** A word with a colour that means something. */
export function Pill({ tone, children }: { tone?: 'positive' | 'caution' | 'danger' | 'accent'; children: ReactNode }) {
  return <span className={tone ? `pill pill-${tone}` : 'pill'}>{children}</span>;
}
