import 'server-only';
import { stringify } from 'csv-stringify/sync';
import type { Refusal } from './view-models';

/** The rows that were not taken as a CSV of its own. What a spreadsheet would run as a formula is marked as text. */
export function refusalsAsCsv(refusals: readonly Refusal[]): string {
  return stringify([...refusals], {
    header: true,
    bom: true,
    escape_formulas: true,
    record_delimiter: '\r\n',
    columns: [
      { key: 'line', header: 'Line' },
      { key: 'column', header: 'Column' },
      { key: 'text', header: 'Text' },
      { key: 'why', header: 'Why' },
    ],
  });
}
