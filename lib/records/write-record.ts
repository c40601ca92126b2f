import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { grants } from '@/db/schema/access';
import { recordLinks, records } from '@/db/schema/records';
import { subjects } from '@/db/schema/subjects';
import type { Tx } from '@/db/writer';
import type { RecordFacts } from '@/lib/access/facts';
import { emit } from '@/lib/events/outbox';
import { followCreated } from '@/lib/follow/follow-created';
import { newId } from '@/lib/ids';
import type { Definition } from '@/lib/objects/definition';
import { normal } from '@/lib/objects/value-rules';
import type { FieldView, StoredValue, StoredValues } from '@/lib/objects/view-models';
import { announce, type Happening } from '@/lib/tracking/announce';
import { type Difference, differences, isAnnounced } from '@/lib/tracking/track-rules';
import { announceRelated } from './announce-related';
import { allValues, roleNames } from './rules';
import { settleAccess } from './settle-access';

/** How a write is told of. `isQuiet`: nobody is notified; `isTracked: false`: nothing is announced in feeds either. */
export type Telling = { isQuiet?: boolean; isTracked?: boolean; at?: Date };

export type NewRecord = {
  /** By the API names of the fields, name and owner among them; checked before (see readRecord). */
  values: StoredValues;
  isPrivate?: boolean;
  clientId?: string;
  externalId?: string;
};

/** What is kept in the column of values: neither name nor owner, and no blanks. */
export function storedValues(definition: Definition, values: StoredValues): StoredValues {
  const kept = definition.fields.filter(({ role }) => role === null);
  const filled = kept.map(({ apiName }) => [apiName, normal(values[apiName])] as const);
  return Object.fromEntries(filled.filter(([, value]) => value !== null));
}

const isLink = ({ type, role }: FieldView) => type === 'lookup' && role === null;

/** Keeps the lookups as rows, so that what stands below a record is found without looking at every record. */
async function linkLookups(tx: Tx, recordId: string, changed: readonly { field: FieldView; value: StoredValue }[]) {
  for (const { field, value } of changed.filter((one) => isLink(one.field))) {
    await tx.delete(recordLinks).where(and(eq(recordLinks.recordId, recordId), eq(recordLinks.fieldId, field.id)));
    if (typeof value === 'string')
      await tx.insert(recordLinks).values({ recordId, fieldId: field.id, targetId: value });
  }
}

const text = (value: StoredValue | undefined) => (typeof value === 'string' ? value : '');

/**
 * Writes a new record with its announcement and its event. A second send with the same clientId is the same record.
 * Returns its id. The way of forms, actions, imports with tracking and whatever else makes records.
 */
export async function insertRecord(
  tx: Tx,
  actor: { id: string },
  definition: Definition,
  { values, isPrivate = false, clientId, externalId }: NewRecord,
  { isQuiet = false, isTracked = true, at = new Date() }: Telling = {},
): Promise<{ recordId: string; isNew: boolean }> {
  const roles = roleNames(definition);
  const [name, ownerId] = [text(values[roles.name]), text(values[roles.owner]) || actor.id];
  const earlier = clientId && (await sentBefore(tx, actor.id, clientId));
  if (earlier) return { recordId: earlier, isNew: false };
  const id = newId(at);
  const isRestricted = isPrivate || definition.access === 'private';
  const audience = isRestricted ? id : null;
  await tx.insert(subjects).values({ id, kind: 'record', name, createdAt: at });
  if (isRestricted) await tx.update(subjects).set({ audience }).where(eq(subjects.id, id));
  await tx.insert(records).values({
    id,
    objectId: definition.id,
    name,
    ownerId,
    values: storedValues(definition, values),
    audience,
    isPrivate,
    externalId,
    clientId,
    createdBy: actor.id,
    createdAt: at,
    updatedBy: actor.id,
    updatedAt: at,
  });
  if (isRestricted)
    await tx.insert(grants).values({ audience: id, principal: ownerId, level: 'own', throughManagers: true });
  await linkLookups(
    tx,
    id,
    definition.fields.map((field) => ({ field, value: normal(values[field.apiName]) })),
  );
  const isTold = isTracked && definition.isTracked;
  const itemId = await announce(
    tx,
    actor.id,
    { subjectId: id, audience, ownerId, version: 1 },
    [{ event: 'created', isAnnounced: isTold }],
    at,
  );
  await followCreated(tx, actor.id, id, { isTold, isQuiet });
  const told = { recordId: id, objectId: definition.id, audience, itemId, ownerId };
  await emit(tx, actor, 'record.created', id, told, { isQuiet });
  if (isTracked) await announceRelated(tx, actor, definition, { id, audience, values }, { isQuiet, at });
  return { recordId: id, isNew: true };
}

async function sentBefore(tx: Tx, personId: string, clientId: string): Promise<string | undefined> {
  const { rows } = await tx.execute(
    sql`select id from records where created_by = ${personId} and client_id = ${clientId}`,
  );
  return (rows as { id: string }[])[0]?.id;
}

/** What a change of this field means: a new owner, a path that came to its end or began again. */
export function eventOf(definition: Definition, { field, old, new: now }: Difference): string | null {
  if (field.role === 'owner') return 'ownerAssignment';
  if (field.apiName !== definition.pathField) return null;
  const isClosed = (value: StoredValue) => field.options.find((option) => option.value === value)?.isClosed === true;
  if (isClosed(now) === isClosed(old)) return null;
  return isClosed(now) ? 'closed' : 'reopened';
}

const happeningOf = (definition: Definition, change: Difference, isTracked: boolean): Happening => ({
  fieldId: change.field.id,
  old: change.old,
  new: change.new,
  event: eventOf(definition, change),
  isAnnounced: isTracked && isAnnounced(definition, change),
});

/**
 * Changes some values of a record that the caller has loaded with the right to: one version, one announcement and one
 * event for all of them. `patch` holds values by API name, name and owner among them, null for blank; what is as it was
 * makes no difference, and a patch without any changes nothing.
 */
export async function changeRecord(
  tx: Tx,
  actor: { id: string },
  definition: Definition,
  record: RecordFacts,
  patch: StoredValues,
  { isQuiet = false, isTracked = true, at = new Date() }: Telling = {},
): Promise<{ itemId: string | null; changes: readonly Difference[] }> {
  const before = allValues(definition, record);
  const after = { ...before, ...patch };
  const changes = differences(definition.fields, before, after);
  if (changes.length === 0) return { itemId: null, changes };
  const roles = roleNames(definition);
  const [name, ownerId] = [text(after[roles.name]), text(after[roles.owner])];
  const version = record.version + 1;
  // Values of fields that were deleted, which no definition names any more, are left as they are.
  const removed = definition.fields.filter(({ role }) => role === null).map(({ apiName }) => apiName);
  await tx.execute(sql`update records set name = ${name}, owner_id = ${ownerId}, version = ${version}, updated_by = ${actor.id}, updated_at = ${at.toISOString()}::timestamptz,
    values = (values - ${sql.param(removed)}::text[]) || ${JSON.stringify(storedValues(definition, after))}::jsonb where id = ${record.id}`);
  if (name !== record.name) await tx.update(subjects).set({ name }).where(eq(subjects.id, record.id));
  await linkLookups(
    tx,
    record.id,
    changes.map((change) => ({ field: change.field, value: change.new })),
  );
  const changed = { subjectId: record.id, audience: record.audience, ownerId, version };
  const happenings = changes.map((change) => happeningOf(definition, change, isTracked));
  const itemId = await announce(tx, actor.id, changed, happenings, at);
  if (ownerId !== record.ownerId) await settleAccess(tx, actor, record.id);
  const fieldIds = changes.map(({ field }) => field.id);
  const newOwnerId = ownerId === record.ownerId ? null : ownerId;
  const told = {
    recordId: record.id,
    objectId: definition.id,
    audience: record.audience,
    itemId,
    fieldIds,
    newOwnerId,
  };
  await emit(tx, actor, 'record.changed', record.id, told, { isQuiet });
  return { itemId, changes };
}
