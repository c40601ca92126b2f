import type { ReactNode } from 'react';
import { type IconName, withIcon } from './icon';

/** A menu without JavaScript: details that opens over the page. Opening one closes the other. */
export function Menu({
  label,
  icon,
  children,
  summary = null,
  className = 'act',
}: {
  label: string;
  icon?: IconName;
  children: ReactNode;
  summary?: ReactNode;
  className?: string;
}) {
  return (
    <details className="menu" name="menu">
      <summary className={withIcon(icon, className)} aria-label={label}>
        {summary}
      </summary>
      <div className="menu-list">{children}</div>
    </details>
  );
}
