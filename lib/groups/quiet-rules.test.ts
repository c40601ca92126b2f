import { describe, expect, test } from 'vitest';
import { archivesAt, nextStep } from './quiet-rules';

const now = new Date('2026-11-23T12:00:00Z');
const ago = (days: number, minutes = 0) => new Date(now.getTime() - days * 86_400_000 - minutes * 60_000);
const quiet = (since: Date, noticeAt: Date | null = null) => ({ since, noticeAt });

describe('what is due for a group', () => {
  test.each([
    ['nothing before 83 quiet days', quiet(ago(83)), null],
    ['a notice a week before', quiet(ago(83, 1)), 'notice'],
    ['no second notice', quiet(ago(85), ago(2)), null],
    ['nothing before 90 quiet days', quiet(ago(90), ago(7)), null],
    ['archiving after 90 quiet days', quiet(ago(90, 1), ago(7)), 'archive'],
    ['a notice first, however long it has been quiet', quiet(ago(400)), 'notice'],
    ['nothing in the week after a late notice', quiet(ago(400), ago(6.9)), null],
    ['archiving a week after a late notice', quiet(ago(400), ago(7)), 'archive'],
    ['nothing once somebody has written since the notice', quiet(ago(3), ago(6)), null],
    ['a notice of its own for the next quiet', quiet(ago(84), ago(100)), 'notice'],
  ] as const)('%s', (_, given, step) => {
    expect(nextStep(given, now)).toBe(step);
  });
});

test('the date that is said is the date it happens', () => {
  const given = quiet(ago(84), ago(1));
  const at = archivesAt(given) ?? now;
  expect(nextStep(given, new Date(at.getTime() - 1))).toBeNull();
  expect(nextStep(given, at)).toBe('archive');
  expect(archivesAt(quiet(ago(84)))).toBeNull();
});
