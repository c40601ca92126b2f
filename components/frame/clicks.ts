/** What a click or a submit means for the page. Pure reading of events; the leaves act on it. */

function linkOf(event: MouseEvent): HTMLAnchorElement | null {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  return link instanceof HTMLAnchorElement ? link : null;
}

const isPlain = (event: MouseEvent) =>
  !event.defaultPrevented && event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

const isOrdinary = (link: HTMLAnchorElement) =>
  (link.target === '' || link.target === '_self') && !link.hasAttribute('download') && link.dataset.hard === undefined;

const isPage = (url: URL) => url.origin === location.origin && !/^\/(api|photos|files)\//.test(url.pathname);

/** The page that a click leads to, or null where the browser does it better: other sites, new tabs, places on this page. */
export function followable(event: MouseEvent): URL | null {
  const link = linkOf(event);
  if (!link || !isPlain(event) || !isOrdinary(link)) return null;
  const url = new URL(link.href);
  const isHere = url.pathname === location.pathname && url.search === location.search;
  return isPage(url) && !(isHere && url.hash) ? url : null;
}

/** The page that a search or filter form leads to. */
export function searchUrl(event: SubmitEvent): URL | null {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || event.defaultPrevented || form.method !== 'get') return null;
  const url = new URL(form.action);
  const fields = [...new FormData(form, event.submitter)].filter(
    (field): field is [string, string] => typeof field[1] === 'string',
  );
  url.search = new URLSearchParams(fields).toString();
  return isPage(url) && form.dataset.hard === undefined ? url : null;
}

/** Copies the address of a "Copy link"; answers with what to say, or null when the click was none. */
export function copyLink(event: MouseEvent): Promise<string> | null {
  const link = linkOf(event);
  if (link?.dataset.copy === undefined || !isPlain(event) || !navigator.clipboard) return null;
  event.preventDefault();
  return navigator.clipboard.writeText(link.href).then(
    () => 'Link copied',
    () => 'The browser did not allow copying',
  );
}

/**
 * Presses the button "Mark as read" of the notification whose link was followed, be it here or in a new tab. Opening an
 * address changes nothing by itself; without JavaScript people press the button.
 */
export function markFollowed(event: MouseEvent): void {
  const id = event.button < 2 ? linkOf(event)?.dataset.reads : undefined;
  if (id) document.getElementById(id)?.click();
}

/** Closes the open menus that a click was not in, and the one in which something was chosen. */
export function closeMenus(event: Event): void {
  const target = event.target instanceof Element ? event.target : null;
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) {
    const isChoice = target?.closest('a, button') && !target.closest('summary');
    if (isChoice || !menu.contains(target)) menu.open = false;
  }
}
