import 'server-only';
import { type MailReader, REPLY_MARKER } from '@/lib/email/view-models';
import { isolate, nameLine } from './clean';
import { formatMoment } from './dates';
import type { MailBlock, MailCard, MailDocument, Written } from './document';
import { footerOf } from './footer';
import { plainPhrase } from './phrase';
import { plainBody } from './plain-body';
import { wrap } from './wrap';

const RULE = '- '.repeat(20).trimEnd();
// Mail programs know this line: what follows is no part of the message.
const SIGNATURE = '-- ';

/** The text part: the same content as the HTML, for those who read it in a terminal, on a watch or with their ears. */
export function plainMail(mail: MailDocument): string {
  const parts = [
    mail.canReply ? [REPLY_MARKER] : [],
    [...wrap(plainPhrase(mail.title)), ...wrap(mail.note)],
    ...mail.cards.flatMap((card) => cardParts(card, mail.frame.reader)),
    mail.button ? [`${mail.button.label}:`, mail.button.url] : [],
    footer(mail),
  ];
  const written = parts.map((part) => part.join('\n').replace(/^\n+|\n+$/g, '')).filter((part) => part !== '');
  return `${written.join('\n\n')}\n`;
}

function cardParts(card: MailCard, reader: MailReader): string[][] {
  const heading = card.heading && plainPhrase(card.heading.words);
  const head =
    card.heading && heading ? [[...wrap(heading), '='.repeat(Math.min(72, heading.length)), card.heading.url]] : [];
  return [...head, ...card.blocks.flatMap((block) => blockParts(block, reader))];
}

function blockParts(block: MailBlock, reader: MailReader): string[][] {
  const below = block.t === 'written' ? block.below.flatMap((child) => blockParts(child, reader)) : [];
  return [blockLines(block, reader), ...below];
}

function blockLines(block: MailBlock, reader: MailReader): string[] {
  switch (block.t) {
    case 'written':
      return writtenLines(block, reader);
    case 'text':
      return wrap(plainPhrase(block.words));
    case 'quote':
      return [...wrap(`${isolate(nameLine(block.author))}:`, quoted), ...wrap(block.text, quoted)];
    case 'person':
      return wrap([nameLine(block.person.name), block.title].filter(Boolean).map(isolate).join(', '));
    case 'link':
    case 'button':
      return [`${block.label}:`, block.url];
    case 'rule':
      return [RULE];
  }
}

const quoted = { first: '> ', rest: '> ' };

function writtenLines(block: Written, reader: MailReader): string[] {
  const when = formatMoment(block.at, reader);
  const lines = [...wrap(`${plainPhrase(block.line)}, ${when}:`), ...plainBody(block.body, block.names)];
  return block.isEarlier ? lines.map((line) => `> ${line}`.trimEnd()) : lines;
}

function footer({ frame }: MailDocument): string[] {
  const { why, links, sentBy } = footerOf(frame);
  return [
    SIGNATURE,
    ...(why ? wrap(why) : []),
    ...links.map(({ label, url }) => (label.endsWith('?') ? `${label} ${url}` : `${label}: ${url}`)),
    ...wrap(sentBy),
  ];
}
