import 'server-only';
import { foldBody } from '@/lib/body/fold';
import { plainText } from '@/lib/body/plain';
import { MAX_TAIL, type MailComment, type MailEntry, type NotificationMail } from '@/lib/email/view-models';
import { fullDate, plural } from '@/lib/format';
import { namesOf } from './body-text';
import { button, card, type MailBlock, type MailDocument, quiet, text, type Written } from './document';
import { phrase } from './phrase';
import { HIDDEN_NOTE, SEE_GROUPS } from './redact';
import { mailRenderer } from './render-mail';
import { buttonLabel, entryPhrase, mailPhrase } from './sentences';

const MOST_ENTRIES = 20;

/** Everything that happened in one thread within two minutes, or a quiet night, for one person. */
export const renderNotificationMail = mailRenderer(compose, (frame, given) =>
  compose({ ...frame, threadTail: [], entries: frame.entries.map(folded) }, given, MOST_ENTRIES),
);

function compose(frame: NotificationMail, given: NotificationMail, most = Number.POSITIVE_INFINITY): MailDocument {
  const { entries, reader } = frame;
  const [first] = entries;
  if (!first) throw new Error('a mail needs something to tell of');
  const title = mailPhrase(entries, reader.locale);
  const isOne = entries.length === 1;
  return {
    frame,
    subject: title,
    preheader: preheaderOf(frame),
    title,
    note: isOne && !first.body ? fullDate(first.at, reader.locale, reader.timeZone) : '',
    cards: [
      card([
        quoteOf(entries),
        ...frame.threadTail.slice(-MAX_TAIL).map(earlier),
        ...entries.slice(0, most).flatMap((entry) => entryBlocks(entry, isOne, reader.locale)),
        entries.length > most && text(plural(entries.length - most, more, reader.locale)),
        frame.hidesContent && given.entries.some(hasContent) && quiet(HIDDEN_NOTE),
        button(labelOf(first, isOne, first.url !== given.entries[0]?.url), first.url),
        frame.canReply && quiet('Reply to this mail to comment.'),
      ]),
    ],
    button: null,
    canReply: frame.canReply,
  };
}

const more = { one: 'And # more.', other: 'And # more.' };

function folded(entry: MailEntry): MailEntry {
  return { ...entry, body: entry.body && (foldBody(entry.body)?.[0] ?? entry.body) };
}

function hasContent({ body, message, belongsTo }: MailEntry): boolean {
  return Boolean(body || message || belongsTo);
}

function labelOf(first: MailEntry, isOne: boolean, leadsElsewhere: boolean): string {
  if (leadsElsewhere) return SEE_GROUPS;
  return isOne ? buttonLabel(first) : 'View all';
}

function preheaderOf({ entries, hidesContent }: NotificationMail): string {
  if (hidesContent) return 'Open Chatter to read it.';
  const texts = entries.map((entry) => (entry.body ? plainText(entry.body, namesOf(entry.names)) : entry.message));
  return texts.find(Boolean) || entries[0]?.belongsTo?.excerpt || 'Open Chatter to see more.';
}

/** The post that all of it belongs to. */
function quoteOf(entries: MailEntry[]): MailBlock | null {
  const quoted = entries.find(({ belongsTo }) => belongsTo)?.belongsTo;
  return quoted ? { t: 'quote', author: quoted.author.name, text: quoted.excerpt } : null;
}

function earlier(comment: MailComment): Written {
  const line = phrase('{author}', { author: comment.author.name });
  return { t: 'written', size: 'comment', isEarlier: true, ...comment, line, below: [] };
}

function entryBlocks(entry: MailEntry, isOne: boolean, locale: string): MailBlock[] {
  const { actor, body, message } = entry;
  if (body) return [written(entry, body)];
  const said: MailBlock[] = message ? [{ t: 'quote', author: actor.name, text: message }] : [];
  return isOne ? [...subjectOf(entry), ...said] : [text(entryPhrase(entry, locale)), ...said];
}

function subjectOf({ reason, actor }: MailEntry): MailBlock[] {
  return reason === 'follow' ? [{ t: 'person', person: actor, title: '' }] : [];
}

function written(entry: MailEntry, body: Written['body']): Written {
  const { actor: author, at, names, belongsTo } = entry;
  const line = phrase('{author}', { author: author.name });
  const size = belongsTo ? 'comment' : 'post';
  return { t: 'written', size, isEarlier: false, author, line, at, body, names, below: [] };
}
