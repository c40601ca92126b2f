import type { ReactNode } from 'react';

export type Tab = { href: string; label: ReactNode; isCurrent?: boolean; key?: string };

/** Views of one thing: links in a row, the shown one marked. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <a key={tab.href} href={tab.href} aria-current={tab.isCurrent ? 'page' : undefined}>
          {tab.label}
        </a>
      ))}
    </nav>
  );
}
