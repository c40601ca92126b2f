import 'server-only';
import { eq } from 'drizzle-orm';
import { fields } from '@/db/schema/objects';
import type { Viewer } from '@/lib/access/viewer';
import { Invalid, NotFound } from '@/lib/errors';
import { type FieldFacts, findField } from './find-field';
import type { EditValues, OptionLine } from './input';
import { onObject } from './on-object';
import { isPicklist, readOptions } from './setup-rules';
import type { Picked } from './view-models';

type Row = OptionLine & { row: number };

const folded = (text: string) => text.normalize('NFKC').toLowerCase();

function demandDistinct(rows: readonly Row[]): void {
  const seen = new Set<string>();
  for (const { label, row } of rows) {
    if (seen.has(folded(label))) throw new Invalid({ [`label_${row}`]: `“${label}” is there twice.` });
    seen.add(folded(label));
  }
}

const picked = ({ value, label, isActive, isClosed, isWon }: OptionLine): Picked => ({
  value,
  label,
  isActive,
  ...(isClosed || isWon ? { isClosed: true } : {}),
  ...(isWon ? { isWon: true } : {}),
});

/** The values that are there as the rows of the form say, in the order of their places; none is ever taken away. */
function rearranged(present: readonly Picked[], lines: readonly OptionLine[]): Picked[] {
  const rows = lines
    .map((line, row) => ({ ...line, row }))
    .filter(({ value }) => present.some((option) => option.value === value));
  demandDistinct(rows);
  const unsaid = present.filter(({ value }) => !rows.some((row) => row.value === value));
  return [...rows.toSorted((a, b) => a.place - b.place || a.row - b.row).map(picked), ...unsaid];
}

function demandUsable(
  { defaultValue, isRequired }: FieldFacts,
  options: readonly Picked[],
  lines: readonly OptionLine[],
) {
  const standing = typeof defaultValue === 'string' ? [defaultValue] : Array.isArray(defaultValue) ? defaultValue : [];
  const row = lines.findIndex(({ value, isActive }) => !isActive && standing.includes(value));
  if (row >= 0) throw new Invalid({ [`label_${row}`]: 'This is the default. Choose another default first.' });
  if (isRequired && !options.some(({ isActive }) => isActive))
    throw new Invalid({ '': 'The field is required, so one value at least has to be offered.' });
}

/**
 * Adds values to a picklist, renames and reorders them, and takes them out of the offer. Records that have one keep
 * it, and it shows by its label.
 */
export async function editValues(viewer: Viewer, input: EditValues): Promise<{ object: string; label: string }> {
  return onObject(viewer, input, async (tx, object) => {
    const field = await findField(tx, object.id, input.fieldId);
    if (object.kind !== 'record' || !isPicklist(field.type)) throw new NotFound();
    const present = rearranged(field.options, input.lines);
    const read = readOptions(input.added, present);
    if ('problem' in read) throw new Invalid({ added: read.problem });
    const options = [...present, ...read.options];
    demandUsable(field, options, input.lines);
    await tx.update(fields).set({ options }).where(eq(fields.id, field.id));
    const result = { object: object.apiName, label: field.label };
    return { result, told: { action: 'object.values_changed', fields: [field.apiName] } };
  });
}
