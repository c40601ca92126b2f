import type { LivePage } from '@/lib/realtime/view-models';
import { createConnection } from './live-connection';
import { createLook } from './live-look';
import { concerns, type Hint, onPage } from './live-page';
import { createRefresher } from './live-refresh';

const MOST_REMEMBERED = 500;

/** So long after a sign of life the page is fetched without asking first: a fetch that fails would cost the page. */
const ALIVE_MS = 2000;

/** Between two pages there is none for a moment. */
const LEAVE_MS = 1000;

const isShown = (item: string) => document.getElementById(`post-${item}`) !== null;

/** Keeps the page on view as a load would show it: by hints where there are any, and by looking for itself. */
export function startLive(refresh: () => void) {
  let page: LivePage | null = null;
  let aliveAt = 0;
  let leaveTimer: ReturnType<typeof setTimeout> | undefined;
  const heard = new Set<string>();

  const refresher = createRefresher({
    isHidden: () => document.hidden,
    refresh() {
      if (Date.now() - aliveAt < ALIVE_MS) return refresh();
      refresher.finished();
      look.soon();
    },
  });
  const connection = createConnection({ onHint, onListening: () => look.soon(), onStale: () => look.soon() });
  const look = createLook({
    madeAt: () => page?.at ?? null,
    isTold: connection.isConnected,
    onNews() {
      aliveAt = Date.now();
      refresher.ask();
    },
  });

  function onHint(hint: Hint) {
    aliveAt = Date.now();
    const name = `${hint.event} ${hint.kind}`;
    if (heard.has(name) || !page) return;
    if (heard.size === MOST_REMEMBERED) heard.clear();
    heard.add(name);
    if (concerns(hint, page, isShown)) refresher.ask(hint.spread);
  }

  function wake() {
    if (document.hidden) return;
    connection.hurry();
    refresher.resume();
    look.soon();
  }

  const onShow = (event: PageTransitionEvent) => event.persisted && wake();

  const forgetPage = onPage((shown) => {
    page = shown;
    clearTimeout(leaveTimer);
    if (shown) connection.listenTo(shown);
    else leaveTimer = setTimeout(() => connection.listenTo(null), LEAVE_MS);
  });
  document.addEventListener('visibilitychange', wake);
  addEventListener('online', wake);
  addEventListener('pageshow', onShow);
  look.start();

  return {
    refreshed: refresher.finished,
    stop() {
      forgetPage();
      clearTimeout(leaveTimer);
      look.stop();
      refresher.stop();
      connection.listenTo(null);
      document.removeEventListener('visibilitychange', wake);
      removeEventListener('online', wake);
      removeEventListener('pageshow', onShow);
    },
  };
}
