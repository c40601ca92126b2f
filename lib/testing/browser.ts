import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { sessionCookie, tokenHash } from '@/lib/auth/current';
import { newId } from '@/lib/ids';
import type { App } from './app';
import { launchChromium } from './chromium';

export type Somebody = string | { handle: string };

export type PageOptions = {
  javaScript?: boolean;
  /** Who is signed in, of the cast or by handle: the session is put into the database, signing in has its own tests. */
  as?: Somebody;
  width?: number;
  colorScheme?: 'light' | 'dark';
};

/** Opens pages of the app in a real browser. A page that reports an error to its console fails the test. */
export function useBrowser(app: App) {
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    expect(complaints.splice(0), "errors on the browser's console").toEqual([]);
  });
  afterAll(() => browser?.close());

  async function openContext({ javaScript = true, as, width = 1280, colorScheme = 'light' }: PageOptions = {}) {
    if (!browser) throw new Error('useBrowser() starts the browser in beforeAll: use it inside a test.');
    const viewport = { width, height: width < 500 ? 844 : 900 };
    const context = await browser.newContext({
      baseURL: app.url,
      javaScriptEnabled: javaScript,
      viewport,
      colorScheme,
      locale: 'en-US',
    });
    context.setDefaultTimeout(15_000);
    contexts.push(context);
    if (as) await context.addCookies([{ name: sessionCookie(), value: await signIn(app, as), url: app.url }]);
    return context;
  }

  async function openPage(options: PageOptions & { path?: string } = {}): Promise<Page> {
    const page = await (await openContext(options)).newPage();
    listen(page, complaints);
    if (options.path) await page.goto(options.path);
    if (options.path && options.javaScript !== false) await hydrated(page);
    return page;
  }

  return { openContext, openPage };
}

/** The router's last effect puts this element there: from now on clicks and keys are heard by the page's own code. */
async function hydrated(page: Page): Promise<void> {
  const announcer = page.locator('next-route-announcer');
  await announcer.waitFor({ state: 'attached', timeout: 5_000 }).catch(() => undefined);
}

/** Makes a session for this person, as a sign-in would, and returns the value of its cookie. */
export async function signIn(app: App, person: Somebody): Promise<string> {
  const handle = typeof person === 'string' ? person : person.handle;
  const token = randomBytes(24).toString('base64url');
  const made = await app.database.query(
    `insert into sessions (id, token_hash, person_id, expires_at)
     select $1, $2, id, now() + interval '1 day' from subjects where handle = $3 and kind = 'person' returning id`,
    [newId(), tokenHash(token), handle],
  );
  if (made.length === 0) throw new Error(`Nobody has the handle ${handle}.`);
  return token;
}

function listen(page: Page, complaints: string[]) {
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    // The status of the page itself is the test's business: a 404 is said on the console as well.
    if (message.text().startsWith('Failed to load resource') && message.location().url === page.url()) return;
    complaints.push(`${page.url()}: ${message.text()}`);
  });
}

/** The same tests twice: as people with JavaScript meet the page, and as people without it do. */
export function withAndWithoutJavaScript(body: (javaScript: boolean) => void): void {
  describe.each([true, false])('with JavaScript: %s', body);
}
