import 'server-only';
import { z } from 'zod';
import { MAX_COLUMNS } from './rules';
import type { Match } from './view-models';

const missing = 'This form is incomplete. Load the page again.';

const ticked = z
  .unknown()
  .optional()
  .transform((given) => given === 'on');

/** The number of a column, or none. */
const column = z
  .string(missing)
  .regex(/^\d{0,3}$/, missing)
  .transform((text) => (text === '' ? null : Number(text)));

export const importInput = z.object({ id: z.uuid('This is not here any more.') });
export type OneImport = z.output<typeof importInput>;

/** What a form says of one column. */
export type GivenColumn = {
  column: number;
  field: string;
  match: string;
  isLeftBlank: boolean;
  readAs: Record<string, string>;
};

const textOf = (given: unknown) => (typeof given === 'string' ? given : '');
const matches: readonly string[] = ['name', 'external', 'handle', 'email'] satisfies Match[];

/** What the texts of a column stand for: `from_3_0` is read as `as_3_0`. */
function readAsOf(form: Record<string, unknown>, at: number): Record<string, string> {
  const readAs: Record<string, string> = {};
  for (const [name, given] of Object.entries(form)) {
    const [, number] = new RegExp(`^from_${at}_(\\d{1,3})$`).exec(name) ?? [];
    const meant = textOf(form[`as_${at}_${number}`]);
    if (number !== undefined && meant !== '' && textOf(given) !== '__proto__') readAs[textOf(given)] = meant;
  }
  return readAs;
}

function columnsOf(form: Record<string, unknown>): GivenColumn[] {
  const columns: GivenColumn[] = [];
  for (let at = 0; at < MAX_COLUMNS; at++) {
    const field = textOf(form[`column_${at}`]);
    if (field === '') continue;
    const match = textOf(form[`match_${at}`]);
    columns.push({
      column: at,
      field,
      match: matches.includes(match) ? match : '',
      isLeftBlank: form[`unknown_${at}`] === 'blank',
      readAs: readAsOf(form, at),
    });
  }
  return columns;
}

export const mappingInput = z
  .looseObject({
    id: z.uuid('This is not here any more.'),
    externalId: column,
    createdAt: column,
    nameFrom: z.string().max(500, 'This is too long.').optional(),
    isTracked: ticked,
    isNotified: ticked,
  })
  .transform(({ id, externalId, createdAt, nameFrom, isTracked, isNotified, ...form }) => ({
    id,
    externalId,
    createdAt,
    nameFrom: nameFrom?.trim() || null,
    isTracked: isTracked || isNotified,
    isNotified,
    columns: columnsOf(form),
  }));
export type GivenMapping = z.output<typeof mappingInput>;
