import type { Names, Reader } from '@/lib/feed/view-models';
import { BLANK, type FormattedField, formatValue } from '@/lib/objects/value-format';
import type { StoredValue } from '@/lib/objects/view-models';

export type ValueTextProps = {
  field: FormattedField;
  value: StoredValue | undefined;
  reader: Pick<Reader, 'locale' | 'timeZone'>;
  names: Names;
};

/** Where a value leads, in a browser: to whom or what it names, to a page, to a mail or a call. */
function target({ type }: FormattedField, value: string, names: Names): { href: string; isOutside: boolean } | null {
  if (type === 'person' || type === 'lookup') {
    const href = names[value]?.href;
    return href === undefined ? null : { href, isOutside: false };
  }
  if (type === 'url' && /^https?:\/\//.test(value)) return { href: value, isOutside: true };
  if (type === 'email') return { href: `mailto:${encodeURI(value)}`, isOutside: false };
  if (type === 'phone') return { href: `tel:${value.replace(/[^\d+]/g, '')}`, isOutside: false };
  return null;
}

/** One value as its reader reads it, with the way to whatever it names. Long texts keep their lines. */
export function ValueText({ field, value, reader, names }: ValueTextProps) {
  const words = formatValue(field, value, reader, names);
  if (words === BLANK) return <span className="text-muted">{words}</span>;
  const link = typeof value === 'string' ? target(field, value, names) : null;
  if (link)
    return (
      <a
        className="link wrap-anywhere"
        href={link.href}
        rel={link.isOutside ? 'noopener noreferrer nofollow' : undefined}
        dir="auto"
      >
        {words}
      </a>
    );
  if (field.type === 'long_text')
    return (
      <span className="block whitespace-pre-line wrap-anywhere" dir="auto">
        {words}
      </span>
    );
  return <bdi className="wrap-anywhere">{words}</bdi>;
}
