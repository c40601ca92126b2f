import { Card } from '@/components/ui/card';
import { formatNumber } from '@/lib/format';
import { RELATED_COUNTED, recordPath } from '@/lib/records/rules';
import type { RecordView, RelatedList } from '@/lib/records/view-models';

/** The list of those that point to a record, filtered by the field that does. */
const allHref = (list: RelatedList, recordId: string) =>
  `/records/${list.object}?${new URLSearchParams({ f: `${list.field}:is:${recordId}` })}`;

const countWords = (count: number, locale: string) =>
  count > RELATED_COUNTED ? `All ${formatNumber(RELATED_COUNTED, locale)}+` : `All ${formatNumber(count, locale)}`;

function Related({ list, recordId, canCreate, locale }: RelatedProps & { list: RelatedList }) {
  const title = list.isOneOfSeveral ? `${list.plural} · ${list.fieldLabel}` : list.plural;
  return (
    <Card title={title}>
      <ul className="related">
        {list.items.map(({ id, name, state }) => (
          <li key={id}>
            <a href={recordPath({ object: list.object, id })} dir="auto">
              {name}
            </a>
            {state && <bdi className="meta">{state}</bdi>}
          </li>
        ))}
      </ul>
      <p className="meta flex flex-wrap gap-x-3">
        {list.count > list.items.length && (
          <a className="link" href={allHref(list, recordId)}>
            {countWords(list.count, locale)}
          </a>
        )}
        {canCreate && (
          <a className="link" href={`/records/${list.object}/new?${new URLSearchParams({ [list.field]: recordId })}`}>
            New<span className="sr-only"> {list.objectLabel}</span>
          </a>
        )}
      </p>
    </Card>
  );
}

type RelatedProps = { recordId: string; canCreate: boolean; locale: string };

/** What points to a record, the newest of each kind. Kinds of which there are none share one card, to make the first. */
export function RelatedLists({
  lists,
  record,
  canCreate,
  locale,
}: {
  lists: readonly RelatedList[];
  record: RecordView;
  canCreate: boolean;
  locale: string;
}) {
  const filled = lists.filter(({ count }) => count > 0);
  const empty = canCreate ? lists.filter(({ count }) => count === 0) : [];
  const shared = { recordId: record.id, canCreate, locale };
  return (
    <>
      {filled.map((list) => (
        <Related key={list.fieldId} list={list} {...shared} />
      ))}
      {empty.length > 0 && (
        <Card title="Add below this">
          <ul className="flex flex-wrap gap-x-3">
            {empty.map((list) => (
              <li key={list.fieldId}>
                <a
                  className="link meta"
                  href={`/records/${list.object}/new?${new URLSearchParams({ [list.field]: record.id })}`}
                >
                  New {list.objectLabel.toLowerCase()}
                  {list.isOneOfSeveral && ` (${list.fieldLabel})`}
                </a>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
