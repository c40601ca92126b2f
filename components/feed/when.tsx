import type { Reader } from '@/lib/feed/view-models';
import { fullDate, timeAgo } from '@/lib/format';

/** When it was said: short to read, whole on hover and for screen readers, and the way to the thing itself. */
export function When({ at, href, reader }: { at: string; href: string; reader: Reader }) {
  return (
    <a className="when" href={href} title={fullDate(at, reader.locale, reader.timeZone)}>
      {timeAgo(at, reader.now, reader.locale, reader.timeZone)}
    </a>
  );
}
