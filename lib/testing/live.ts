import type { BrowserContext, Page, WebSocketRoute } from 'playwright-core';

/** What the page's sockets were sent, as text, from now on. */
export function framesOf(page: Page): string[] {
  const frames: string[] = [];
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => frames.push(String(payload)));
  });
  return frames;
}

export const isHint = (frame: string): boolean => frame.includes('"event":"hint"');

/** A load of the page would take this away. */
export const mark = (page: Page) => page.evaluate(() => void Object.assign(window, { wasHere: true }));

export const wasNotLoaded = (page: Page) => page.evaluate(() => 'wasHere' in window);

/** What the feed says, post by post, without the times that pass. */
export const feedOf = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('[role=feed] > article')].map((post) => {
      const copy = post.cloneNode(true);
      if (copy instanceof Element) for (const time of copy.querySelectorAll('[title]')) time.remove();
      return `${post.id} ${copy.textContent}`;
    }),
  );

/** Makes the browser say that nobody looks at the page, or that somebody does again. */
export const setHidden = (page: Page, isHidden: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);

/** Puts somebody between the app's server and the sockets of a context: what `pass` gives for a frame arrives. */
export async function between(
  context: BrowserContext,
  pass: (frame: string, deliver: (frame: string) => void) => void,
) {
  const open: WebSocketRoute[] = [];
  await context.routeWebSocket(/\/rt\//, (route) => {
    const server = route.connectToServer();
    open.push(route);
    server.onMessage((frame) => pass(String(frame), (one) => route.send(one)));
  });
  return open;
}
