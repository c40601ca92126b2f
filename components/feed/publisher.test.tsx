import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { idle } from '@/lib/forms/state';
import { type PostTarget, Publisher } from './publisher';

const reader = {
  id: 'vicki',
  name: 'Vicki Haschke',
  photoId: null,
  locale: 'en',
  timeZone: 'UTC',
  now: '2026-11-22T12:00:00Z',
};
const everyone: PostTarget = { subjectId: 'vicki', reach: { name: null, people: 47 } };
const central: PostTarget = { subjectId: 'central', reach: { name: 'Central Region', people: 14 } };

const html = (targets: [PostTarget, ...PostTarget[]], kept?: { source: string; clientId: string }) =>
  renderToStaticMarkup(<Publisher reader={reader} action={async () => idle} targets={targets} kept={kept ?? null} />);

it('is a region with a box to share an update', () => {
  const markup = html([everyone]);
  expect(markup).toMatch(
    /<section [^>]*aria-labelledby="publisher-title"><h2 [^>]*id="publisher-title">Publisher<\/h2>/,
  );
  expect(markup).toMatch(/<textarea [^>]*aria-label="Share an update"/);
  expect(markup).toMatch(/<button type="submit"[^>]*>Share<\/button>/);
});

it('states who will see it where there is no choice', () => {
  const markup = html([central]);
  expect(markup).toMatch(/<p class="meta" id="publisher-reach"[^>]*>Central Region · 14 people<\/p>/);
  expect(markup).toContain('<input type="hidden" name="subjectId" value="central"/>');
  expect(markup).not.toContain('<select');
});

it('asks where to post where there is a choice, each with who will see it', () => {
  const markup = html([everyone, central]);
  expect(markup).toMatch(/<select [^>]*aria-label="Post to"/);
  expect(markup).toContain(
    '<option value="vicki">Everyone · 47 people</option><option value="central">Central Region · 14 people</option>',
  );
});

it('gives back what was kept, under the client id it was sent with', () => {
  const markup = html([everyone], { source: 'Half a thought', clientId: 'kept-id' });
  expect(markup).toContain('>Half a thought</textarea>');
  expect(markup).toContain('name="clientId" value="kept-id"');
});
