import net from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { fillPlaceholders } from '@/lib/email/placeholders';
import { REPLY_MARKER, type RenderedMail } from '@/lib/email/view-models';
import { hostileNames } from '@/lib/testing/bodies';
import { withSecrets, withWords } from '@/lib/testing/mail-words';
import { cut } from './clean';
import { styleSheet } from './looks';
import { sampleMails } from './samples';

const hostileWords = [
  ...hostileNames.filter(Boolean),
  'Anna\r\nBcc: everyone@example.com',
  'Anna\n\n-- \nUnsubscribe: https://evil.example',
  '"\'><a href="javascript:alert(1)">',
  '</title></style><script>alert(1)</script><!--',
  '{{unsubscribe}} {{link}} {{braces}} {{{',
  '?token={{link}}',
  '\u202eevil\u2066\u2069\u200b\u0000\u0007\u001b[31m',
  '👩‍👩‍👧‍👦'.repeat(300),
  'w'.repeat(10_000),
  '\ud800half',
  '$& $1 %s {actor} {place} #',
];

const hostile = hostileWords.map((words) => ({ words, name: JSON.stringify(cut(words, 40)) }));

const values = { unsubscribe: 'https://chatter.example/u/TOKEN', link: 'https://chatter.example/l/TOKEN' };

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'" };
const decoded = (html: string) => html.replace(/&([a-z]+|#x27|#39);/g, (whole, name) => entities[name] ?? whole);
const hrefs = ({ html }: RenderedMail) => [...html.matchAll(/ href="([^"]*)"/g)].map(([, href = '']) => decoded(href));
/** Every tag with its attributes; line breaks may be more or fewer. */
const structure = ({ html }: RenderedMail) =>
  [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag).filter((tag) => tag !== '<br/>' && !tag.startsWith('<!--'));
const all = ({ subject, html, text }: RenderedMail) => `${subject}\n${html}\n${text}`;
const count = (text: string, part: string) => text.split(part).length - 1;

describe.each(sampleMails)('the mail "$name"', ({ render }) => {
  const harmless = new Map<number, Promise<RenderedMail>>();
  /** The mail with harmless words, as long as they are where it matters: a long post is folded. */
  const plainly = (length: number): Promise<RenderedMail> => {
    const words = 'a'.repeat(length > 100 ? length : 4);
    const mail = harmless.get(words.length) ?? render(withWords(words));
    harmless.set(words.length, mail);
    return mail;
  };

  test.each(hostile)('is the same mail when everybody and everything is called $name', async ({ words }) => {
    const [plain, mail] = [await plainly(words.length), await render(withWords(words))];
    expect(structure(mail)).toEqual(structure(plain));
    expect(mail.subject).not.toMatch(/\p{Cc}|[\u202a-\u202e\u200b]|\p{Surrogate}/u);
    expect([...new Intl.Segmenter().segment(mail.subject)].length).toBeLessThanOrEqual(200);
    // The one place for zero-width characters is the hidden line that mail programs show in lists.
    expect(mail.text).not.toMatch(/[^\P{Cc}\n\t]|[\u202a-\u202e]|\p{Surrogate}/u);
    expect(mail.html).not.toMatch(/[^\P{Cc}\n\t]|[\u202a-\u202e]|\p{Surrogate}/u);
    const [filledPlain, filled] = [fillPlaceholders(plain, values), fillPlaceholders(mail, values)];
    for (const value of Object.values(values)) {
      expect(count(filled.html, value)).toBe(count(filledPlain.html, value));
      expect(count(filled.text, value)).toBe(count(filledPlain.text, value));
    }
  });

  test('has a text part that leads everywhere its HTML does', async () => {
    const mail = await render();
    const missing = hrefs(mail).filter((href) => !mail.text.includes(href.replace(/^mailto:/, '')));
    expect(missing).toEqual([]);
    expect(hrefs(mail).filter((href) => !/^(https:\/\/|mailto:|\{\{(unsubscribe|link)\}\}$)/.test(href))).toEqual([]);
  });

  test('fetches nothing, neither when it is made nor when it is read', async () => {
    const connect = vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(() => {
      throw new Error('a mail opened a connection');
    });
    const { html } = await render().finally(() => connect.mockRestore());
    expect(connect).not.toHaveBeenCalled();
    expect(html).not.toMatch(
      /<(img|link|script|iframe|object|form|input|video|svg)|\b(src|background)=|url\(|@import/i,
    );
  });

  test('says nothing of what was written when the organisation hides content', async () => {
    const mail = await render((props) => ({ ...withSecrets('zzsecret')(props), hidesContent: true }));
    expect(all(mail)).not.toMatch(/zzsecret/i);
    expect(mail.subject).not.toBe('');
  });

  test('is a page with a language, a title, one heading and a first line for the list', async () => {
    const { html, subject } = await render();
    expect(html).toMatch(/<html dir="ltr" lang="en">/);
    expect(decoded(html)).toContain(`<title>${subject}</title>`);
    expect(count(html, '<h1')).toBe(1);
    expect(html).toMatch(/data-skip-in-text="true">[^<\s]/);
    expect([...html.matchAll(/<table(?![^>]*role="presentation")/g)]).toEqual([]);
  });

  test('has a dark colour wherever it has a light one', async () => {
    const { html } = await render();
    const coloured = [...html.matchAll(/class="([^"]*)" style="[^"]*color:/g)].map(([, name = '']) => name);
    expect(coloured.length).toBeGreaterThan(3);
    const dark = styleSheet.slice(styleSheet.indexOf('prefers-color-scheme: dark'));
    expect(coloured.filter((name) => !dark.includes(`.${name} {`))).toEqual([]);
  });

  test('says above which line a reply is read, if there may be one', async () => {
    const mail = await render();
    const canReply = mail.text.includes('Reply to this mail');
    expect(mail.text.startsWith(REPLY_MARKER)).toBe(canReply);
    expect(mail.html.includes(REPLY_MARKER)).toBe(canReply);
  });

  test('ends in who sends it, why, and how to have fewer', async () => {
    const mail = await render((props) => ({
      ...props,
      unsubscribeUrl: '{{unsubscribe}}',
      whyUrl: 'https://a.example/why',
    }));
    const filled = fillPlaceholders(mail, { ...values, unsubscribe: 'https://a.example/?a=1&b=2' });
    expect(filled.html).toMatch(/<a href="https:\/\/a.example\/why"[^>]*>Why did I get this\?/);
    expect(filled.html).toMatch(/<a href="https:\/\/a.example\/\?a=1&amp;b=2"[^>]*>Unsubscribe</);
    expect(filled.text).toMatch(
      /\n-- \n[\s\S]*Unsubscribe: https:\/\/a.example\/\?a=1&b=2\nSent by Chatter for Kestrel\n$/,
    );
  });

  test('is not made with a link that is none', async () => {
    for (const appUrl of ['javascript:alert(1)', '/setup', 'https://a.example/" onclick="x'])
      await expect(render((props) => ({ ...props, appUrl }))).rejects.toThrow('leads nowhere');
  });
});

test('the secrets of these tests are told where content is not hidden', async () => {
  const told = await Promise.all(
    sampleMails.map(async ({ name, render }) => [
      name,
      all(await render(withSecrets('zzsecret'))).includes('zzsecret'),
    ]),
  );
  const silent = told.filter(([, tells]) => !tells).map(([name]) => name);
  expect(silent).toEqual([]);
});
