import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { type Definition, findDefinition } from '@/lib/objects/definition';
import type { StoredValues } from '@/lib/objects/view-models';
import { announce, type Changed } from './announce';
import { differences, isAnnounced } from './track-rules';

async function findTracked(tx: Tx, apiName: 'user' | 'group'): Promise<Definition | null> {
  const { rows } = await tx.execute(sql`select id from objects where api_name = ${apiName} and deleted_at is null`);
  const [found] = rows as { id: string }[];
  return found ? findDefinition(tx, found.id) : null;
}

/**
 * Keeps what a save changed in a person or a group, and announces what the settings of `user` and `group` ask for, as it
 * is done for records. Returns the item, or null when nothing was announced. The caller emits the event of the change.
 */
export async function announceSubject(
  tx: Tx,
  actor: { id: string },
  object: 'user' | 'group',
  changed: Omit<Changed, 'ownerId'>,
  { before, after }: { before: StoredValues; after: StoredValues },
): Promise<string | null> {
  const definition = await findTracked(tx, object);
  if (!definition) return null;
  const happenings = differences(definition.fields, before, after).map((change) => ({
    fieldId: change.field.id,
    old: change.old,
    new: change.new,
    event: null,
    isAnnounced: isAnnounced(definition, change),
  }));
  return announce(tx, actor.id, { ...changed, ownerId: null }, happenings);
}
