import 'server-only';
import type { BodyTree } from '@/lib/body/tree';
import type { MailFrame, MailPerson } from '@/lib/email/view-models';
import type { Names } from '@/lib/feed/view-models';
import type { Phrase } from './phrase';

/** What somebody wrote, with who and when: a post, or a comment, which is smaller. */
export type Written = {
  t: 'written';
  size: 'post' | 'comment';
  /** Read before, and shown for what came after. */
  isEarlier: boolean;
  author: MailPerson;
  line: Phrase;
  at: string;
  body: BodyTree;
  names: Names;
  /** What belongs to it: counts, comments, a link. */
  below: MailBlock[];
};

export type MailBlock =
  | Written
  | { t: 'text'; words: Phrase; isQuiet: boolean }
  /** A few words of somebody's, set apart: the post that a comment belongs to, the message of a request. */
  | { t: 'quote'; author: string; text: string }
  | { t: 'person'; person: MailPerson; title: string }
  | { t: 'link'; label: string; url: string }
  /** The one thing to do. Its address is also written out where people must be able to copy it. */
  | { t: 'button'; label: string; url: string; isWrittenOut: boolean }
  | { t: 'rule' };

export type MailCard = { heading: { words: Phrase; url: string } | null; blocks: MailBlock[] };

/** A mail's content, from which its HTML and its text are made: neither can say what the other does not. */
export type MailDocument = {
  frame: MailFrame;
  subject: Phrase;
  /** What mail programs show after the subject in a list. */
  preheader: string;
  title: Phrase;
  /** Small words below the title: mostly the date. */
  note: string;
  cards: MailCard[];
  /** After the cards; most mails have their button inside. */
  button: { label: string; url: string } | null;
  canReply: boolean;
};

export const text = (words: Phrase | string): MailBlock => ({
  t: 'text',
  words: typeof words === 'string' ? [words] : words,
  isQuiet: false,
});

export const quiet = (words: string): MailBlock => ({ t: 'text', words: [words], isQuiet: true });

export const button = (label: string, url: string, isWrittenOut = false): MailBlock => ({
  t: 'button',
  label,
  url,
  isWrittenOut,
});

export const card = (blocks: (MailBlock | null | false)[]): MailCard => ({
  heading: null,
  blocks: blocks.filter((block) => block !== null && block !== false),
});
