import { expect, test } from 'vitest';
import type { HintKind } from '@/lib/realtime/hint-rules';
import { concerns } from './live-page';

const shows = (item: string) => item === 'shown';
const hint = (kind: HintKind, item?: string, ...subjects: string[]) => ({
  event: 'e',
  kind,
  ...(item && { item }),
  subjects,
});

const home = { about: 'all' } as const;
const group = { about: ['group'] };
const busy = { about: ['group'], isByActivity: true };
const older = { about: [] };

test.each([
  ['anything about oneself', hint('you'), [home, group, older], []],
  ['whatever changes a post that it shows', hint('change', 'shown', 'other'), [home, group, older], []],
  ['a comment on a post that it shows', hint('comment', 'shown', 'other'), [home, group, older], []],
  ['nothing of posts that it does not show', hint('change', 'hidden', 'group'), [], [home, group, busy, older]],
  ['new posts of its own', hint('post', 'hidden', 'group'), [home, group, busy], [older]],
  ['no new posts of others, unless it is Home', hint('post', 'hidden', 'other'), [home], [group, busy, older]],
  ['a comment that moves a post up', hint('comment', 'hidden', 'group'), [busy], [home, group, older]],
  ['what changes its group or person', hint('place', undefined, 'group'), [group, busy], [home, older]],
] as const)('a page hears of %s', (_, told, concerned, others) => {
  for (const page of concerned) expect(concerns(told, page, shows)).toBe(true);
  for (const page of others) expect(concerns(told, page, shows)).toBe(false);
});
