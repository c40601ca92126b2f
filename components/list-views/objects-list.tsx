import type { Reader } from '@/lib/feed/view-models';
import { timeAgo } from '@/lib/format';
import { listPath } from '@/lib/list-views/rules';
import type { ObjectSummary, RecordMention } from '@/lib/list-views/view-models';
import { recordPath } from '@/lib/records/rules';
import { countWords } from './list-words';

/** The objects that there are, with how many records of each are open to the reader. */
export function ObjectsList({ objects, locale }: { objects: readonly ObjectSummary[]; locale: string }) {
  return (
    <ul className="card rows object-list">
      {objects.map(({ apiName, plural, description, ...count }) => (
        <li key={apiName}>
          <div className="min-w-0">
            <a className="strong" href={listPath(apiName)} dir="auto">
              {plural}
            </a>
            <p className="meta" dir="auto">
              {description}
            </p>
          </div>
          <span className="ms-auto">{countWords(count, locale)}</span>
        </li>
      ))}
    </ul>
  );
}

type MentionsProps = {
  title: string;
  records: readonly RecordMention[];
  clock: Pick<Reader, 'now' | 'locale' | 'timeZone'>;
};

/** A few records by name. */
export function RecordMentions({ title, records, clock }: MentionsProps) {
  if (records.length === 0) return null;
  return (
    <section className="card px-4 py-3">
      <h2 className="card-title">{title}</h2>
      <ul className="rows">
        {records.map(({ id, name, object, objectLabel, at }) => (
          <li key={id} className="mention-row">
            <a className="wrap-anywhere" href={recordPath({ object, id })} dir="auto">
              {name || 'Without a name'}
            </a>
            <span className="meta">
              {objectLabel} · <time dateTime={at}>{timeAgo(at, clock.now, clock.locale, clock.timeZone)}</time>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
