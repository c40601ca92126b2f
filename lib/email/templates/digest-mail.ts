import 'server-only';
import { foldBody } from '@/lib/body/fold';
import { plainText } from '@/lib/body/plain';
import {
  type DigestMail,
  type DigestPost,
  type DigestSection,
  MAX_DIGEST_POSTS,
  MAX_TAIL,
} from '@/lib/email/view-models';
import { formatList, plural } from '@/lib/format';
import { namesOf } from './body-text';
import { nameLine } from './clean';
import { formatDay } from './dates';
import { type MailBlock, type MailCard, type MailDocument, quiet, type Written } from './document';
import { type Phrase, phrase } from './phrase';
import { HIDDEN_NOTE } from './redact';
import { mailRenderer } from './render-mail';

const titles = {
  daily: { one: '# new post on {day}', other: '# new posts on {day}' },
  weekly: { one: '# new post in the week to {day}', other: '# new posts in the week to {day}' },
};

/** What was new in a day or a week, by place. */
export const renderDigestMail = mailRenderer((frame: DigestMail): MailDocument => {
  const { locale } = frame.reader;
  const sections = firstPosts(frame.sections, MAX_DIGEST_POSTS);
  const posts = sections.flatMap((section) => section.posts);
  const day = formatDay(frame.day, frame.reader);
  const title = [plural(posts.length, titles[frame.period], locale).replace('{day}', () => day)];
  return {
    frame,
    subject: title,
    preheader: frame.hidesContent ? 'Open Chatter to read them.' : preheaderOf(posts, locale),
    title,
    note: frame.hidesContent ? HIDDEN_NOTE : '',
    cards: sections.map((section) => cardOf(section, frame)),
    button: { label: 'Open Chatter', url: frame.appUrl },
    canReply: false,
  };
});

function firstPosts(sections: DigestSection[], most: number): DigestSection[] {
  let left = most;
  const kept = sections.map(({ place, posts }) => {
    const taken = posts.slice(0, left);
    left -= taken.length;
    return { place, posts: taken };
  });
  return kept.filter(({ posts }) => posts.length > 0);
}

/** "Anna Snelling: Cancity signed for three years …" of the first post, or who wrote when there is none to quote. */
function preheaderOf(posts: DigestPost[], locale: string): string {
  const [first] = posts;
  const words = first && plainText(first.body, namesOf(first.names));
  if (first && words) return `${nameLine(first.author.name)}: ${words}`;
  return formatList([...new Set(posts.map(({ author }) => nameLine(author.name)))].slice(0, 3), locale);
}

function cardOf({ place, posts }: DigestSection, { appUrl, reader }: DigestMail): MailCard {
  const heading = place ? { words: phrase('{place}', { place: place.name }), url: place.url } : whatYouFollow(appUrl);
  const rule: MailBlock = { t: 'rule' };
  const blocks = posts.flatMap((post, index): MailBlock[] => {
    const shown = postBlock(post, place === null, reader.locale);
    return index > 0 ? [rule, shown] : [shown];
  });
  return { heading, blocks };
}

const whatYouFollow = (url: string) => ({ words: ['What you follow'], url });

function postBlock(post: DigestPost, namesPlace: boolean, locale: string): Written {
  const { author, at, names } = post;
  const [body] = foldBody(post.body) ?? [post.body];
  const facts = factsOf(post, locale);
  const below: MailBlock[] = [
    ...(facts ? [quiet(facts)] : []),
    ...post.comments.slice(-MAX_TAIL).map(commentOf),
    { t: 'link', label: body === post.body ? 'View post' : 'Read the rest', url: post.url },
  ];
  const line = lineOf(post, namesPlace);
  return { t: 'written', size: 'post', isEarlier: false, author, line, at, names, body, below };
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

function commentOf(comment: DigestPost['comments'][number]): Written {
  const line = phrase('{author}', { author: comment.author.name });
  return { t: 'written', size: 'comment', isEarlier: true, ...comment, line, below: [] };
}
