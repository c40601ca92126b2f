import type { ReactNode } from 'react';
import { valueIn } from '@/lib/list-views/cell-rules';
import type { ListRow, References } from '@/lib/list-views/view-models';
import { formatValue, type ValueReader } from '@/lib/objects/value-format';
import { isNumeric } from '@/lib/objects/value-rules';
import type { FieldView, ObjectView } from '@/lib/objects/view-models';
import { recordPath } from '@/lib/records/rules';

export type TableOrder = {
  sort: string;
  isDescending: boolean;
  hrefOf: (sort: string, isDescending: boolean) => string;
};

type RecordTableProps = {
  object: ObjectView;
  columns: readonly FieldView[];
  rows: readonly ListRow[];
  names: References;
  order: TableOrder;
  reader: ValueReader;
};

/** A value in a cell: people and records lead to their pages. */
function cellOf(row: ListRow, field: FieldView, names: References, reader: ValueReader): ReactNode {
  const value = valueIn(row, field);
  const text = field.type === 'checkbox' && value === null ? '' : formatValue(field, value, reader, names);
  const link =
    typeof value === 'string' && (field.type === 'person' || field.type === 'lookup') ? names[value] : undefined;
  return link ? <a href={link.href}>{text}</a> : text;
}

const isNumber = ({ type }: FieldView) => isNumeric(type);

/** The head of a column sorts by it; once more, the other way round. */
function Head({ field, order }: { field: FieldView; order: TableOrder }) {
  const isCurrent = order.sort === field.apiName;
  const isNextDescending = isCurrent ? !order.isDescending : false;
  const sorted = order.isDescending ? 'descending' : 'ascending';
  return (
    <th scope="col" className={isNumber(field) ? 'num' : undefined} aria-sort={isCurrent ? sorted : undefined}>
      <a href={order.hrefOf(field.apiName, isNextDescending)} rel="nofollow">
        {field.label}
        {isCurrent && <span aria-hidden="true">{order.isDescending ? ' ↓' : ' ↑'}</span>}
      </a>
    </th>
  );
}

/** Records as a table whose first column leads to them; on a phone each row becomes two lines. */
export function RecordTable({ object, columns, rows, names, order, reader }: RecordTableProps) {
  const name = object.fields.find(({ role }) => role === 'name');
  const others = columns.filter(({ role }) => role !== 'name');
  return (
    <div className="card record-table">
      <table>
        <thead>
          <tr>
            {name && <Head field={name} order={order} />}
            {others.map((field) => (
              <Head key={field.apiName} field={field} order={order} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <a className="strong" href={recordPath({ object: object.apiName, id: row.id })} dir="auto">
                  {row.name || 'Without a name'}
                </a>
              </th>
              {others.map((field) => (
                <td key={field.apiName} className={isNumber(field) ? 'num' : undefined} dir="auto">
                  {cellOf(row, field, names, reader)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
