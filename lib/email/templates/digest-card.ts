import 'server-only';
import { foldBody } from '@/lib/body/fold';
import { excerpt, plainText } from '@/lib/body/plain';
import type { BodyTree } from '@/lib/body/tree';
import {
  type DigestMail,
  type DigestPost,
  type DigestSection,
  MAX_TAIL,
  type MailComment,
} from '@/lib/email/view-models';
import type { Names } from '@/lib/feed/view-models';
import { plural } from '@/lib/format';
import { namesOf } from './body-text';
import { nameLine } from './clean';
import { type MailBlock, type MailCard, quiet, type Written } from './document';
import { type Phrase, phrase } from './phrase';

/** How much of each post is shown: lines, or only the beginning of its text; comments; and lines of those. */
export type Detail = { lines: number | 'excerpt'; comments: number; commentLines: number };

export const fullest: Detail = { lines: 12, comments: MAX_TAIL, commentLines: 4 };

/** One after the other, down to what keeps any digest small. */
export const briefer: readonly Detail[] = [
  { lines: 6, comments: 1, commentLines: 2 },
  { lines: 3, comments: 0, commentLines: 0 },
  { lines: 'excerpt', comments: 0, commentLines: 0 },
];

const EXCERPT = 200;

/** One place of a digest and its posts. */
export function digestCard({ place, posts }: DigestSection, { appUrl, reader }: DigestMail, detail: Detail): MailCard {
  const heading = place
    ? { words: phrase('{place}', { place: place.name }), url: place.url }
    : { words: ['What you follow'], url: appUrl };
  const rule: MailBlock = { t: 'rule' };
  const blocks = posts.flatMap((post, index): MailBlock[] => {
    const shown = postBlock(post, lineOf(post, place === null), reader.locale, detail);
    return index > 0 ? [rule, shown] : [shown];
  });
  return { heading, blocks };
}

function postBlock(post: DigestPost, line: Phrase, locale: string, detail: Detail): Written {
  const { author, at, names } = post;
  const body = shorten(post.body, names, detail.lines);
  const facts = factsOf(post, locale);
  const comments = detail.comments > 0 ? post.comments.slice(-detail.comments) : [];
  const below: MailBlock[] = [
    ...(facts ? [quiet(facts)] : []),
    ...comments.map((comment) => commentOf(comment, detail.commentLines)),
    { t: 'link', label: body === post.body ? 'View post' : 'Read the rest', url: post.url },
  ];
  return { t: 'written', size: 'post', isEarlier: false, author, line, at, names, body, below };
}

/** The same body where it is short enough. */
function shorten(body: BodyTree, names: Names, lines: Detail['lines']): BodyTree {
  if (lines !== 'excerpt') return foldBody(body, lines)?.[0] ?? body;
  return [{ t: 'paragraph', c: [excerpt(plainText(body, namesOf(names)), EXCERPT)] }];
}

function lineOf({ author, place, profileOf }: DigestPost, namesPlace: boolean): Phrase {
  if (profileOf) return phrase('{author} → {profile}', { author: author.name, profile: profileOf.name });
  if (!place || !namesPlace) return phrase('{author}', { author: author.name });
  return phrase('{author} in {place}', { author: author.name, place: place.name });
}

/** "#renewals · 3 likes · 2 comments" */
function factsOf({ topics, likeCount, commentCount }: DigestPost, locale: string): string {
  return [
    topics.map((topic) => `#${nameLine(topic)}`).join(' '),
    plural(likeCount, { zero: '', one: '# like', other: '# likes' }, locale),
    plural(commentCount, { zero: '', one: '# comment', other: '# comments' }, locale),
  ]
    .filter(Boolean)
    .join(' · ');
}

function commentOf(comment: MailComment, lines: number): Written {
  const line = phrase('{author}', { author: comment.author.name });
  const body = shorten(comment.body, comment.names, lines);
  return { t: 'written', size: 'comment', isEarlier: true, ...comment, line, body, below: [] };
}
