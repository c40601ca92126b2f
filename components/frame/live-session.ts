import { createConnection } from './live-connection';
import { concerns, type Hint, onPage } from './live-page';
import { createRefresher } from './live-refresh';

/** Longer than the server may still count somebody as not connected. */
const SETTLED_MS = 300;

/** How often a page looks for itself, told or not: a hint can be lost. */
const LOOK_MS = 300_000;
const LOOK_UNTOLD_MS = 60_000;
const MOST_REMEMBERED = 500;

/** So long after a sign of life the page is fetched without asking first: a fetch that fails would cost the page. */
const ALIVE_MS = 2000;

/** Between two pages there is none for a moment. */
const LEAVE_MS = 1000;

const isShown = (item: string) => document.getElementById(`post-${item}`) !== null;

/** Asks whether there is more than the page shows, which costs a tenth of the page. */
async function hasNews(at: string): Promise<boolean | null> {
  const answer = await fetch(`/api/realtime/news?at=${encodeURIComponent(at)}`, { cache: 'no-store' }).catch(
    () => null,
  );
  if (answer?.status === 401) return true;
  if (!answer?.ok) return null;
  const { hasNews: found } = await answer.json();
  return found === true;
}

/** Keeps the page on view as a reload would show it: by hints where there are any, and by looking for itself. */
export function startLive(refresh: () => void) {
  let at: string | null = null;
  let lookTimer: ReturnType<typeof setTimeout> | undefined;
  let page: Parameters<Parameters<typeof onPage>[0]>[0] = null;
  let aliveAt = 0;
  let leaveTimer: ReturnType<typeof setTimeout> | undefined;
  const heard = new Set<string>();
  const refresher = createRefresher({ refresh: refreshSafely, isHidden: () => document.hidden });

  function refreshSafely() {
    if (Date.now() - aliveAt < ALIVE_MS) return refresh();
    refresher.finished();
    void look();
  }

  async function look() {
    planLook();
    const asked = at;
    if (asked === null || document.hidden) return;
    if (!(await hasNews(asked)) || at !== asked) return;
    aliveAt = Date.now();
    refresher.ask();
  }

  function planLook(wait?: number) {
    clearTimeout(lookTimer);
    const usual = connection.isConnected() ? LOOK_MS : LOOK_UNTOLD_MS;
    lookTimer = setTimeout(look, wait ?? usual * (0.75 + Math.random() / 2));
  }

  function onHint(hint: Hint) {
    const name = `${hint.event} ${hint.kind}`;
    aliveAt = Date.now();
    if (heard.has(name) || !page) return;
    heard.add(name);
    if (heard.size > MOST_REMEMBERED) heard.delete([...heard][0] ?? '');
    if (concerns(hint, page, isShown)) refresher.ask(hint.spread);
  }

  const connection = createConnection({
    onHint,
    onListening: () => planLook(SETTLED_MS),
    onStale: () => planLook(SETTLED_MS),
  });

  const wake = () => {
    if (document.hidden) return;
    connection.hurry();
    refresher.resume();
    planLook(SETTLED_MS);
  };
  const onShow = (event: PageTransitionEvent) => event.persisted && wake();

  const forgetPage = onPage((shown) => {
    page = shown;
    at = shown?.at ?? null;
    clearTimeout(leaveTimer);
    if (shown) connection.listenTo(shown);
    else leaveTimer = setTimeout(() => connection.listenTo(null), LEAVE_MS);
  });
  document.addEventListener('visibilitychange', wake);
  addEventListener('online', wake);
  addEventListener('pageshow', onShow);
  planLook();

  return {
    refreshed: refresher.finished,
    stop() {
      forgetPage();
      clearTimeout(lookTimer);
      clearTimeout(leaveTimer);
      refresher.stop();
      connection.listenTo(null);
      document.removeEventListener('visibilitychange', wake);
      removeEventListener('online', wake);
      removeEventListener('pageshow', onShow);
    },
  };
}
