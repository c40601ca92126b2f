import { MOST_AT_ONCE } from '@/lib/reading/rules';

const LOOK_MS = 1000;
/** Looks in a row after which a post counts as read. */
const LOOKS = 2;
const SEND_MS = 4000;

/** Whether somebody can be reading it: half of it is on the screen, or it fills half of the screen. */
function isOnScreen(post: Element): boolean {
  const { top, bottom, height } = post.getBoundingClientRect();
  const seen = Math.min(bottom, window.innerHeight) - Math.max(top, 0);
  return seen > 0 && seen >= Math.min(height, window.innerHeight) / 2;
}

const looks = new Map<string, number>();
const waiting = new Set<string>();

function note(post: Element): void {
  const count = isOnScreen(post) ? (looks.get(post.id) ?? 0) + 1 : 0;
  looks.set(post.id, count);
  if (count < LOOKS) return;
  post.removeAttribute('data-unread');
  waiting.add(post.id.replace('post-', ''));
}

function look(): void {
  if (!document.hidden) for (const post of document.querySelectorAll('article[data-unread]')) note(post);
}

/** What does not arrive stays unread, and will be on a screen again some day. */
function send(): void {
  const ids = [...waiting].slice(0, MOST_AT_ONCE);
  if (ids.length === 0) return;
  for (const id of ids) waiting.delete(id);
  const body = new URLSearchParams(ids.map((id) => ['id', id]));
  fetch('/api/reads', { method: 'POST', body, keepalive: true }).catch(() => undefined);
}

/**
 * Watches which posts are on the screen for a while and tells the app of them, now and then or only once the page is
 * left. Returns what ends it.
 */
export function watchReading(isToldLate: boolean): () => void {
  looks.clear();
  const timers = [setInterval(look, LOOK_MS), ...(isToldLate ? [] : [setInterval(send, SEND_MS)])];
  document.addEventListener('visibilitychange', send);
  window.addEventListener('pagehide', send);
  return () => {
    for (const timer of timers) clearInterval(timer);
    document.removeEventListener('visibilitychange', send);
    window.removeEventListener('pagehide', send);
    send();
  };
}
