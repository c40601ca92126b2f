import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { reasonNames } from '@/lib/notifications/rules';
import { lineFrom, person, pricing } from '@/lib/testing/notification-lines';
import { plainSentence, Sentence } from './sentence';

const words = (...given: Parameters<typeof lineFrom>) => plainSentence(lineFrom(...given), 'en');

test('every reason has a sentence without a gap in it', () => {
  for (const reason of reasonNames) {
    const sentence = words(reason, { place: pricing });
    expect(sentence, reason).toMatch(/^[A-Z][\w ,]+$/);
  }
});

test('several people are one sentence, the last ones by name', () => {
  const actors = [person('Anna'), person('Ben')];
  expect(words('like', { actors: actors.slice(0, 1) })).toBe('Anna liked your post');
  expect(words('like', { actors })).toBe('Anna and Ben liked your post');
  expect(words('like', { actors, othersCount: 1 })).toBe('Anna, Ben, and 1 other liked your post');
  expect(words('like', { actors, othersCount: 1200 })).toBe('Anna, Ben, and 1,200 others liked your post');
  expect(words('like', { actors: [], liked: 'comment' })).toBe('Someone liked your comment');
});

test('the language of the reader joins the names', () => {
  const line = lineFrom('like', { actors: [person('Anna'), person('Ben')], othersCount: 2 });
  expect(plainSentence(line, 'en-GB')).toBe('Anna, Ben and 2 others liked your post');
});

test('names are set apart, isolated from the direction around them, and never markup or places for others', () => {
  const actors = [person('<img src=x>'), person('{place}')];
  const html = renderToStaticMarkup(<Sentence line={lineFrom('group_post', { actors, place: pricing })} locale="en" />);
  expect(html).toBe(
    '<b><bdi>&lt;img src=x&gt;</bdi></b> and <b><bdi>{place}</bdi></b> posted in <b><bdi>Pricing</bdi></b>',
  );
});

test('a change of role says which, and a request that nobody decided says what holds now', () => {
  expect(words('role_changed', { place: pricing, role: 'manager' })).toBe('Anna made you a manager of Pricing');
  expect(words('join_accepted', { place: pricing, actors: [] })).toBe('You are now in Pricing');
  expect(words('group_archived', { place: pricing, notice: 'archived' })).toMatch(/^Pricing was archived/);
  expect(words('group_archived', { place: pricing, notice: 'archive_near' })).toMatch(/^Pricing will be archived soon/);
});
