import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accessChoices, groupNameKey, nameProblem, searchText, slugCandidates, slugOf } from './rules';

const HANDLE = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

describe('the address of a group', () => {
  test.each([
    ['Central Region', 'central-region'],
    ['  R&D / Zürich  ', 'r-d-zurich'],
    ['Straße', 'strasse'],
    ['ＡＬＬ　ＨＡＮＤＳ', 'all-hands'],
    ['営業部', ''],
    ['---', ''],
    ['x'.repeat(40), 'x'.repeat(30)],
  ])('of "%s" is "%s"', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  test('is made of a-z, 0-9 and hyphens and fits into a handle, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (name) => {
        for (const access of ['public', 'private', 'unlisted'] as const)
          for (const slug of slugCandidates(name, access, 'k7m2x9qd')) {
            expect(slug).toMatch(HANDLE);
            expect(slug.length).toBeLessThanOrEqual(39);
          }
      }),
    );
  });

  test('of an unlisted group always ends in what nobody can guess, so that no other name can meet it', () => {
    expect(slugCandidates('Layoffs', 'unlisted', 'k7m2x9qd')).toEqual(['layoffs-k7m2x9qd']);
  });

  test('is never that of the page for new groups', () => {
    expect(slugCandidates('New', 'public', 'k7m2x9qd')).not.toContain('new');
  });

  test('of a name without Latin letters says so and is still its own', () => {
    expect(slugCandidates('営業部', 'public', 'k7m2x9qd')).toEqual(['group-k7m2x9qd']);
  });
});

describe('the name of a group', () => {
  test('is the same name in other case or width', () => {
    expect(groupNameKey('ALL Ｈands')).toBe(groupNameKey('all hands'));
    expect(groupNameKey('Café')).not.toBe(groupNameKey('Cafe'));
  });

  test.each([
    ['', 'Give the group a name.'],
    ['​', 'Give the group a name.'],
    ['!!!', 'A name needs a letter or a number.'],
    ['x'.repeat(41), 'A name has at most 40 characters.'],
    ['pаypal', 'This name mixes letters of two scripts that look alike. Use letters of one.'],
  ])('"%s" is refused with words', (name, problem) => {
    expect(nameProblem(name)).toBe(problem);
  });

  test.each(['A', '7', 'קבוצה', '営業部', '🚀 Launch', 'x'.repeat(40), '𝒜'.repeat(40)])('"%s" is taken', (name) => {
    expect(nameProblem(name)).toBeNull();
  });
});

test('access goes between public and private, from unlisted to private only, and with guests nowhere', () => {
  expect(accessChoices('public', false)).toEqual(['public', 'private']);
  expect(accessChoices('private', false)).toEqual(['public', 'private']);
  expect(accessChoices('unlisted', false)).toEqual(['unlisted', 'private']);
  expect(accessChoices('private', true)).toEqual(['private']);
  expect(accessChoices('unlisted', true)).toEqual(['unlisted']);
});

test('what a search box sent is one short line', () => {
  expect(searchText(undefined)).toBe('');
  expect(searchText('  two \n words\0 ')).toBe('two words');
  expect(searchText('x'.repeat(500))).toHaveLength(100);
});
