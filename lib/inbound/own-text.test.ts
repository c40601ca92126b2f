import { describe, expect, test } from 'vitest';
import { REPLY_MARKER } from '@/lib/email/view-models';
import { ownText } from './own-text';

const read = (text: string) => ownText({ text, html: null });
const quoted = ['', REPLY_MARKER, '', 'Anna Snelling commented:', 'Cancity signed.', ''].map((line) =>
  `> ${line}`.trimEnd(),
);
const quote = quoted.join('\n');

/** How mail programs put what they answer below it. */
const shapes: Record<string, string> = {
  Gmail: `Great news.\n\nOn Mon, Nov 23, 2026 at 8:00 AM Chatter <reply+abc@in.example.com> wrote:\n\n${quote}\n`,
  'Gmail, header over two lines': `Great news.\r\n\r\nOn Mon, Nov 23, 2026 at 8:00 AM Anna Snelling via Chatter\r\n<reply+abc@in.example.com> wrote:\r\n\r\n${quote.replaceAll('\n', '\r\n')}`,
  'Gmail in German': `Great news.\n\nAm Mo., 23. Nov. 2026 um 08:00 Uhr schrieb Chatter <reply+abc@in.example.com>:\n\n${quote}`,
  'Gmail in French': `Great news.\n\nLe lun. 23 nov. 2026 à 08:00, Chatter <reply+abc@in.example.com> a écrit :\n\n${quote}`,
  'Apple Mail': `Great news.\n\n> On 23 Nov 2026, at 08:00, Chatter <reply+abc@in.example.com> wrote:\n> \n${quote}\n`,
  'Apple Mail in German': `Great news.\n\n> Am 23.11.2026 um 08:00 schrieb Chatter <reply+abc@in.example.com>:\n> \n${quote}\n`,
  iPhone: `Great news.\n\nSent from my iPhone\n\n> On 23 Nov 2026, at 08:00, Chatter <reply+abc@in.example.com> wrote:\n> \n${quote}\n`,
  Outlook: `Great news.\n\n________________________________\nFrom: Chatter <reply+abc@in.example.com>\nSent: Monday, November 23, 2026 8:00 AM\nTo: Cecily <cecily@example.com>\nSubject: Anna commented\n\n${REPLY_MARKER}\n\nAnna Snelling commented:\nCancity signed.`,
  'Outlook in German': `Great news.\n\nVon: Chatter <reply+abc@in.example.com>\nGesendet: Montag, 23. November 2026 08:00\nAn: Cecily <cecily@example.com>\nBetreff: Anna commented\n\n${REPLY_MARKER}\n\nAnna Snelling commented:\nCancity signed.`,
  'Outlook in French': `Great news.\n\nDe : Chatter <reply+abc@in.example.com>\nEnvoyé : lundi 23 novembre 2026 08:00\nÀ : Cecily <cecily@example.com>\nObjet : Anna commented\n\n${REPLY_MARKER}\n\nAnna Snelling commented:\nCancity signed.`,
  'old Outlook': `Great news.\n\n-----Original Message-----\nFrom: Chatter <reply+abc@in.example.com>\nSent: Monday\n\n${REPLY_MARKER}\nAnna Snelling commented:\nCancity signed.`,
  Thunderbird: `Great news.\n\nOn 23/11/2026 08:00, Chatter wrote:\n${quote}\n`,
  'Thunderbird with a signature': `Great news.\n\n-- \nCecily Lampkin\nSales\n\nOn 23/11/2026 08:00, Chatter wrote:\n${quote}\n`,
  'no quote at all': 'Great news.\n',
  'only our line': `Great news.\n\n${REPLY_MARKER}\nAnna Snelling commented:\nCancity signed.`,
};

test.each(Object.entries(shapes))('of an answer by %s remains what was written', (_, text) => {
  expect(read(text)).toBe('Great news.');
});

test('several paragraphs stay, in their order', () => {
  expect(read(`One.\n\nTwo,\nthree.\n\nOn Mon, Nov 23, 2026 at 8:00 AM Chatter <a@b.example> wrote:\n${quote}`)).toBe(
    'One.\n\nTwo,\nthree.',
  );
});

test('of a quote alone nothing remains', () => {
  expect(read(`\n\nOn Mon, Nov 23, 2026 at 8:00 AM Chatter <a@b.example> wrote:\n${quote}`)).toBe('');
});

test('a mail of HTML only becomes text, without formats, pictures and hidden addresses', () => {
  const html = `<html><head><style>p { color: red }</style></head><body><p>Great <b>news</b>, see <a href="https://evil.example/?t=1">this</a>.</p>
    <img src="https://evil.example/pixel.gif" alt="pixel"><script>alert(1)</script>
    <div class="gmail_quote">On Mon, Nov 23, 2026 at 8:00 AM Chatter &lt;a@b.example&gt; wrote:<blockquote>${REPLY_MARKER}<br>Cancity</blockquote></div></body></html>`;
  expect(ownText({ text: null, html })).toBe('Great news, see this.');
});

test('too long a text is cut to what a comment may hold', () => {
  const text = read('word '.repeat(6000)) ?? '';
  expect([...text]).toHaveLength(10_000);
  expect(text.endsWith('…')).toBe(true);
});

describe('text that is made to keep the parser busy is given up soon', () => {
  test.each([' On a on at '.repeat(3000), '\n'.repeat(40_000), 'From: a <'.repeat(4000), `Op ${'a\n'.repeat(15_000)}`])(
    '%#',
    (text) => {
      const start = performance.now();
      ownText({ text, html: null });
      expect(performance.now() - start).toBeLessThan(3000);
    },
  );

  test('ten megabytes of HTML too', () => {
    const start = performance.now();
    ownText({ text: null, html: '<div>'.repeat(2_000_000) });
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
