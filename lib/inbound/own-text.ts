import 'server-only';
import { runInNewContext } from 'node:vm';
import { toPlainText } from '@react-email/render';
import EmailReplyParser from 'email-reply-parser';
import { MAX_BODY } from '@/lib/body/rules';
import { REPLY_MARKER } from '@/lib/email/view-models';

/** What people write stands above this; beyond it are quotes of quotes. */
const MOST_READ = 40_000;
const MOST_HTML = 300_000;

const MOST_MS = 500;

/** The text of a mail that came as HTML only, without its formats and pictures. */
function fromHtml(html: string): string {
  return toPlainText(html, {
    wordwrap: false,
    limits: { maxInputLength: MOST_HTML, maxDepth: 60 },
    selectors: [
      { selector: 'img', format: 'skip' },
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'style', format: 'skip' },
      { selector: 'script', format: 'skip' },
    ],
  });
}

/** Up to the line of our own mail that says where to answer; the lines that lead to it are the library's to find. */
function untilMarker(text: string): string {
  const at = text.indexOf(REPLY_MARKER);
  if (at < 0) return text;
  const end = text.indexOf('\n', at);
  return text.slice(0, end < 0 ? undefined : end);
}

function withoutMarker(text: string): string {
  const at = text.indexOf(REPLY_MARKER);
  return at < 0 ? text : text.slice(0, text.lastIndexOf('\n', at) + 1);
}

/** Null for work that does not end in time: a library's patterns may take minutes over text that is made for them. */
function bounded(work: () => string): string | null {
  try {
    return String(runInNewContext('work()', { work }, { timeout: MOST_MS }));
  } catch {
    return null;
  }
}

function cutToLimit(text: string): string {
  const characters = [...text];
  return characters.length <= MAX_BODY ? text : `${characters.slice(0, MAX_BODY - 1).join('')}…`;
}

/**
 * What the sender of a mail wrote themself: without quotes, signature and formats, and no longer than a comment may be.
 * Null when it cannot be read.
 */
export function ownText(mail: { text: string | null; html: string | null }): string | null {
  const whole = mail.text?.trim() ? mail.text : bounded(() => fromHtml(mail.html?.slice(0, MOST_HTML) ?? ''));
  if (whole === null) return null;
  const tidy = whole
    .slice(0, 4 * MOST_READ)
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cf}\u00a0]/gu, (sign) => (sign === '\u00a0' ? ' ' : ''))
    .replace(/[ \t]{20,}/g, ' ')
    .replace(/\n{4,}/g, '\n\n\n')
    .slice(0, MOST_READ);
  const parsed = bounded(() => new EmailReplyParser().parseReply(untilMarker(tidy)));
  return parsed === null ? null : cutToLimit(withoutMarker(parsed).trim());
}
