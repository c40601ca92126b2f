import 'server-only';
import { plainText } from '@/lib/body/plain';
import { type DigestMail, type DigestPost, type DigestSection, MAX_DIGEST_POSTS } from '@/lib/email/view-models';
import { formatList, plural } from '@/lib/format';
import { namesOf } from './body-text';
import { nameLine } from './clean';
import { formatDay } from './dates';
import { briefer, type Detail, digestCard, fullest } from './digest-card';
import type { MailDocument } from './document';
import { HIDDEN_NOTE } from './redact';
import { mailRenderer } from './render-mail';

const titles = {
  daily: { one: '# new post on {day}', other: '# new posts on {day}' },
  weekly: { one: '# new post in the week to {day}', other: '# new posts in the week to {day}' },
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
  const title = [plural(posts.length, titles[frame.period], locale).replace('{day}', () => day)];
  return {
    frame,
    subject: title,
    preheader: frame.hidesContent ? 'Open Chatter to read them.' : preheaderOf(posts, locale),
    title,
    note: frame.hidesContent ? HIDDEN_NOTE : '',
    cards: sections.map((section) => digestCard(section, frame, detail)),
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
function preheaderOf(posts: DigestPost[], locale: string): string {
  const [first] = posts;
  const words = first && plainText(first.body, namesOf(first.names));
  if (first && words) return `${nameLine(first.author.name)}: ${words}`;
  return formatList([...new Set(posts.map(({ author }) => nameLine(author.name)))].slice(0, 3), locale);
}
