import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { parseBody } from '@/lib/body/parse';
import type { CommentView, PersonLine, PostView, Reader } from '@/lib/feed/view-models';
import { Feed } from './feed';
import type { FeedActions } from './feed-forms';

const anna: PersonLine = {
  id: 'anna',
  handle: 'anna.snelling',
  name: 'Anna Snelling',
  title: 'Sales agent',
  photoId: null,
  kind: 'internal',
  isActive: true,
};
const reader: Reader = {
  id: 'vicki',
  name: 'Vicki Haschke',
  photoId: null,
  locale: 'en-GB',
  timeZone: 'UTC',
  now: '2026-11-22T12:00:00Z',
};
const at = '2026-11-22T09:00:00Z';

const comment: CommentView = {
  id: 'c1',
  postId: 'p1',
  parentId: null,
  author: anna,
  body: parseBody('Two days'),
  names: {},
  createdAt: at,
  editedAt: null,
  likeCount: 0,
  isLiked: false,
  version: 1,
  can: { edit: false, delete: false, like: true, reply: true },
};
const post: PostView = {
  id: 'p1',
  kind: 'text',
  author: anna,
  place: null,
  reach: { name: null, people: 47 },
  body: parseBody('Signed for *three* years'),
  names: {},
  changes: [],
  topics: [],
  createdAt: at,
  activityAt: at,
  editedAt: null,
  likeCount: 9,
  isLiked: true,
  commentCount: 3,
  isBookmarked: false,
  isMuted: false,
  isUnread: false,
  seenBy: null,
  comments: [comment],
  version: 1,
  can: { edit: false, delete: false, comment: true, like: true, keep: true, assignTopics: false, seeReaders: false },
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

/** React has no address for a function that is no server action; the markup around it is what is asked for. */
function html(items: PostView[], olderHref: string | null = null): string {
  const feed = (
    <Feed
      address="/"
      name="What I follow"
      page={{ items, next: null }}
      reader={reader}
      actions={actions}
      olderHref={olderHref}
      empty="Nothing yet"
    />
  );
  return renderToStaticMarkup(feed)
    .replaceAll('\u00a0', ' ')
    .replace(/ action="javascript:[^"]*"/g, '');
}

const tag = (markup: string, start: RegExp) => markup.match(new RegExp(`<${start.source}[^>]*>`))?.[0] ?? '';

describe('a feed', () => {
  const markup = html([post, { ...post, id: 'p2' }], '/?before=p2');

  it('has a name and numbered articles of unknown total', () => {
    expect(markup).toContain('<div class="feed" role="feed" aria-label="What I follow">');
    expect(tag(markup, /article[^>]*id="post-p2"/)).toMatch(/aria-posinset="2" aria-setsize="-1" tabindex="0"/);
  });
  it('names its articles by author and time', () => {
    expect(tag(markup, /article/)).toContain('aria-label="Anna Snelling, 3 h"');
  });
  it('says to authors by how many a post in a group was seen, and to nobody else anything of it', () => {
    expect(html([{ ...post, seenBy: { count: 12, isMore: false } }])).toContain('href="/posts/p1/seen">Seen by 12</a>');
    expect(html([{ ...post, seenBy: { count: 20, isMore: true } }])).toContain('Seen by 20+');
    for (const seenBy of [null, { count: 0, isMore: false }])
      expect(html([{ ...post, seenBy }])).not.toContain('Seen by');
  });
  it('marks what is still to be read, and brings what notices that', () => {
    expect(tag(html([{ ...post, isUnread: true }]), /article/)).toContain('data-unread=""');
    expect(markup).not.toContain('data-unread');
  });
  it('leads to older posts by a link', () => {
    expect(markup).toMatch(/<a [^>]*href="\/\?before=p2"[^>]*>Older posts<\/a>/);
    expect(html([post])).not.toContain('Older posts');
  });
  it('has one form for each one-click action however many posts there are', () => {
    expect(markup.match(/<form id="do-/g)).toHaveLength(8);
    expect(markup.match(/<form id="do-unlike"/g)).toHaveLength(1);
  });
  it('says what belongs here when there is nothing', () => {
    expect(html([])).toBe('Nothing yet');
  });
  it('carries no style attribute, which the content policy would drop', () => {
    expect(markup).not.toContain(' style=');
  });
});

describe('a post', () => {
  const markup = html([post]);

  it('has a Like button that says whether it is pressed, with the count beside its name', () => {
    expect(tag(markup, /button[^>]*class="act i i-like"/)).toMatch(/form="do-unlike" value="p1" aria-pressed="true"/);
    expect(markup).toContain('>Like</button><span class="n">9');
    expect(tag(html([{ ...post, isLiked: false }]), /button[^>]*class="act i i-like"/)).toMatch(
      /form="do-like"[^>]*aria-pressed="false"/,
    );
  });
  it('links its comments by their number', () => {
    expect(markup).toMatch(/<a class="act i i-comment" href="\/posts\/p1#comments">3 comments<\/a>/);
    expect(html([{ ...post, commentCount: 1 }])).toContain('>1 comment</a>');
  });
  it('says who sees it', () => {
    expect(markup).toContain('Everyone · 47 people');
    const group = {
      id: 'g',
      slug: 'pricing',
      name: 'Pricing',
      access: 'private' as const,
      photoId: null,
      isArchived: false,
    };
    const inGroup = html([{ ...post, place: { kind: 'group', group }, reach: { name: 'Pricing', people: 1 } }]);
    expect(inGroup).toContain('1 person sees this');
    expect(inGroup).toMatch(/href="\/groups\/pricing" dir="auto">Pricing<\/a> \(private\)/);
  });
  it('gives the whole date to those who hover or listen', () => {
    expect(markup).toMatch(/<a class="when" href="\/posts\/p1" title="22 November 2026 at 09:00">/);
  });
  it('has a box and a button to comment only for those who may', () => {
    expect(markup).toMatch(/<textarea name="body"[^>]*aria-label="Write a comment"/);
    expect(markup).toMatch(/<button type="submit"[^>]*>Comment<\/button>/);
    expect(html([{ ...post, can: { ...post.can, comment: false } }])).not.toContain('<textarea');
  });
  it('offers in its menu what this reader may do', () => {
    expect(markup).not.toMatch(/>Edit<|>Delete</);
    expect(markup).toMatch(/>Mute<[\s\S]*>Copy link</);
    const own = html([{ ...post, isMuted: true, can: { ...post.can, edit: true, delete: true } }]);
    expect(own).toMatch(/href="\/posts\/p1\/edit">Edit<[\s\S]*>Unmute<[\s\S]*href="\/posts\/p1\/delete">Delete</);
  });
  it('shows its comments as list items, whose Like has a name of its own', () => {
    expect(markup).toMatch(/<li class="comment" id="comment-c1">/);
    expect(markup).toContain('aria-label="Like this by Anna Snelling"');
    expect(markup.match(/<article/g)).toHaveLength(1);
  });
  it('repeats no id on a page of several', () => {
    const ids = [
      ...html([post, { ...post, id: 'p2', comments: [{ ...comment, id: 'c2' }] }]).matchAll(/ id="([^"]+)"/g),
    ].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });
  it('gives every comment box a client id of its own', () => {
    const ids = [...html([post, { ...post, id: 'p2' }]).matchAll(/name="clientId" value="([^"]+)"/g)].map(
      (match) => match[1],
    );
    expect(new Set(ids).size).toBe(2);
  });
});
