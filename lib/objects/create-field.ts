import 'server-only';
import { sql } from 'drizzle-orm';
import { fields } from '@/db/schema/objects';
import { type Tx, violatedConstraint } from '@/db/writer';
import type { ObjectFacts } from '@/lib/access/facts';
import type { Viewer } from '@/lib/access/viewer';
import { Conflict, Invalid, NotFound } from '@/lib/errors';
import { askForIndex, lastPlace, partsOf, readDefault } from './field-checks';
import type { CreateField } from './input';
import { onObject } from './on-object';
import { apiNameProblem, isPicklist, readOptions, suggestedApiName } from './setup-rules';
import { MAX_FIELDS } from './value-rules';
import type { Picked } from './view-models';

function optionsOf({ type, options }: CreateField): Picked[] {
  if (!isPicklist(type)) return [];
  const read = readOptions(options);
  if ('problem' in read) throw new Invalid({ options: read.problem });
  if (read.options.length === 0) throw new Invalid({ options: 'Write at least one value.' });
  return read.options;
}

async function targetOf(tx: Tx, { type, lookupObject }: CreateField): Promise<string | null> {
  if (type !== 'lookup') return null;
  const { rows } = await tx.execute(
    sql`select id from objects where api_name = ${lookupObject} and kind = 'record' and deleted_at is null`,
  );
  const [target] = rows as { id: string }[];
  if (!target) throw new Invalid({ lookupObject: 'Choose the object whose records it points to.' });
  return target.id;
}

async function demandRoom(tx: Tx, objectId: string): Promise<void> {
  const { rows } = await tx.execute(
    sql`select count(*)::int as count from fields where object_id = ${objectId} and deleted_at is null`,
  );
  const [{ count }] = rows as [{ count: number }];
  if (count >= MAX_FIELDS) throw new Invalid({ '': `An object has at most ${MAX_FIELDS} fields.` });
}

async function insert(tx: Tx, viewer: Viewer, object: ObjectFacts, apiName: string, input: CreateField) {
  const { id, label, type, help, isRequired, isTracked } = input;
  await demandRoom(tx, object.id);
  const options = optionsOf(input);
  const parts = partsOf({ type }, input);
  const defaultValue = readDefault({ type, label, options, scale: parts.scale }, input.defaultValue, viewer.timeZone);
  const lookupObjectId = await targetOf(tx, input);
  const [objectId, position] = [object.id, lastPlace(object.id)];
  const core = { id, objectId, apiName, label, type, help, isTracked, options, lookupObjectId, position, ...parts };
  await tx.insert(fields).values({ ...core, defaultValue, isRequired: isRequired && type !== 'checkbox' });
  if (parts.isSortWanted) await askForIndex(tx, viewer, id);
}

/** Adds a field to an object. What records there are go on without it until they are saved next. */
export async function createField(viewer: Viewer, input: CreateField): Promise<{ object: string; label: string }> {
  const apiName = input.apiName || suggestedApiName(input.label);
  const problem = apiNameProblem(apiName, 'field');
  try {
    return await onObject(viewer, input, async (tx, object) => {
      if (object.kind !== 'record') throw new NotFound();
      if (problem) throw new Invalid({ apiName: problem });
      await insert(tx, viewer, object, apiName, input);
      const told = { action: 'object.field_created', fields: [apiName] };
      return { result: { object: object.apiName, label: input.label }, told };
    });
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'fields_api_name_key')
      throw new Invalid({
        apiName: `“${apiName}” is taken, perhaps by a field that was deleted. Choose another API name.`,
      });
    if (constraint === 'fields_pkey') throw new Conflict('This field is there already.');
    throw error;
  }
}
