import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Feed } from '@/components/feed/feed';
import type { FeedActions } from '@/components/feed/feed-forms';
import { PostCard } from '@/components/feed/post-card';
import type { ChangeView, PostView, Reader } from '@/lib/feed/view-models';
import { change, changeItem, fieldOf } from '@/lib/testing/change-items';

const reader: Reader = {
  id: 'vicki',
  name: 'Vicki Haschke',
  photoId: null,
  locale: 'en-GB',
  timeZone: 'UTC',
  now: '2026-11-22T12:00:00Z',
};
const act = async () => {};
const actions: FeedActions = {
  like: act,
  unlike: act,
  likeComment: act,
  unlikeComment: act,
  bookmark: act,
  unbookmark: act,
  mute: act,
  unmute: act,
  comment: act,
};

const clean = (markup: string) => markup.replaceAll('\u00a0', ' ').replace(/ action="javascript:[^"]*"/g, '');

function html(items: PostView[], here?: string): string {
  const page = { items, next: null };
  return clean(
    renderToStaticMarkup(
      <Feed
        address="/"
        name="F"
        page={page}
        here={here}
        reader={reader}
        actions={actions}
        olderHref={null}
        empty="-"
      />,
    ),
  );
}

const alone = (item: PostView) => clean(renderToStaticMarkup(<PostCard post={item} reader={reader} comment={act} />));

/** What is read, with what a picture is called where it stands in for a word. */
const words = (markup: string) =>
  markup
    .replace(/<span role="img" aria-label="([^"]*)">[^<]*<\/span>/g, '{$1}')
    .replace(/<\/(li|p|summary)>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&#x27;', '’');

const stage = fieldOf('picklist', 'Stage', {
  options: [
    { value: 'engaging', label: 'Engaging', isActive: true },
    { value: 'won', label: 'Won', isActive: true },
  ],
});
const amount = fieldOf('currency', 'Amount');
const contact = fieldOf('lookup', 'Contact');

describe('a change in a feed', () => {
  const item = changeItem('p1', [change(stage, 'engaging', 'won'), change(amount, null, 4514)]);

  test('says who changed what, with the values by their type, and blanks in words for those who listen', () => {
    const markup = html([item]);
    expect(words(markup)).toContain('Moses Frase changed Acme, renewal');
    expect(markup).toContain('<a href="/records/opportunity/acme" dir="auto">Acme, renewal</a>');
    expect(words(markup)).toContain('Stage: Engaging {to} Won');
    expect(words(markup)).toMatch(/Amount: \{blank\} \{to\} US?\$4,514/);
    expect(markup).toMatch(/<b><span dir="auto">Won<\/span><\/b>/);
  });

  test('is an article by name and time, with its own address and everything that a post can do', () => {
    const markup = html([item]);
    expect(markup).toMatch(/<article class="post change" id="post-p1" aria-label="Moses Frase, 3 h" aria-posinset="1"/);
    expect(markup).toContain('href="/posts/p1"');
    for (const word of ['Like', 'Comment', 'Bookmark', 'Mute', 'Copy link', 'Write a comment'])
      expect(markup).toContain(word);
    expect(markup).not.toContain('class="card');
  });

  test('on the record’s own page says what kind of thing it is, and links nowhere', () => {
    const markup = html([item], 'acme');
    expect(words(markup)).toContain('Moses Frase changed this opportunity');
    expect(markup).not.toContain('/records/opportunity/acme');
  });

  test('folds more than two lines, and opens them on the page of the item', () => {
    const many = changeItem(
      'p1',
      ['A', 'B', 'C', 'D', 'E'].map((label) => change(fieldOf('number', label), 1, 2)),
    );
    const markup = html([many]);
    expect(words(markup)).toContain('3 more');
    expect(markup.indexOf('>C:<')).toBeGreaterThan(markup.indexOf('<summary>3 more'));
    expect(alone(many)).not.toContain('more</summary>');
    expect(words(alone(many))).toContain('E: 1 {to} 2');
  });

  test('names people and records by links where the reader may see them, and says so where not', () => {
    const names = { c1: { kind: 'record' as const, href: '/records/contact/c1', name: 'Cecily Ray' } };
    const markup = html([{ ...changeItem('p1', [change(contact, 'contact-unseen', 'c1')]), names }]);
    expect(markup).toContain('<a href="/records/contact/c1" dir="auto">Cecily Ray</a>');
    expect(words(markup)).toContain('Contact: a record you cannot see {to} Cecily Ray');
    expect(markup).not.toContain('contact-unseen');
  });

  const headline = (event: string, more: Partial<ChangeView> = {}) =>
    words(html([{ ...changeItem('p1', [{ ...change(null, null, null, event), ...more }]), names: anna }])).split(
      '\n',
    )[0];
  const anna = { anna: { kind: 'person' as const, href: '/people/anna', name: 'Anna Snelling' } };

  test('tells of what happened to the whole in sentences', () => {
    expect(headline('created')).toContain('Moses Frase created Acme, renewal');
    expect(headline('restored')).toContain('Moses Frase restored Acme, renewal');
    const owner = { field: fieldOf('person', 'Owner'), old: 'moses', new: 'anna' };
    expect(headline('ownerAssignment', owner)).toContain('Moses Frase made Anna Snelling the owner of Acme, renewal');
    const status = { field: stage, old: 'engaging', new: 'won' };
    expect(headline('closed', status)).toContain('Moses Frase closed Acme, renewal');
    expect(headline('reopened', status)).toContain('Moses Frase reopened Acme, renewal');
    const related = { id: 'c', object: 'case', objectLabel: 'Case', name: 'Login fails' };
    expect(headline('relatedCreated', { related })).toContain('Moses Frase added case Login fails to Acme, renewal');
  });

  test('shows long texts by what was taken out and put in, never both whole', () => {
    const text = Array.from({ length: 400 }, (_, i) => `w${i}`).join(' ');
    const markup = html([changeItem('p1', [change(fieldOf('long_text', 'Notes'), text, text.replace('w200', 'NEW'))])]);
    expect(markup).toContain('<del>w200</del><ins>NEW</ins>');
    expect(markup).not.toContain('w100 ');
    expect(markup).toContain('words that did not change');
  });

  test('of a text that runs to pages shows the beginning, and the rest when it is opened', () => {
    const markup = html([changeItem('p1', [change(fieldOf('long_text', 'Notes'), null, 'so long '.repeat(4000))])]);
    expect(markup).toContain('<summary>Show more</summary>');
    expect(markup.length).toBeLessThan(12_000);
  });

  test('stays open for comments once somebody has commented', () => {
    expect(html([item])).toContain('<details class="comment-fold">');
    expect(html([{ ...item, commentCount: 1 }])).not.toContain('comment-fold');
    expect(html([{ ...item, can: { ...item.can, comment: false } }])).not.toContain('Write a comment');
  });
});

describe('changes of one record that come one after another', () => {
  const due = fieldOf('date', 'Close date');
  const items = [
    changeItem('p4', [change(amount, 1000, 1054), change(stage, 'engaging', 'won')], { minute: 4 }),
    changeItem('p3', [change(due, '2027-02-20', '2027-03-01')], { minute: 3 }),
    changeItem('p2', [change(due, '2027-02-12', '2027-02-20')], { minute: 2 }),
    changeItem('p1', [change(due, '2027-01-13', '2027-02-12'), change(amount, 980, 1000)], { minute: 1 }),
  ];

  test('are one article: the gist first, then each with its own address', () => {
    const markup = html(items, 'acme');
    expect(markup.match(/<article/g)).toHaveLength(1);
    expect(words(markup)).toContain('Moses Frase changed this opportunity');
    expect(words(markup)).toMatch(/Amount changed 2 times, US?\$980 \{to\} US?\$1,054 in all/);
    expect(words(markup)).toContain('Stage: Engaging {to} Won');
    expect(words(markup)).toContain('3 more changes');
    for (const { id } of items) expect(markup).toContain(`href="/posts/${id}#comments"`);
  });

  test('say in words how far a date moved', () => {
    expect(words(html(items.slice(1)))).toContain('Close date moved 3 times, 47 days in all, now 1 Mar 2027');
  });

  test('say where a value stands by now that was blank before', () => {
    const filled = [
      changeItem('p2', [change(due, '2027-02-12', '2027-02-20')], { minute: 2 }),
      changeItem('p1', [change(due, null, '2027-02-12')], { minute: 1 }),
    ];
    expect(words(html(filled))).toContain('Close date changed 2 times, now 20 Feb 2027');
  });

  test('name everybody who took part', () => {
    const by = (index: number, id: string, name: string) => {
      const item = items[index] as PostView;
      return { ...item, author: { ...item.author, id, name } };
    };
    expect(words(html([by(0, 'a', 'Anna'), by(1, 'b', 'Ben')]))).toContain('Anna and Ben changed Acme, renewal');
    const four = [by(0, 'a', 'Anna'), by(1, 'b', 'Ben'), by(2, 'c', 'Cecily'), by(3, 'd', 'Darcel')];
    expect(words(html(four))).toContain('Anna, Ben and 2 others changed Acme, renewal');
  });

  test('let what is talked about stand for itself', () => {
    const [first, second, ...rest] = items as [PostView, PostView, ...PostView[]];
    expect(html([first, { ...second, commentCount: 2 }, ...rest]).match(/<article/g)).toHaveLength(3);
  });
});
