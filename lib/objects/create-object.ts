import 'server-only';
import { sql } from 'drizzle-orm';
import { fields, objects } from '@/db/schema/objects';
import { type Tx, transaction, violatedConstraint } from '@/db/writer';
import { demand } from '@/lib/access/load';
import type { Viewer } from '@/lib/access/viewer';
import { Invalid } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import { newId } from '@/lib/ids';
import type { CreateObject } from './input';
import { apiNameProblem, suggestedApiName } from './setup-rules';

/** What every record has: what it is called, and whose it is. */
async function insertRoles(tx: Tx, objectId: string, nameLabel: string): Promise<void> {
  const common = { objectId, isRequired: true, isTracked: true };
  await tx.insert(fields).values([
    { ...common, id: newId(), apiName: 'name', label: nameLabel, type: 'text', role: 'name', position: 10 },
    { ...common, id: newId(), apiName: 'owner', label: 'Owner', type: 'person', role: 'owner', position: 20 },
  ]);
}

async function insert(tx: Tx, input: CreateObject, apiName: string): Promise<boolean> {
  const { id, label, plural, description, access, isTracked, hasTopics } = input;
  const position = sql`(select coalesce(max(o.position), 0) + 10 from objects o)`;
  const written = await tx
    .insert(objects)
    .values({ id, apiName, label, plural, description, access, isTracked, hasTopics, position })
    .onConflictDoNothing({ target: objects.id })
    .returning({ id: objects.id });
  return written.length > 0;
}

/** Adds an object that can be used at once. A form that is sent twice makes one: its id comes with it. */
export async function createObject(viewer: Viewer, input: CreateObject): Promise<{ apiName: string; label: string }> {
  demand(viewer, 'admin');
  const apiName = input.apiName || suggestedApiName(input.label);
  const problem = apiNameProblem(apiName, 'object');
  if (problem) throw new Invalid({ apiName: problem });
  try {
    await transaction(async (tx) => {
      if (!(await insert(tx, input, apiName))) return;
      await insertRoles(tx, input.id, input.nameLabel);
      await emit(tx, viewer, 'object.created', input.id, { objectId: input.id });
      await emit(tx, viewer, 'object.edited', input.id, { objectId: input.id, fields: ['apiName'] });
      await audit(tx, viewer, 'object.created', input.id, { object: apiName });
    });
  } catch (error) {
    if (violatedConstraint(error) !== 'objects_api_name_key') throw error;
    throw new Invalid({
      apiName: `“${apiName}” is taken, perhaps by an object that was deleted. Choose another API name.`,
    });
  }
  return { apiName, label: input.label };
}
