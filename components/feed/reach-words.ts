import type { Reach } from '@/lib/feed/view-models';
import { plural } from '@/lib/format';

/** "Everyone · 47 people", "Central Region · 14 people" or "Whoever has access to Acme, renewal". */
export function reachWords(reach: Reach, locale: string): string {
  if (reach.people === null) return `Whoever has access to ${reach.name}`;
  return `${reach.name ?? 'Everyone'} · ${plural(reach.people, { one: '# person', other: '# people' }, locale)}`;
}

/** The same beside a post that already names its place: "14 people see this". */
export function seenByWords(reach: Reach, locale: string): string {
  if (reach.people === null) return 'only whoever has access sees this';
  return plural(reach.people, { one: '# person sees this', other: '# people see this' }, locale);
}
