import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { FeedTabs } from './feed-tabs';

const sorts = [
  { href: '/?sort=latest', label: 'Latest posts', isCurrent: true },
  { href: '/?sort=activity', label: 'Most recent activity' },
];
const html = (tabs: { href: string; label: string; isCurrent?: boolean }[], query = '') =>
  renderToStaticMarkup(
    <FeedTabs
      label="Feeds"
      tabs={tabs}
      sorts={sorts}
      keep={null}
      find={{ action: '/', query, fields: { feed: 'company' }, clearHref: '/?feed=company' }}
    />,
  );

it('marks the feed and the order that are shown', () => {
  const markup = html([{ href: '/?feed=company', label: 'Company', isCurrent: true }]);
  expect(markup).toMatch(
    /<nav class="tabs" aria-label="Feeds"><a href="\/\?feed=company" aria-current="page">Company<\/a>/,
  );
  expect(markup).toMatch(/<summary [^>]*aria-label="Order: Latest posts"/);
  expect(markup).toContain('<a href="/?sort=latest" aria-current="true">Latest posts</a>');
});

it('has no empty navigation where there is one feed only', () => {
  expect(html([])).not.toContain('<nav');
});

it('says which words a feed is narrowed to, and how to see all of it again', () => {
  const markup = html([], 'pilot');
  expect(markup).toContain('Only posts with <b dir="auto">pilot</b>');
  expect(markup).toMatch(/href="\/\?feed=company">Show all<\/a>/);
  expect(markup).toContain('<input type="hidden" name="feed" value="company"/>');
});
