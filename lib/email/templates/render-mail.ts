import 'server-only';
import { render } from '@react-email/render';
import { createElement } from 'react';
import { markPlaceholder, settlePlaceholders } from '@/lib/email/placeholders';
import type { MailFrame, RenderedMail } from '@/lib/email/view-models';
import { cleanProps, cut } from './clean';
import type { MailDocument } from './document';
import { MailLayout } from './layout';
import { plainPhrase } from './phrase';
import { plainMail } from './plain-mail';
import { redactProps } from './redact';

const LONGEST_SUBJECT = 200;
// Gmail shows no more of a mail than this, and hides its end with the link to unsubscribe.
const MOST_BYTES = 100_000;
const LONGEST_PREHEADER = 110;
// @react-email/preview cuts here whatever stands there, be it the middle of an emoji.
const PREVIEW_UNITS = 150;

// Where React would find its texts again in a browser. Nobody's words hold them: a < of theirs is an entity.
const SEAMS = /<!--(?: |\/?\$)-->/g;

/** Composes a mail from its props; `given` is the same before anything was hidden: for whether there was something, never for what. */
type Compose<T> = (props: T, given: T) => MailDocument;

/**
 * Makes the render function of one kind of mail from what composes its document. Nothing that people wrote comes past
 * this: it is cleaned, and taken out where the organisation hides it, before; its braces are settled after. A mail that
 * gets too long is composed again by the next, briefer one.
 */
export function mailRenderer<T extends MailFrame>(compose: Compose<T>, ...briefer: Compose<T>[]) {
  return async (props: T): Promise<RenderedMail> => {
    const given = ownUrls(cleanProps(props));
    const shown = redactProps(given);
    let mail = await renderDocument(compose(shown, given));
    for (const again of briefer) {
      if (Buffer.byteLength(mail.html) <= MOST_BYTES) return mail;
      mail = await renderDocument(again(shown, given));
    }
    return mail;
  };
}

async function renderDocument(mail: MailDocument): Promise<RenderedMail> {
  const html = await render(createElement(MailLayout, { mail: { ...mail, preheader: preheaderOf(mail) } }));
  return {
    subject: oneLine(plainPhrase(mail.subject), LONGEST_SUBJECT),
    html: settlePlaceholders(html.replace(SEAMS, '')),
    text: settlePlaceholders(plainMail(mail)),
  };
}

function preheaderOf({ preheader }: MailDocument): string {
  let line = oneLine(preheader, LONGEST_PREHEADER);
  for (let length = LONGEST_PREHEADER; line.length > PREVIEW_UNITS; length -= 10) line = cut(line, Math.max(1, length));
  return line;
}

function oneLine(text: string, length: number): string {
  return cut(text.replace(/\s+/g, ' ').trim(), length);
}

/** Our own links, in every place where props have them: placeholders in their safe form, anything but http refused. */
function ownUrls<T>(props: T): T;
function ownUrls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => ownUrls<unknown>(item));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      isUrl(key, item) ? ownUrl(item) : WRITTEN.has(key) ? item : ownUrls<unknown>(item),
    ]),
  );
}

// Links in what people wrote are not ours; body-text.tsx decides about them.
const WRITTEN = new Set(['body', 'names']);

const isUrl = (key: string, value: unknown): value is string => /^(url|\w+Url)$/.test(key) && typeof value === 'string';

function ownUrl(url: string): string {
  const marked = markPlaceholder(url);
  if (marked === url && !/^https?:\/\/[^\s"'<>]+$/.test(url))
    throw new Error('a mail was given a link that leads nowhere');
  return marked;
}
