import { EmptyState } from '@/components/ui/empty-state';
import { OlderLink } from '@/components/ui/older-link';
import type { Names, Reader } from '@/lib/feed/view-models';
import { fullDate } from '@/lib/format';
import type { HistoryPage, SavedField, SaveView } from '@/lib/records/view-models';
import { ValueText } from './value-text';

type Reading = { reader: Reader; names: Names };

const eventWords: Record<string, string> = {
  created: 'created this',
  deleted: 'deleted this',
  restored: 'restored this',
  ownerAssignment: 'gave it a new owner',
  closed: 'closed this',
  reopened: 'opened this again',
  relatedCreated: 'added',
};

function Saved({ saved, reader, names }: Reading & { saved: SavedField }) {
  const { field, old, new: now } = saved;
  return (
    <tr>
      <th scope="row" dir="auto">
        {field.label}
      </th>
      <td>
        <ValueText field={field} value={old} reader={reader} names={names} />
      </td>
      <td>
        <ValueText field={field} value={now} reader={reader} names={names} />
      </td>
    </tr>
  );
}

function whatWasDone({ events }: SaveView): string {
  const said = [...new Set(events)].map((event) => eventWords[event]).filter((words) => words !== undefined);
  return said.length > 0 ? said.join(', ') : 'saved';
}

function Save({ save, reader, names }: Reading & { save: SaveView }) {
  return (
    <li className="card save">
      <p>
        <a className="strong wrap-anywhere" href={`/people/${save.by.handle}`} dir="auto">
          {save.by.name}
        </a>{' '}
        {whatWasDone(save)}
        {save.related.map(({ href, name }) => (
          <a key={href} className="link ps-1" href={href} dir="auto">
            {name}
          </a>
        ))}{' '}
        <time className="meta" dateTime={save.at}>
          {fullDate(save.at, reader.locale, reader.timeZone)}
        </time>
      </p>
      {save.fields.length > 0 && (
        <table className="saved">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {save.fields.map((saved) => (
              <Saved key={saved.field.id} saved={saved} reader={reader} names={names} />
            ))}
          </tbody>
        </table>
      )}
    </li>
  );
}

type RecordHistoryProps = { page: HistoryPage; olderHref: string | null; reader: Reader };

/** What happened to a record, save by save, each field before and after. */
export function RecordHistory({ page, olderHref, reader }: RecordHistoryProps) {
  if (page.saves.length === 0)
    return <EmptyState title="Nothing recorded">Saves of this record will be listed here.</EmptyState>;
  return (
    <>
      <ol className="grid gap-3">
        {page.saves.map((save) => (
          <Save key={save.id} save={save} reader={reader} names={page.names} />
        ))}
      </ol>
      <OlderLink href={olderHref}>Older saves</OlderLink>
    </>
  );
}
