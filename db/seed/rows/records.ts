import type { grants } from '@/db/schema/access';
import type { listViews } from '@/db/schema/list-views';
import type { fieldReaders } from '@/db/schema/objects';
import type { groupRecords, recordLinks, recordShares, records, recordTopics } from '@/db/schema/records';
import type { subjects } from '@/db/schema/subjects';
import type { Definition } from '@/lib/objects/definition';
import type { StoredValue, StoredValues } from '@/lib/objects/view-models';
import { roleNames } from '@/lib/records/rules';
import { storedValues } from '@/lib/records/write-record';
import type { Definitions } from '../definitions';
import type { SeedRecord, World } from '../model';
import { stableId } from '../stable-id';
import { deletionRow, type History, historyRows, relatedRows, type Save } from './changes';
import { type Directory, isRestricted } from './directory';
import { extraTopics, type TopicBook } from './topic-book';

type OneRecord = History & {
  subjects: (typeof subjects.$inferInsert)[];
  grants: (typeof grants.$inferInsert)[];
  records: (typeof records.$inferInsert)[];
  recordShares: (typeof recordShares.$inferInsert)[];
  recordLinks: (typeof recordLinks.$inferInsert)[];
  recordTopics: (typeof recordTopics.$inferInsert)[];
};

export type RecordRows = OneRecord & {
  fieldReaders: (typeof fieldReaders.$inferInsert)[];
  listViews: (typeof listViews.$inferInsert)[];
  groupRecords: (typeof groupRecords.$inferInsert)[];
};

type Setting = { directory: Directory; definitions: Definitions; book: TopicBook };

/** The rows of all records and of what hangs on them, as the domain functions would have left them. */
export function recordRows(world: World, setting: Setting): RecordRows {
  const parts = world.records.map((record) => rowsOfOne(record, setting));
  const all = <Table extends keyof OneRecord>(table: Table) =>
    parts.flatMap((part) => part[table] as OneRecord[Table][number][]);
  return {
    subjects: all('subjects'),
    grants: all('grants'),
    records: all('records'),
    recordShares: all('recordShares'),
    recordLinks: all('recordLinks'),
    recordTopics: all('recordTopics'),
    feedItems: all('feedItems'),
    feedEntries: all('feedEntries'),
    recordChanges: all('recordChanges'),
    fieldReaders: world.fields.flatMap((field) => readerRows(field, setting)),
    listViews: world.listViews.map((view) => listViewRow(view, setting)),
    groupRecords: world.groupRecords.map(({ group, record, by, at }) => {
      const { idOf } = setting.directory;
      return { groupId: idOf(group), recordId: idOf(record), addedBy: idOf(by), addedAt: at };
    }),
  };
}

function definitionOf(object: string, definitions: Definitions): Definition {
  const definition = definitions.get(object);
  if (!definition) throw new Error(`There is no object ${object}.`);
  return definition;
}

/** Handles and keys in the fields that hold people and records become their ids. */
function withIds(values: StoredValues, { fields }: Definition, { idOf }: Directory): StoredValues {
  const links = fields.filter(({ type }) => type === 'person' || type === 'lookup');
  const resolved = links.map(({ apiName }): [string, StoredValue | undefined] => {
    const value = values[apiName];
    return [apiName, typeof value === 'string' ? idOf(value) : value];
  });
  return { ...values, ...Object.fromEntries(resolved.filter(([, value]) => value !== undefined)) } as StoredValues;
}

/** The record after its creation and after every save, each with all its values. */
function savesOf(record: SeedRecord, definition: Definition, directory: Directory): Save[] {
  const roles = roleNames(definition);
  const first = { ...record.values, [roles.name]: record.name, [roles.owner]: record.owner };
  const saves = [
    { at: record.at, actorId: directory.idOf(record.owner), values: withIds(first, definition, directory) },
  ];
  for (const { at, by, patch } of record.history) {
    const values = { ...saves.at(-1)?.values, ...withIds(patch, definition, directory) };
    saves.push({ at, actorId: directory.idOf(by), values });
  }
  return saves;
}

function rowsOfOne(record: SeedRecord, setting: Setting): OneRecord {
  const { directory, definitions } = setting;
  const definition = definitionOf(record.object, definitions);
  const roles = roleNames(definition);
  const { id, at, deletedAt, externalId = null, isPrivate = false } = record;
  const audience = isRestricted(record) ? id : null;
  const saves = savesOf(record, definition, directory);
  const [first, last] = [saves[0], saves.at(-1)];
  if (!first || !last) throw new Error(`${record.key} was never saved.`);
  const name = String(last.values[roles.name]);
  const ownerId = String(last.values[roles.owner]);
  const history = historyRows({ id, audience, owner: roles.owner }, definition, saves);
  const related = relatedTo(record, { audience, first, definition, setting });
  const row = {
    ...{ id, objectId: definition.id, name, ownerId, audience, isPrivate, externalId },
    values: storedValues(definition, last.values),
    version: saves.length + (deletedAt ? 1 : 0),
    ...{ createdBy: first.actorId, createdAt: at, updatedBy: last.actorId, updatedAt: last.at },
    ...{ deletedAt: deletedAt ?? null, deletedBy: deletedAt ? ownerId : null },
  };
  return {
    subjects: [{ id, kind: 'record', name, audience, isActive: !deletedAt, createdAt: at }],
    records: [row],
    ...sharing(record, { ownerId, audience, directory }),
    recordLinks: linkRows(id, definition, last.values),
    recordTopics: topicRows(record, { audience, ownerId, book: setting.book }),
    feedItems: [...history.feedItems, ...related.flatMap((one) => one.feedItems)],
    feedEntries: [...history.feedEntries, ...related.flatMap((one) => one.feedEntries)],
    recordChanges: [
      ...history.recordChanges,
      ...related.flatMap((one) => one.recordChanges),
      ...(deletedAt ? deletionRow(id, saves.length + 1, ownerId, deletedAt) : []),
    ],
  };
}

/** Shares, and the grants that settleAccess makes of them and of the owner while the record is restricted. */
function sharing(
  { id, at, shares = [], deletedAt }: SeedRecord,
  { ownerId, audience, directory }: { ownerId: string; audience: string | null; directory: Directory },
): Pick<OneRecord, 'grants' | 'recordShares'> {
  const given = shares.map(({ principal, level }) => ({ principal: directory.idOf(principal), level }));
  const held = [{ principal: ownerId, level: 'own' as const }, ...given.filter((share) => share.principal !== ownerId)];
  return {
    recordShares: given.map((share) => ({ recordId: id, ...share, sharedBy: ownerId, sharedAt: at })),
    grants: audience && !deletedAt ? held.map((one) => ({ audience, ...one, throughManagers: true })) : [],
  };
}

function linkRows(recordId: string, definition: Definition, values: StoredValues): OneRecord['recordLinks'] {
  return definition.fields.flatMap(({ id, apiName, type }) => {
    const targetId = values[apiName];
    return type === 'lookup' && typeof targetId === 'string' ? [{ recordId, fieldId: id, targetId }] : [];
  });
}

function topicRows(
  { id, topics = [], at }: SeedRecord,
  { audience, ownerId, book }: { audience: string | null; ownerId: string; book: TopicBook },
): OneRecord['recordTopics'] {
  return extraTopics(topics).map(({ key, name }) => {
    const topicId = book.idOf(key, at);
    return { recordId: id, topicId, spelling: name, audience, assignedBy: ownerId, assignedAt: at };
  });
}

type Creation = { audience: string | null; first: Save; definition: Definition; setting: Setting };

function relatedTo(record: SeedRecord, { audience, first, definition, setting }: Creation): History[] {
  const { directory, definitions } = setting;
  const lookups = definition.fields.filter(({ type, isRestricted }) => type === 'lookup' && !isRestricted);
  const keys = new Set(lookups.map(({ apiName }) => record.values[apiName]).filter((key) => typeof key === 'string'));
  return [...keys].flatMap((key) => {
    const above = directory.recordOf(key);
    const { isTracked, announcesRelated } = definitionOf(above?.object ?? '', definitions);
    if (!above || !isTracked || !announcesRelated) return [];
    const target = { id: above.id, audience: directory.audienceOf(key), ownerId: directory.idOf(above.owner) };
    return [relatedRows(target, { id: record.id, audience, at: first.at, actorId: first.actorId })];
  });
}

function readerRows(field: World['fields'][number], { directory }: Setting): RecordRows['fieldReaders'] {
  return field.readers.map((reader) => {
    const principal = 'principal' in reader ? directory.idOf(reader.principal) : null;
    const permission = 'permission' in reader ? reader.permission : null;
    return {
      id: stableId(new Date(field.createdAt ?? 0), `reader ${field.id} ${principal ?? permission}`),
      fieldId: field.id,
      principal,
      permission,
    };
  });
}

function listViewRow({ object, owner, at, ...view }: World['listViews'][number], setting: Setting) {
  const objectId = definitionOf(object, setting.definitions).id;
  const id = stableId(at, `list view ${object} ${view.name}`);
  return { ...view, id, objectId, ownerId: setting.directory.idOf(owner), isShared: true, createdAt: at };
}
