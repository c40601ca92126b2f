import { plural } from '@/lib/format';

/** Why someone or something is suggested (spec 11.2), the strongest first. */
export type Reason =
  | { kind: 'manager' }
  | { kind: 'report' }
  | { kind: 'peer' }
  | { kind: 'followed_by_followed'; name: string; others: number }
  | { kind: 'new' }
  | { kind: 'popular'; followers: number }
  | { kind: 'members_followed'; members: number }
  | { kind: 'popular_group'; members: number };

/** How many the rail shows, and how many their own page does. */
export const RAIL_SIZE = 3;
export const PAGE_SIZE = 24;

/** The reason in words, in the second person. */
export function reasonWords(reason: Reason, locale: string): string {
  switch (reason.kind) {
    case 'manager':
      return 'Your manager';
    case 'report':
      return 'Reports to you';
    case 'peer':
      return 'Has the same manager as you';
    case 'followed_by_followed':
      return followedBy(reason.name, reason.others, locale);
    case 'new':
      return 'New here';
    case 'popular':
      return plural(reason.followers, { one: '# person follows them', other: '# people follow them' }, locale);
    case 'members_followed':
      return plural(reason.members, { one: '# person you follow', other: '# people you follow' }, locale);
    case 'popular_group':
      return plural(reason.members, { one: '# member', other: '# members' }, locale);
  }
}

function followedBy(name: string, others: number, locale: string): string {
  if (others === 0) return `Followed by ${name}`;
  return plural(others, { one: `Followed by ${name} and # other`, other: `Followed by ${name} and # others` }, locale);
}
