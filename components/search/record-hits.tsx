import { ValueText } from '@/components/records/value-text';
import { Avatar } from '@/components/ui/avatar';
import type { Reader } from '@/lib/feed/view-models';
import { formatNumber } from '@/lib/format';
import { recordPath } from '@/lib/records/rules';
import type { RecordHit, RecordHits } from '@/lib/search/view-models';
import { countedRecords } from '@/lib/topics/count-format';

function Hit({ hit, reader }: { hit: RecordHit; reader: Reader }) {
  return (
    <li className="person-row">
      <Avatar id={hit.id} name={hit.name} photoId={null} square />
      <div>
        <a className="strong wrap-anywhere" href={recordPath(hit)} dir="auto">
          {hit.name}
        </a>
        <span className="meta">
          {' '}
          · <bdi>{hit.objectLabel}</bdi>
        </span>
        <p className="meta flex flex-wrap gap-x-3 wrap-anywhere">
          <span>
            Owner:{' '}
            <a href={`/people/${hit.owner.handle}`} dir="auto">
              {hit.owner.name}
            </a>
          </span>
          {hit.facts.map(({ field, value }) => (
            <span key={field.label}>
              <bdi>{field.label}</bdi>: <ValueText field={field} value={value} reader={reader} names={hit.names} />
            </span>
          ))}
        </p>
      </div>
    </li>
  );
}

type RecordHitsProps = {
  hits: RecordHits;
  reader: Reader;
  /** The object that is looked among, by its API name. */
  object: string | undefined;
  /** The address of the same for one object, or for all. */
  hrefOf: (object: string | undefined) => string;
};

/** Records that were found, with the objects they are of to look among. */
export function RecordHitList({ hits: { items, count, objects }, reader, object, hrefOf }: RecordHitsProps) {
  const { locale } = reader;
  const choices = [
    { key: 'all', href: hrefOf(undefined), label: 'All', isCurrent: object === undefined },
    ...objects.map(({ apiName, plural, count: ofObject }) => ({
      key: apiName,
      href: hrefOf(apiName),
      label: `${plural} ${countedRecords(ofObject, locale)}`,
      isCurrent: apiName === object,
    })),
  ];
  return (
    <section className="grid gap-3" aria-label="Records found">
      {(objects.length > 1 || object !== undefined) && (
        <nav className="flex flex-wrap gap-2" aria-label="Among">
          {choices.map(({ key, href, label, isCurrent }) => (
            <a
              key={key}
              className={isCurrent ? 'btn btn-small btn-primary' : 'btn btn-small'}
              href={href}
              aria-current={isCurrent ? 'true' : undefined}
              dir="auto"
            >
              {label}
            </a>
          ))}
        </nav>
      )}
      {items.length > 0 ? (
        <ul className="card px-4">
          {items.map((hit) => (
            <Hit key={hit.id} hit={hit} reader={reader} />
          ))}
        </ul>
      ) : (
        <p className="meta">None of these. Look among all.</p>
      )}
      {count > items.length && (
        <p className="meta">
          These are {formatNumber(items.length, locale)} of {countedRecords(count, locale)}. More words find fewer.
        </p>
      )}
    </section>
  );
}
