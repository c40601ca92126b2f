import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { StoredValues } from '@/lib/objects/view-models';
import { createdAt, moment } from './columns';
import { groups } from './groups';
import { fields, objects } from './objects';
import { subjects } from './subjects';
import { topics } from './topics';

/**
 * A record is a subject of kind `record`, which has its name and audience as well. `audience` is its own id while it is
 * restricted (by its object, by hand, or because it is deleted), otherwise null.
 */
export const records = pgTable(
  'records',
  {
    id: uuid()
      .primaryKey()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    objectId: uuid()
      .notNull()
      .references(() => objects.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    ownerId: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'restrict' }),
    values: jsonb().$type<StoredValues>().notNull().default({}),
    audience: uuid(),
    /** Restricted by hand, whatever the organisation-wide default is. */
    isPrivate: boolean().notNull().default(false),
    /** What it is called where it was imported from. */
    externalId: text(),
    /** Unique for whoever creates: a form that is sent twice makes one record. */
    clientId: uuid(),
    version: integer().notNull().default(1),
    createdBy: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'restrict' }),
    createdAt: createdAt(),
    updatedBy: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'restrict' }),
    updatedAt: createdAt(),
    deletedAt: moment(),
    deletedBy: uuid().references(() => subjects.id, { onDelete: 'set null' }),
  },
  (table) => [
    index('records_newest').on(table.objectId, table.id).where(sql`${table.deletedAt} is null`),
    index('records_updated').on(table.objectId, table.updatedAt, table.id).where(sql`${table.deletedAt} is null`),
    index('records_name')
      .on(table.objectId, sql`lower(${table.name})`, table.id)
      .where(sql`${table.deletedAt} is null`),
    // Found by the words of its name (lib/search).
    index('records_words')
      .using('gin', sql`to_tsvector('simple'::regconfig, ${table.name})`)
      .where(sql`${table.deletedAt} is null`),
    index('records_owner').on(table.ownerId, table.objectId, table.id),
    // For lists of what one holds of an object that is closed: the newest of many ids without a look at their rows.
    index('records_touched').on(table.id, table.objectId, table.updatedAt).where(sql`${table.deletedAt} is null`),
    index('records_deleted').on(table.deletedAt).where(sql`${table.deletedAt} is not null`),
    uniqueIndex('records_external_key').on(table.objectId, table.externalId),
    uniqueIndex('records_client_key').on(table.createdBy, table.clientId),
    check('records_audience_check', sql`${table.audience} = ${table.id}`),
  ],
);

/** Whom a record was given to. While it is restricted its grants are made from these and its owner. */
export const recordShares = pgTable(
  'record_shares',
  {
    recordId: uuid()
      .notNull()
      .references(() => records.id, { onDelete: 'cascade' }),
    principal: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    level: text({ enum: ['read', 'write'] }).notNull(),
    sharedBy: uuid().references(() => subjects.id, { onDelete: 'set null' }),
    sharedAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.recordId, table.principal] }),
    index('record_shares_principal').on(table.principal, table.recordId),
    check('record_shares_level_check', sql`${table.level} in ('read', 'write')`),
  ],
);

/** The lookups of records as rows: which records stand below another, by which field. */
export const recordLinks = pgTable(
  'record_links',
  {
    recordId: uuid()
      .notNull()
      .references(() => records.id, { onDelete: 'cascade' }),
    fieldId: uuid()
      .notNull()
      .references(() => fields.id, { onDelete: 'cascade' }),
    targetId: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.recordId, table.fieldId] }),
    index('record_links_target').on(table.targetId, table.fieldId, table.recordId),
  ],
);

/** Topics of records; those of what is written below them stand in `topic_assignments`. */
export const recordTopics = pgTable(
  'record_topics',
  {
    recordId: uuid()
      .notNull()
      .references(() => records.id, { onDelete: 'cascade' }),
    topicId: uuid()
      .notNull()
      .references(() => topics.id, { onDelete: 'cascade' }),
    spelling: text().notNull(),
    audience: uuid(),
    assignedBy: uuid().references(() => subjects.id, { onDelete: 'set null' }),
    assignedAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.recordId, table.topicId] }),
    index('record_topics_topic').on(table.topicId, table.recordId, table.audience),
  ],
);

/** Records that a group works on. It gives nobody access to them. */
export const groupRecords = pgTable(
  'group_records',
  {
    groupId: uuid()
      .notNull()
      .references(() => groups.id, { onDelete: 'cascade' }),
    recordId: uuid()
      .notNull()
      .references(() => records.id, { onDelete: 'cascade' }),
    addedBy: uuid().references(() => subjects.id, { onDelete: 'set null' }),
    addedAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.groupId, table.recordId] }),
    index('group_records_record').on(table.recordId),
  ],
);
