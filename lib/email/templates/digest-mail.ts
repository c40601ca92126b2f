import 'server-only';
import { plainText } from '@/lib/body/plain';
import {
  type DigestChange,
  type DigestMail,
  type DigestPost,
  type DigestSection,
  MAX_DIGEST_POSTS,
} from '@/lib/email/view-models';
import { formatList, plural } from '@/lib/format';
import { namesOf } from './body-text';
import { nameLine } from './clean';
import { formatDay } from './dates';
import { briefer, type Detail, digestCard, fullest } from './digest-card';
import { changesCard } from './digest-changes';
import type { MailDocument } from './document';
import { HIDDEN_NOTE } from './redact';
import { mailRenderer } from './render-mail';

const titles = {
  daily: { one: '# new post on {day}', other: '# new posts on {day}' },
  weekly: { one: '# new post in the week to {day}', other: '# new posts in the week to {day}' },
};

const onlyChanges = {
  daily: { one: '# record changed on {day}', other: '# records changed on {day}' },
  weekly: { one: '# record changed in the week to {day}', other: '# records changed in the week to {day}' },
};

/** What was new in a day or a week, by place: as much of each post as leaves room for all. */
export const renderDigestMail = mailRenderer(composer(fullest), ...briefer.map(composer));

function composer(detail: Detail) {
  return (frame: DigestMail): MailDocument => compose(frame, detail);
}

function compose(frame: DigestMail, detail: Detail): MailDocument {
  const { locale } = frame.reader;
  const sections = firstPosts(frame.sections, MAX_DIGEST_POSTS);
  const posts = sections.flatMap((section) => section.posts);
  const day = formatDay(frame.day, frame.reader);
  const changes = frame.changes ?? [];
  const [count, words] =
    posts.length > 0 ? [posts.length, titles[frame.period]] : [changes.length, onlyChanges[frame.period]];
  const title = [plural(count, words, locale).replace('{day}', () => day)];
  return {
    frame,
    subject: title,
    preheader: frame.hidesContent ? 'Open Chatter to read them.' : preheaderOf(posts, changes, locale),
    title,
    note: frame.hidesContent ? HIDDEN_NOTE : '',
    cards: [
      ...sections.map((section) => digestCard(section, frame, detail)),
      ...(changes.length > 0 ? [changesCard(changes, frame.appUrl, locale)] : []),
    ],
    button: { label: 'Open Chatter', url: frame.appUrl },
    canReply: false,
  };
}

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
function preheaderOf(posts: DigestPost[], changes: DigestChange[], locale: string): string {
  const [first] = posts;
  if (!first)
    return formatList(
      changes.slice(0, 3).map(({ name }) => nameLine(name)),
      locale,
    );
  const words = plainText(first.body, namesOf(first.names));
  if (words) return `${nameLine(first.author.name)}: ${words}`;
  return formatList([...new Set(posts.map(({ author }) => nameLine(author.name)))].slice(0, 3), locale);
}
