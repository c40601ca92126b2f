import type { Link } from './tree';

const SCHEMES = new Set(['http:', 'https:', 'mailto:']);
const SHOWN = 48;

/** The address if a page may link to it; checked again here because what is stored may be older than today's rules. */
export function linkTarget(href: string): URL | null {
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  return SCHEMES.has(url.protocol) ? url : null;
}

/** What to show for a link whose text is its own address: host and path, shortened. Null when it has words of its own. */
export function shortAddress(link: Link, url: URL): string | null {
  const text = ownText(link);
  if (text === null || !URL.canParse(text) || new URL(text).href !== url.href) return null;
  if (url.protocol === 'mailto:') return url.pathname;
  const tail = `${url.pathname}${url.search}${url.hash}`;
  const shown = `${url.host}${tail === '/' ? '' : tail}`;
  return shown.length > SHOWN ? `${shown.slice(0, SHOWN - 1)}…` : shown;
}

/** The host a link really goes to, when its text names another one ("bank.example" that leads elsewhere). */
export function otherHost(link: Link, url: URL): string | null {
  const text = ownText(link)?.trim().toLowerCase() ?? '';
  const named = /^(?:https?:\/\/)?(?:www\.)?([^\s/:@?#]+\.[^\s/:@?#]{2,})/.exec(text)?.[1];
  if (!named || url.host === '') return null;
  return url.host.replace(/^www\./, '') === hostOf(named) ? null : url.host;
}

function hostOf(name: string): string {
  return URL.canParse(`http://${name}`) ? new URL(`http://${name}`).host : name;
}

function ownText(link: Link): string | null {
  const [only, ...others] = link.c;
  return typeof only === 'string' && others.length === 0 ? only : null;
}
