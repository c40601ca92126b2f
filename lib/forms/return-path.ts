import 'server-only';

const MAX_LENGTH = 2000;

/**
 * A path of this site to go back to, or `/` for everything else: other hosts, `//host`, backslashes, control
 * characters, user info and schemes (promises C 80).
 */
export function returnPath(wanted: string | null | undefined): string {
  if (!wanted || wanted.length > MAX_LENGTH || !/^\/(?![/\\])/.test(wanted) || /[\\\p{Cc}]/u.test(wanted)) return '/';
  let decoded: string;
  try {
    decoded = decodeURIComponent(wanted);
  } catch {
    return '/';
  }
  if (/^\/[/\\]/.test(decoded) || /\p{Cc}/u.test(decoded)) return '/';
  const url = new URL(wanted, 'http://here.invalid');
  if (url.origin !== 'http://here.invalid' || url.pathname.startsWith('//')) return '/';
  return url.pathname.startsWith('/api/') || url.pathname === '/login'
    ? '/'
    : `${url.pathname}${url.search}${url.hash}`;
}

/** The page of this site that a request came from, by its Referer. */
export function refererPath(referer: string | null, appOrigins: readonly string[]): string {
  if (!referer || !URL.canParse(referer)) return '/';
  const url = new URL(referer);
  return appOrigins.includes(url.origin) ? returnPath(`${url.pathname}${url.search}`) : '/';
}
