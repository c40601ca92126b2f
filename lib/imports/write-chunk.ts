import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { emit, emitEach } from '@/lib/events/outbox';
import type { Definition } from '@/lib/objects/definition';
import { normal } from '@/lib/objects/value-rules';
import type { FieldView, StoredValue } from '@/lib/objects/view-models';
import { roleNames } from '@/lib/records/rules';
import { settleAccessOf } from '@/lib/records/settle-access';
import { eventOf, storedValues } from '@/lib/records/write-record';
import type { Happening } from '@/lib/tracking/announce';
import { isAnnounced } from '@/lib/tracking/track-rules';
import { announceBelow } from './announce-below';
import { announceSaves, asJson } from './announce-saves';
import type { Change, Create, Plan } from './plan-chunk';

export type Writing = {
  importId: string;
  actor: { id: string };
  definition: Definition;
  isTracked: boolean;
  isNotified: boolean;
  now: Date;
};

const text = (value: StoredValue | undefined) => (typeof value === 'string' ? value : '');
const isLink = ({ type, role }: FieldView) => type === 'lookup' && role === null;

type Link = { record_id: string; field_id: string; target_id: StoredValue };

/** Keeps lookups as rows, those that are gone removed before. */
async function writeLinks(tx: Tx, links: readonly Link[], isNew: boolean): Promise<void> {
  if (links.length === 0) return;
  const rows = sql`jsonb_to_recordset(${asJson(links)}) as l(record_id uuid, field_id uuid, target_id uuid)`;
  if (!isNew)
    await tx.execute(
      sql`delete from record_links old using ${rows} where old.record_id = l.record_id and old.field_id = l.field_id`,
    );
  await tx.execute(sql`insert into record_links (record_id, field_id, target_id)
    select l.record_id, l.field_id, l.target_id from ${rows} where l.target_id is not null`);
}

type NewRow = Create & { name: string; ownerId: string; audience: string | null };

async function insertRows(tx: Tx, { actor, definition }: Writing, creates: readonly NewRow[]): Promise<void> {
  const rows = creates.map(({ id, at, name, ownerId, audience, externalId, values }) => ({
    id,
    at,
    name,
    owner_id: ownerId,
    audience,
    external_id: externalId,
    values: storedValues(definition, values),
  }));
  const given = sql`jsonb_to_recordset(${asJson(rows)}) as g(id uuid, at timestamptz, name text, owner_id uuid, audience uuid, external_id text, "values" jsonb)`;
  await tx.execute(
    sql`insert into subjects (id, kind, name, audience, created_at) select g.id, 'record', g.name, g.audience, g.at from ${given}`,
  );
  await tx.execute(sql`insert into records (id, object_id, name, owner_id, values, audience, external_id, created_by, created_at, updated_by, updated_at)
    select g.id, ${definition.id}, g.name, g.owner_id, g.values, g.audience, g.external_id, ${actor.id}, g.at, ${actor.id}, g.at from ${given}`);
  if (definition.access === 'private')
    await tx.execute(
      sql`insert into grants (audience, principal, level, through_managers) select g.id, g.owner_id, 'own', true from ${given}`,
    );
}

/** The same rows, items and events that `insertRecord` leaves for each, in a few statements for all. */
async function writeCreates(tx: Tx, writing: Writing, planned: readonly Create[]): Promise<void> {
  if (planned.length === 0) return;
  const { actor, definition, isTracked, isNotified } = writing;
  const roles = roleNames(definition);
  const creates = planned.map(
    (one): NewRow => ({
      ...one,
      name: text(one.values[roles.name]),
      ownerId: text(one.values[roles.owner]),
      audience: definition.access === 'private' ? one.id : null,
    }),
  );
  await insertRows(tx, writing, creates);
  const lookups = definition.fields.filter(isLink);
  const links = creates.flatMap(({ id, values }) =>
    lookups.map((field) => ({ record_id: id, field_id: field.id, target_id: normal(values[field.apiName]) })),
  );
  await writeLinks(
    tx,
    links.filter(({ target_id }) => target_id !== null),
    true,
  );
  const happenings: Happening[] = [{ event: 'created', isAnnounced: isTracked && definition.isTracked }];
  const itemIds = await announceSaves(
    tx,
    actor.id,
    creates.map(({ id, at, audience, ownerId }) => ({
      changed: { subjectId: id, audience, ownerId, version: 1 },
      happenings,
      at,
    })),
  );
  if (!isTracked) return;
  const told = creates.map(({ id, audience, ownerId }, at) => ({
    recordId: id,
    objectId: definition.id,
    audience,
    itemId: itemIds[at] ?? null,
    ownerId,
  }));
  await emitEach(tx, actor, 'record.created', told, { isQuiet: !isNotified, subjectOf: ({ recordId }) => recordId });
  await announceBelow(tx, writing, creates);
}

type Changed = Change & { name: string; ownerId: string; version: number };

async function updateRows(tx: Tx, { actor, definition, now }: Writing, changes: readonly Changed[]): Promise<void> {
  const rows = changes.map(({ record, after, name, ownerId, version }) => ({
    id: record.id,
    name,
    owner_id: ownerId,
    version,
    values: storedValues(definition, after),
  }));
  const given = sql`jsonb_to_recordset(${asJson(rows)}) as g(id uuid, name text, owner_id uuid, version int, "values" jsonb)`;
  // Values of fields that were deleted, which no definition names any more, are left as they are.
  const own = definition.fields.filter(({ role }) => role === null).map(({ apiName }) => apiName);
  await tx.execute(sql`update records r set name = g.name, owner_id = g.owner_id, version = g.version, updated_by = ${actor.id},
    updated_at = ${now.toISOString()}::timestamptz, values = (r.values - ${sql.param(own)}::text[]) || g.values from ${given} where r.id = g.id`);
  if (changes.some(({ name, record }) => name !== record.name))
    await tx.execute(sql`update subjects s set name = g.name from ${given} where s.id = g.id and s.name <> g.name`);
}

const told = (definition: Definition, { record, ownerId, changes }: Changed, itemId: string | null) => ({
  recordId: record.id,
  objectId: definition.id,
  audience: record.audience,
  itemId,
  fieldIds: changes.map(({ field }) => field.id),
  newOwnerId: ownerId === record.ownerId ? null : ownerId,
});

/** The same for changes: what `changeRecord` leaves for each. */
async function writeChanges(tx: Tx, writing: Writing, planned: readonly Change[]): Promise<void> {
  if (planned.length === 0) return;
  const { actor, definition, isTracked, isNotified, now } = writing;
  const roles = roleNames(definition);
  const changes = planned.map(
    (one): Changed => ({
      ...one,
      name: text(one.after[roles.name]),
      ownerId: text(one.after[roles.owner]),
      version: one.record.version + 1,
    }),
  );
  await updateRows(tx, writing, changes);
  const links = changes.flatMap(({ record, changes: differences }) =>
    differences
      .filter(({ field }) => isLink(field))
      .map(({ field, new: value }) => ({ record_id: record.id, field_id: field.id, target_id: value })),
  );
  await writeLinks(tx, links, false);
  const itemIds = await announceSaves(
    tx,
    actor.id,
    changes.map(({ record, ownerId, version, changes: differences }) => ({
      changed: { subjectId: record.id, audience: record.audience, ownerId, version },
      happenings: differences.map((one) => ({
        fieldId: one.field.id,
        old: one.old,
        new: one.new,
        event: eventOf(definition, one),
        isAnnounced: isTracked && isAnnounced(definition, one),
      })),
      at: now,
    })),
  );
  const given = changes.filter(({ record, ownerId }) => ownerId !== record.ownerId);
  if (given.length > 0)
    await settleAccessOf(
      tx,
      actor,
      given.map(({ record }) => record.id),
    );
  if (isTracked)
    await emitEach(
      tx,
      actor,
      'record.changed',
      changes.map((one, at) => told(definition, one, itemIds[at] ?? null)),
      { isQuiet: !isNotified, subjectOf: ({ recordId }) => recordId },
    );
}

/**
 * Writes what was planned for a chunk. Untracked, one event tells of all its records: whatever keeps an index follows from
 * it, and nobody is told of anything. Tracked, each record leaves what a form would have left.
 */
export async function writeChunk(tx: Tx, writing: Writing, { creates, changes }: Plan): Promise<void> {
  await writeCreates(tx, writing, creates);
  await writeChanges(tx, writing, changes);
  const recordIds = [...creates.map(({ id }) => id), ...changes.map(({ record }) => record.id)];
  if (writing.isTracked || recordIds.length === 0) return;
  const { importId, actor, definition } = writing;
  await emit(tx, actor, 'records.imported', null, { importId, objectId: definition.id, recordIds }, { isQuiet: true });
}
