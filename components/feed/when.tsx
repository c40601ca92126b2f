import type { Reader } from '@/lib/feed/view-models';
import { fullDate, timeAgo } from '@/lib/format';

/** When it was said: short to read, whole on hover and for screen readers, and the way to the thing itself if it has one. */
export function When({ at, href, reader }: { at: string; href: string | null; reader: Reader }) {
  const whole = fullDate(at, reader.locale, reader.timeZone);
  const short = timeAgo(at, reader.now, reader.locale, reader.timeZone);
  if (href === null) return <span title={whole}>{short}</span>;
  return (
    <a className="when" href={href} title={whole}>
      {short}
    </a>
  );
}
