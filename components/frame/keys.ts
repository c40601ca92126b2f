/** The keys of the site and what they do, in one table for the listener and for the help sheet. */

const articles = () => [...document.querySelectorAll<HTMLElement>('[role="feed"] > article')];
const current = () => document.activeElement?.closest<HTMLElement>('article') ?? null;
const HEADER = 64;

function show(element: HTMLElement | null | undefined) {
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'start' });
}

/** Moves to the next or previous post; from outside the feed to the first one in sight. */
export function step(by: 1 | -1): void {
  const all = articles();
  const at = current();
  const inSight = all.findIndex((article) => article.getBoundingClientRect().bottom > HEADER + 40);
  show(all[at ? Math.max(0, all.indexOf(at) + by) : inSight]);
}

/** Leaves the feed for what stands before or after it, as the feed pattern asks. */
export function leaveFeed(side: 'before' | 'after'): void {
  const feed = document.querySelector('[role="feed"]');
  const all = [
    ...document.querySelectorAll<HTMLElement>('a[href], button, textarea, input:not([type="hidden"]), summary'),
  ];
  const where = side === 'after' ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const outside = all.filter(
    (element) =>
      feed && feed.compareDocumentPosition(element) & where && !feed.contains(element) && element.checkVisibility(),
  );
  (side === 'after' ? outside[0] : outside.at(-1))?.focus();
}

const press = (selector: string) => (current() ?? articles()[0])?.querySelector<HTMLElement>(selector)?.click();

function write(go: (path: string) => void) {
  const box = document.querySelector<HTMLElement>('#publisher textarea');
  if (box) box.focus();
  else go('/?compose=1#publisher');
}

type Key = { keys: string; says: string; run: (go: (path: string) => void) => void };

export const keys: readonly Key[] = [
  { keys: '/', says: 'Search', run: () => document.querySelector<HTMLElement>('input[type="search"]')?.focus() },
  { keys: 'c', says: 'Write a post', run: write },
  { keys: 'j', says: 'Next post', run: () => step(1) },
  { keys: 'k', says: 'Previous post', run: () => step(-1) },
  { keys: 'o', says: 'Open the post', run: () => press('.when') },
  { keys: 'l', says: 'Like', run: () => press('.acts .i-like') },
  { keys: 'b', says: 'Bookmark', run: () => press('.acts .i-bookmark') },
  { keys: 'g h', says: 'Go to Home', run: (go) => go('/') },
  { keys: 'g p', says: 'Go to People', run: (go) => go('/people') },
  { keys: 'g g', says: 'Go to Groups', run: (go) => go('/groups') },
  { keys: 'g t', says: 'Go to Topics', run: (go) => go('/topics') },
  { keys: 'g n', says: 'Go to Notifications', run: (go) => go('/notifications') },
  {
    keys: 'g m',
    says: 'Go to my profile',
    run: (go) => go(`/people/${document.querySelector<HTMLElement>('[data-handle]')?.dataset.handle ?? ''}`),
  },
];

/** Single keys work only for those who have them on, and never while typing or in a dialog. */
export function isForUs(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (event.defaultPrevented || event.metaKey || event.altKey || event.isComposing) return false;
  return !target?.closest('input, textarea, select, [contenteditable], dialog');
}
