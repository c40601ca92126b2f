import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import type { RecordFacts } from '@/lib/access/facts';
import { load } from '@/lib/access/load';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { Conflict } from '@/lib/errors';
import { type Definition, findDefinition } from '@/lib/objects/definition';
import { formatValue } from '@/lib/objects/value-format';
import { isSameValue, readValue } from '@/lib/objects/value-rules';
import type { FieldView, StoredValue } from '@/lib/objects/view-models';
import { type Written, whereIsIt } from './create-record';
import type { EditRecord } from './input';
import { onRecord } from './on-record';
import { readableFields, readRecord } from './read-record';
import { shownAs } from './references';
import { allValues, roleNames } from './rules';
import { boxName, isReference } from './typed-rules';
import { changeRecord } from './write-record';

/** A value as it shows to the viewer, or null where it is what they typed. */
async function unlike(s: Scope, field: FieldView, now: StoredValue, typed: readonly string[]): Promise<string | null> {
  const { viewer } = s;
  if (isReference(field)) {
    const shown = (await shownAs(s, field, now)) ?? '';
    return shown === (typed[0] ?? '') ? null : shown;
  }
  const read = readValue(field, typed, { timeZone: viewer.timeZone, earlier: now });
  if ('value' in read && isSameValue(read.value, now)) return null;
  return isSameValue(now, null) && field.type !== 'checkbox' ? '' : formatValue(field, now, viewer);
}

/** Tells the second of two editors, beside each field that others changed and that differs, what stands there now. */
async function conflict(s: Scope, definition: Definition, record: RecordFacts, input: EditRecord): Promise<Conflict> {
  const readable = await readableFields(s, definition);
  const changed = await s.rows<{
    fieldId: string;
  }>(sql`select distinct rc.field_id as "fieldId" from ${s.recordChanges} rc
    where rc.subject_id = ${record.id} and rc.version > ${input.version} and rc.field_id is not null`);
  const touched = new Set(changed.map(({ fieldId }) => fieldId));
  const values = allValues(definition, record);
  const fields: Record<string, string> = {};
  for (const [apiName, field] of readable) {
    if (!touched.has(field.id) || !input.form.shown.includes(apiName)) continue;
    const now = await unlike(s, field, values[apiName] ?? null, input.form.typed.get(apiName) ?? []);
    if (now === null) continue;
    fields[boxName(apiName)] =
      `${now ? `This now says “${now.slice(0, 500)}”.` : 'This was emptied.'} Saving again replaces it.`;
  }
  return new Conflict(
    'Someone else changed this record while you were editing, and nothing of yours is lost. Save again to keep yours.',
    fields,
  );
}

/** Giving a record to somebody else takes more than writing to it. */
async function demandTransfer(viewer: Viewer, tx: Tx, record: RecordFacts, owner: StoredValue | undefined) {
  if (owner === undefined || owner === record.ownerId) return;
  await load(viewer, 'record.transfer', record.id, tx);
}

/**
 * Saves what a form showed of a record. Throws Conflict where others saved since it was opened, with what stands now
 * beside each field of theirs, and Invalid beside each box.
 */
export async function editRecord(viewer: Viewer, input: EditRecord): Promise<Written> {
  return onRecord(viewer, input.recordId, async (tx, eyes) => {
    const record = await load(eyes, 'record.edit', input.recordId, tx);
    const definition = await findDefinition(tx, record.objectId);
    if (record.version !== input.version) throw await conflict(scope(eyes, tx), definition, record, input);
    const earlier = { id: record.id, values: allValues(definition, record) };
    const patch = await readRecord(eyes, tx, definition, input.form, earlier);
    await demandTransfer(eyes, tx, record, patch[roleNames(definition).owner]);
    await changeRecord(tx, viewer, definition, record, patch);
    return whereIsIt(eyes, tx, record.object, record.id);
  });
}
