import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maskPlaceholders } from '@/lib/email/placeholders';
import type { RenderedMail } from '@/lib/email/view-models';
import { colourRules, findBarriers } from '@/lib/testing/axe';
import { launchChromium } from '@/lib/testing/chromium';
import { withWords } from '@/lib/testing/mail-words';
import { sampleMails } from './samples';

// A mail is a page inside a page: its landmarks are those of the mail program.
const ofPrograms = ['region', 'landmark-one-main'];
const longWords = ['w'.repeat(500), 'مبيعات '.repeat(60)];

let browser: Browser;
let page: Page;
const asked: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
  page = await browser.newPage();
  page.on('request', (request) => asked.push(request.url()));
});
afterAll(() => browser.close());

/** Opens a mail as its reader's program would. */
async function read(mail: RenderedMail, width: number) {
  await page.setViewportSize({ width, height: 800 });
  await page.setContent(maskPlaceholders(mail).html, { waitUntil: 'load' });
}

const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const ground = () =>
  page.evaluate(() => {
    const cell = document.querySelector('body > table > tbody > tr > td');
    return cell ? getComputedStyle(cell).backgroundColor : '';
  });

describe.each(sampleMails)('the mail "$name"', ({ render }) => {
  test('fits the narrowest phone, whatever stands in it, and fetches nothing', async () => {
    const mails = await Promise.all([render(), ...longWords.map((words) => render(withWords(words)))]);
    for (const mail of mails) {
      await read(mail, 320);
      expect(await overflow()).toBe(0);
    }
    expect(asked).toEqual([]);
  });

  test('can be read by everybody, by day and by night', async () => {
    await page.emulateMedia({ colorScheme: 'light' });
    await read(await render(), 700);
    const barriers = await findBarriers(page);
    expect(barriers.filter((barrier) => !ofPrograms.some((rule) => barrier.startsWith(`${rule} `)))).toEqual([]);
    expect(await ground()).toBe('rgb(251, 250, 247)');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await findBarriers(page, colourRules)).toEqual([]);
    expect(await ground()).toBe('rgb(16, 19, 24)');
  });
});
