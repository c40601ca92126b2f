import { Tick } from '@/components/ui/tick.client';
import type { ReasonSetting } from '@/lib/notifications/view-models';
import { inSections, sectionNames } from './reason-sections';

/** Columns that a table may have, in their order; `locked` is for admins. */
const columnNames = { page: 'In Chatter', email: 'Email', locked: 'Locked' } as const;

type Column = keyof typeof columnNames;

const isOn = (row: ReasonSetting, column: Column) => (column === 'locked' ? row.isLocked : row[column]);

type CellProps = { row: ReasonSetting; column: Column; id: string; isFixed: boolean };

function Cell({ row, column, id, isFixed }: CellProps) {
  if (column === 'email' && row.isByGroup)
    return (
      <td>
        <a className="link meta" href="#groups">
          By group
        </a>
      </td>
    );
  return (
    <td>
      <Tick
        name={column}
        value={row.reason}
        labelledBy={`reason-${row.reason}-name ${id}-${column}`}
        describedBy={isFixed ? `reason-${row.reason}-fixed` : undefined}
        isChecked={isOn(row, column)}
        isDisabled={isFixed}
      />
    </td>
  );
}

function Row({ row, columns, id, canUnlock }: RowProps) {
  const isFixed = row.isLocked && !canUnlock;
  return (
    <tr id={`reason-${row.reason}`}>
      <th scope="row">
        <span id={`reason-${row.reason}-name`}>{row.label}</span>
        {isFixed && (
          <span className="meta i i-lock" id={`reason-${row.reason}-fixed`}>
            Set by your organisation
          </span>
        )}
      </th>
      {columns.map((column) => (
        <Cell key={column} row={row} column={column} id={id} isFixed={isFixed} />
      ))}
    </tr>
  );
}

type RowProps = { row: ReasonSetting; columns: readonly Column[]; id: string; canUnlock: boolean };

type TableProps = {
  caption: string;
  rows: readonly ReasonSetting[];
  /** The id of the form: errors point at the heads of the columns. */
  id: string;
  /** For admins, who set what others cannot choose. */
  canLock?: boolean;
};

/** Where each reason goes: a row for each, a box for each channel. */
export function ChannelTable({ caption, rows, id, canLock = false }: TableProps) {
  const columns: Column[] = canLock ? ['page', 'email', 'locked'] : ['page', 'email'];
  return (
    <table className="channels">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">I am told when</th>
          {columns.map((column) => (
            <th key={column} scope="col" id={`${id}-${column}`}>
              {columnNames[column]}
            </th>
          ))}
        </tr>
      </thead>
      {inSections(rows).map(([section, under]) => (
        <tbody key={section}>
          <tr>
            <th scope="rowgroup" colSpan={columns.length + 1}>
              {sectionNames[section]}
            </th>
          </tr>
          {under.map((row) => (
            <Row key={row.reason} row={row} columns={columns} id={id} canUnlock={canLock} />
          ))}
        </tbody>
      ))}
    </table>
  );
}
