import 'server-only';
import { load } from '@/lib/access/load';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { Conflict, Invalid, NotFound } from '@/lib/errors';
import { findDefinition } from '@/lib/objects/definition';
import type { FieldView, StoredValue } from '@/lib/objects/view-models';
import type { MoveRecord } from './input';
import { onRecord } from './on-record';
import { readableFields } from './read-record';
import { changeRecord } from './write-record';

const labelIn = ({ options }: FieldView, value: StoredValue) =>
  options.find((option) => option.value === value)?.label ?? 'nothing';

/** Where it is to go. It goes from where the mover saw it, or is there already. */
function target(field: FieldView, now: StoredValue, { from, to }: MoveRecord): string {
  if (now !== (from || null) && now !== to)
    throw new Conflict(`Someone else moved this to “${labelIn(field, now)}” meanwhile. Look, then move it again.`);
  const isOffered = field.options.some(({ value, isActive }) => value === to && isActive);
  if (!isOffered && now !== to) throw new Invalid({ to: `“${to.slice(0, 80)}” is not one of the choices.` });
  return to;
}

/**
 * Moves a record along its path. Two who move it at once do not undo each other: throws Conflict when it stands elsewhere
 * than the mover saw it, and Invalid for a stage that is not offered.
 */
export async function moveRecord(viewer: Viewer, input: MoveRecord): Promise<{ name: string; stage: string }> {
  return onRecord(viewer, input.recordId, async (tx, eyes) => {
    const record = await load(eyes, 'record.edit', input.recordId, tx);
    const definition = await findDefinition(tx, record.objectId);
    const readable = await readableFields(scope(eyes, tx), definition);
    const field = readable.get(definition.pathField ?? '');
    if (!field) throw new NotFound();
    const to = target(field, record.values[field.apiName] ?? null, input);
    await changeRecord(tx, viewer, definition, record, { [field.apiName]: to });
    return { name: record.name, stage: labelIn(field, to) };
  });
}
