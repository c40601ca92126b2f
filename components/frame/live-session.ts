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

/** So long at most hints wait for what one has just sent: the page that answers it may have them in it. */
const ANSWER_MS = 3000;

const isShown = (item: string) => document.getElementById(`post-${item}`) !== null;

/** Keeps the page on view as a load would show it: by hints where there are any, and by looking for itself. */
export function startLive(refresh: () => void) {
  let page: LivePage | null = null;
  let aliveAt = 0;
  let leaveTimer: ReturnType<typeof setTimeout> | undefined;
  let answerTimer: ReturnType<typeof setTimeout> | undefined;
  const waiting: Hint[] = [];
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
    if (answerTimer !== undefined) waiting.push(hint);
    else act(hint);
  }

  function act(hint: Hint) {
    if (page && !page.seen.includes(hint.event) && concerns(hint, page, isShown)) refresher.ask(hint.spread);
  }

  function onSubmit() {
    clearTimeout(answerTimer);
    answerTimer = setTimeout(onAnswer, ANSWER_MS);
  }

  function onAnswer() {
    clearTimeout(answerTimer);
    answerTimer = undefined;
    for (const hint of waiting.splice(0)) act(hint);
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
    if (shown) onAnswer();
    clearTimeout(leaveTimer);
    if (shown) connection.listenTo(shown);
    else leaveTimer = setTimeout(() => connection.listenTo(null), LEAVE_MS);
  });
  document.addEventListener('submit', onSubmit);
  document.addEventListener('visibilitychange', wake);
  addEventListener('online', wake);
  addEventListener('pageshow', onShow);
  look.start();

  return {
    refreshed: refresher.finished,
    stop() {
      forgetPage();
      clearTimeout(leaveTimer);
      clearTimeout(answerTimer);
      look.stop();
      refresher.stop();
      connection.listenTo(null);
      document.removeEventListener('submit', onSubmit);
      document.removeEventListener('visibilitychange', wake);
      removeEventListener('online', wake);
      removeEventListener('pageshow', onShow);
    },
  };
}
