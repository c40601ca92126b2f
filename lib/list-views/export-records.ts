import 'server-only';
import { stringify } from 'csv-stringify/sync';
import { transaction } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { audit } from '@/lib/events/audit';
import type { FieldView, ObjectView, StoredValue } from '@/lib/objects/view-models';
import { valueIn } from './cell-rules';
import { harmless } from './csv-rules';
import type { ListPlan } from './plan-rules';
import { listRecords } from './queries';
import { isSystem, systemFields } from './rules';
import type { ListRow, References } from './view-models';

const BATCH = 500;
const BYTE_ORDER_MARK = '\ufeff';

type Column = { head: string; read: (row: ListRow, names: References) => string };

const plain = (value: StoredValue): string => {
  if (value === null) return '';
  if (typeof value === 'object') return value.join('; ');
  return typeof value === 'boolean' ? 'Yes' : String(value);
};

/** A field is a column; people and records have one for the name and one for the id, of those that the reader may know. */
function columnsOf(field: FieldView): Column[] {
  const value = (row: ListRow) => valueIn(row, field);
  if (field.type !== 'person' && field.type !== 'lookup')
    return [{ head: field.label, read: (row) => plain(value(row)) }];
  const known = (row: ListRow, names: References) => names[plain(value(row))];
  return [
    { head: field.label, read: (row, names) => known(row, names)?.name ?? '' },
    { head: `${field.label} id`, read: (row, names) => (known(row, names) ? plain(value(row)) : '') },
  ];
}

const line = (cells: string[]): string => stringify([cells.map(harmless)], { record_delimiter: '\r\n' });

/**
 * A list as a file, batch by batch: every field of the object that the viewer may read. Noted are the object, by which
 * fields the list was narrowed, and how many records went out, also where the reader broke off.
 */
export async function* exportRecords(viewer: Viewer, object: ObjectView, plan: ListPlan): AsyncGenerator<string> {
  const fields = [...object.fields, ...systemFields];
  const columns = [{ head: 'Id', read: ({ id }: ListRow) => id }, ...fields.flatMap(columnsOf)];
  let count = 0;
  try {
    yield BYTE_ORDER_MARK + line(columns.map(({ head }) => head));
    let after: string | undefined;
    do {
      const { rows, names, next } = await listRecords(
        viewer,
        object,
        { ...wholly(plan), columns: fields },
        { after, size: BATCH },
      );
      if (rows.length > 0) yield rows.map((row) => line(columns.map(({ read }) => read(row, names)))).join('');
      count += rows.length;
      after = next ?? undefined;
    } while (after);
  } finally {
    const narrowedBy = plan.filters.map(({ field }) => field.apiName);
    await transaction((tx) =>
      audit(tx, viewer, 'records.exported', null, { object: object.apiName, filters: narrowedBy, count }),
    );
  }
}

/** In an order without an index only the newest would be found: a file has all, the newest first. */
function wholly(plan: ListPlan): ListPlan {
  const [created] = systemFields;
  const isIndexed = isSystem(plan.sort)
    ? plan.sort.apiName !== 'viewed_at'
    : plan.sort.role === 'name' || plan.sort.isSortable;
  return isIndexed || !created ? plan : { ...plan, sort: created, isDescending: true };
}
