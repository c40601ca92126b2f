import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import type { Database } from '@/db/database';
import type { Viewer } from '@/lib/access/viewer';
import { type RunningApp, startApp } from '@/lib/commands/bench-app';
import { launchChromium } from '@/lib/testing/chromium';
import { percentile } from './measure';
import { heading, line } from './report';
import { cookieName, signIn } from './visitor';

const POSTS = 60;

/** Longer than a page waits between two refreshes: each post is one that comes into a quiet feed. */
const PAUSE_MS = 1400;

const aim = { must: 150, stretch: 50 };

async function openPage(browser: Browser, app: RunningApp, token: string, path: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: app.url });
  await context.addCookies([{ name: cookieName, value: token, url: app.url }]);
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

/** Notes in the page when each text that begins with "Live" is first there: both browsers have the clock of this machine. */
const watch = (page: Page) =>
  page.evaluate(() => {
    const seen: Record<string, number> = {};
    Object.assign(window, { seen });
    new MutationObserver(() => {
      const [text] = document.querySelector('[role=feed] > article')?.textContent?.match(/Live \d+ of \d+/) ?? [];
      if (text) seen[text] ??= Date.now();
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });

const seenAt = (page: Page, text: string) =>
  page
    .waitForFunction((name) => (window as unknown as { seen: Record<string, number> }).seen[name], text)
    .then((at) => at.jsonValue());

/** What the page has fetched of scripts by now, the real-time client included, in kilobytes as sent. */
const scriptsOf = (page: Page) =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry): entry is PerformanceResourceTiming => /\.js(\?|$)/.test(entry.name))
      .reduce((sum, entry) => sum + entry.encodedBodySize / 1000, 0),
  );

/** Shares a text and returns when the button was pressed. */
async function share(page: Page, text: string): Promise<number> {
  await page.getByRole('textbox', { name: 'Share an update' }).fill(text);
  const [at] = await Promise.all([
    page.evaluate(
      () =>
        new Promise<number>((resolve) =>
          addEventListener('submit', () => resolve(Date.now()), { once: true, capture: true }),
        ),
    ),
    page.getByRole('button', { name: 'Share' }).click(),
  ]);
  return at;
}

/** How long a post takes to be seen in another browser, from the press of the button and from when it is written. */
export async function measureLive(database: Database, databaseUrl: string, viewers: readonly Viewer[]) {
  const [writer, reader] = viewers;
  if (!writer || !reader) throw new Error('Nobody to write or to read.');
  const app = await startApp(databaseUrl, 'warn');
  const browser = await launchChromium();
  try {
    const tokens = await Promise.all([signIn(database, writer), signIn(database, reader)]);
    const home = `/people/${writer.handle}`;
    const [writing, reading] = await Promise.all(tokens.map((token) => openPage(browser, app, token, home)));
    if (!writing || !reading) throw new Error('No pages.');
    await sleep(4000);
    heading('A page that is live', 'JS kB');
    line('all scripts over the wire, gzip', [await scriptsOf(reading)], { must: 200, stretch: 160 });
    await watch(reading);
    const fromPress: number[] = [];
    const fromWriting: number[] = [];
    for (let index = 0; index < POSTS; index++) {
      const text = `Live ${index} of ${POSTS}`;
      const pressed = await share(writing, text);
      const seen = Number(await seenAt(reading, text));
      const [row] = await database.query(
        `select extract(epoch from created_at) * 1000 as at from outbox_events where type = 'post.created' order by id desc limit 1`,
      );
      fromPress.push(seen - pressed);
      fromWriting.push(seen - Number(row?.at));
      await database.query('delete from rate_limits');
      await sleep(PAUSE_MS);
    }
    heading('A post, seen in another browser', 'p50 ms', 'p99', 'p95');
    for (const [name, times] of [
      ['from the press of the button', fromPress.slice(5)],
      ['from the start of its transaction', fromWriting.slice(5)],
    ] as const) {
      line(name, [percentile(times, 0.5), percentile(times, 0.99), percentile(times, 0.95)], aim);
    }
  } finally {
    await browser.close();
    await app.stop();
  }
}
