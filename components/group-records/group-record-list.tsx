import { Avatar } from '@/components/ui/avatar';
import { ButtonForm } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { formatDate } from '@/lib/format';
import { removeRecordFromGroupAction } from '@/lib/group-records/actions';
import type { GroupRecordPage, GroupRecordRow } from '@/lib/group-records/view-models';
import { recordPath } from '@/lib/records/rules';

type Clock = { locale: string; timeZone: string };

function Row({ row, groupId, clock }: { row: GroupRecordRow; groupId: string; clock: Clock }) {
  return (
    <li className="person-row">
      <Avatar id={row.id} name={row.name} photoId={null} square />
      <div>
        <a className="strong" href={recordPath(row)} dir="auto">
          {row.name}
        </a>
        <div className="meta">
          <bdi>{row.objectLabel}</bdi> · added {formatDate(row.addedAt, clock.locale, clock.timeZone)}
          {row.addedBy && (
            <>
              {' by '}
              <bdi>{row.addedBy}</bdi>
            </>
          )}
        </div>
      </div>
      {row.canRemove && (
        <ButtonForm
          action={removeRecordFromGroupAction}
          fields={{ recordId: row.id, groupId, anchor: 'records' }}
          aria-label={`Remove ${row.name} from the group`}
          small
        >
          Remove
        </ButtonForm>
      )}
    </li>
  );
}

/** The records that a group works on, as far as the reader may read them. */
export function GroupRecordList({ page, groupId, clock }: { page: GroupRecordPage; groupId: string; clock: Clock }) {
  if (page.items.length === 0)
    return (
      <EmptyState title="No records yet">
        On the page of an opportunity, a case or any other record, “Add to group” puts it here. Each member finds those
        that they may read.
      </EmptyState>
    );
  return (
    <ul className="card rows px-4" id="records">
      {page.items.map((row) => (
        <Row key={row.id} row={row} groupId={groupId} clock={clock} />
      ))}
    </ul>
  );
}

/** Beside a group: some of the records that it works on. */
export function GroupRecordsCard({ page, slug }: { page: GroupRecordPage; slug: string }) {
  if (page.items.length === 0) return null;
  return (
    <Card title="Records">
      <ul className="grid gap-1.5">
        {page.items.map((row) => (
          <li key={row.id}>
            <a className="wrap-anywhere" href={recordPath(row)} dir="auto">
              {row.name}
            </a>{' '}
            <bdi className="meta">{row.objectLabel}</bdi>
          </li>
        ))}
      </ul>
      <a className="link meta mt-2 inline-block" href={`/groups/${slug}/records`}>
        {page.next ? 'See all records' : 'See the list'}
      </a>
    </Card>
  );
}
