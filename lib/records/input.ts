import 'server-only';
import { z } from 'zod';

const gone = 'This form is incomplete. Load the page again.';
const apiName = /^[a-z][a-z0-9_]{0,39}$/;

/** What was typed, by the API names of the fields, and which fields the form showed. */
export type TypedForm = { typed: ReadonlyMap<string, readonly string[]>; shown: readonly string[] };

function readForm(form: Record<string, unknown>, shownNames: readonly string[]): TypedForm {
  const boxes = Object.entries(form).filter(([name]) => name.startsWith('v_') && apiName.test(name.slice(2)));
  const typed = new Map(
    boxes.map(([name, given]) => [name.slice(2), [given].flat().filter((text) => typeof text === 'string')] as const),
  );
  return { typed, shown: shownNames };
}

const shown = z
  .string(gone)
  .max(20_000, gone)
  .transform((names) => names.split(',').filter((name) => apiName.test(name)));

const ticked = z
  .unknown()
  .optional()
  .transform((given) => given === 'on');

export const createRecordInput = z
  .looseObject({ objectId: z.uuid(gone), clientId: z.uuid(gone), shown, isPrivate: ticked })
  .transform(({ objectId, clientId, shown: names, isPrivate, ...form }) => ({
    objectId,
    clientId,
    isPrivate,
    form: readForm(form, names),
  }));

export const editRecordInput = z
  .looseObject({ recordId: z.uuid(gone), version: z.coerce.number(gone).int(gone).positive(gone), shown })
  .transform(({ recordId, version, shown: names, ...form }) => ({
    recordId,
    version,
    form: readForm(form, names),
  }));

export const moveRecordInput = z.object({
  recordId: z.uuid(gone),
  /** Where the record stood when the page was made. */
  from: z.string(gone).max(255, gone),
  to: z.string('Choose where to move it.').min(1, 'Choose where to move it.').max(255, gone),
});

export type CreateRecord = z.output<typeof createRecordInput>;
export type EditRecord = z.output<typeof editRecordInput>;
export type MoveRecord = z.output<typeof moveRecordInput>;
