import { Avatar } from '@/components/ui/avatar';
import { ButtonForm } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { formatDate } from '@/lib/format';
import { restoreRecordAction } from '@/lib/record-access/actions';
import type { BinRow } from '@/lib/record-access/view-models';

type Clock = { locale: string; timeZone: string };

function Row({ row, clock: { locale, timeZone } }: { row: BinRow; clock: Clock }) {
  const date = (iso: string) => formatDate(iso, locale, timeZone);
  return (
    <li className="person-row">
      <Avatar id={row.id} name={row.name} photoId={null} square />
      <div>
        <span className="strong" dir="auto">
          {row.name}
        </span>
        <div className="meta">
          Deleted on {date(row.deletedAt)}
          {row.deletedBy && (
            <>
              {' by '}
              <bdi>{row.deletedBy.name}</bdi>
            </>
          )}
          {row.owner && (
            <>
              {' · owned by '}
              <bdi>{row.owner.name}</bdi>
            </>
          )}
          {' · gone for good on '}
          {date(row.goneAt)}
        </div>
      </div>
      <ButtonForm action={restoreRecordAction} fields={{ recordId: row.id }} aria-label={`Restore ${row.name}`} small>
        Restore
      </ButtonForm>
    </li>
  );
}

/** What can still be restored. */
export function BinList({ rows, clock }: { rows: readonly BinRow[]; clock: Clock }) {
  if (rows.length === 0)
    return (
      <EmptyState title="The bin is empty">
        What you delete, and what others delete of yours, can be restored here for 15 days.
      </EmptyState>
    );
  return (
    <ul className="card rows px-4">
      {rows.map((row) => (
        <Row key={row.id} row={row} clock={clock} />
      ))}
    </ul>
  );
}
