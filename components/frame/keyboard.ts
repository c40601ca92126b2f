import { isForUs, keys, leaveFeed, step } from './keys';

const CHORD_MS = 1200;

/** Whether the reader has single keys switched on. */
export const areKeysOn = () => document.querySelector('[data-shortcuts="on"]') !== null;

/** The movements of the WAI-ARIA feed pattern; they are no single letters and always work. */
const feedKeys: Record<string, (target: Element) => void> = {
  PageDown: () => step(1),
  PageUp: () => step(-1),
  'Control End': () => leaveFeed('after'),
  'Control Home': () => leaveFeed('before'),
  Enter: (target) => target.matches('article') && target.querySelector<HTMLElement>('.when')?.click(),
};

function moveInFeed(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (!target?.closest('[role="feed"]')) return false;
  if (event.key === 'Enter' && !target.matches('article')) return false;
  const move = feedKeys[`${event.ctrlKey ? 'Control ' : ''}${event.key}`];
  move?.(target);
  return move !== undefined;
}

/** Closes the open menu and gives the focus back to what opened it. */
function closeMenu(): void {
  const menu = document.querySelector<HTMLDetailsElement>('details.menu[open]');
  if (!menu) return;
  if (menu.contains(document.activeElement)) menu.querySelector('summary')?.focus();
  menu.open = false;
}

/** What to do for a key: one listener for the whole site. */
export function keyListener(go: (path: string) => void, openSheet: () => void): (event: KeyboardEvent) => void {
  let chord = { key: '', at: 0 };

  function typed(event: KeyboardEvent): string {
    const isSecond = chord.key === 'g' && event.timeStamp - chord.at < CHORD_MS;
    chord = { key: isSecond ? '' : event.key, at: event.timeStamp };
    return isSecond ? `g ${event.key}` : event.key;
  }

  function single(event: KeyboardEvent): boolean {
    if (!areKeysOn() || event.ctrlKey) return false;
    const wanted = typed(event);
    const run = wanted === '?' ? openSheet : keys.find((entry) => entry.keys === wanted)?.run;
    run?.(go);
    return run !== undefined;
  }

  return (event) => {
    if (event.key === 'Escape') closeMenu();
    else if (isForUs(event) && (moveInFeed(event) || single(event))) event.preventDefault();
  };
}
