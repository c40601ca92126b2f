import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { fieldTypes, type Picked, type StoredValue } from '@/lib/objects/view-models';
import { createdAt, id, moment } from './columns';
import { permissions } from './people';
import { subjects } from './subjects';

/** What kinds of records there are, and the kinds of subjects whose changes can be tracked. Rows, so that an admin adds to them. */
export const objects = pgTable(
  'objects',
  {
    id: id(),
    /** What stands in addresses and in imports; it never changes. */
    apiName: text().notNull(),
    label: text().notNull(),
    plural: text().notNull(),
    description: text().notNull().default(''),
    kind: text({ enum: ['record', 'person', 'group', 'topic'] })
      .notNull()
      .default('record'),
    /** The organisation-wide default: what colleagues may do with a record that nobody shared with them. */
    access: text({ enum: ['private', 'read', 'write'] })
      .notNull()
      .default('read'),
    isTracked: boolean().notNull().default(false),
    /** Whether a record that is added below one of these is announced in its feed. */
    announcesRelated: boolean().notNull().default(false),
    hasTopics: boolean().notNull().default(true),
    /** The picklist that is the path across a record's page and the columns of the board. */
    pathFieldId: uuid().references((): AnyPgColumn => fields.id, { onDelete: 'set null' }),
    isStandard: boolean().notNull().default(false),
    position: integer().notNull().default(100),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    deletedAt: moment(),
  },
  (table) => [
    uniqueIndex('objects_api_name_key').on(table.apiName),
    check('objects_kind_check', sql`${table.kind} in ('record', 'person', 'group', 'topic')`),
    check('objects_access_check', sql`${table.access} in ('private', 'read', 'write')`),
    check('objects_api_name_form', sql`${table.apiName} ~ '^[a-z][a-z0-9_]{0,39}$'`),
  ],
);

export const fields = pgTable(
  'fields',
  {
    id: id(),
    objectId: uuid()
      .notNull()
      .references(() => objects.id, { onDelete: 'cascade' }),
    /** The key of its values; never given out again, not even after the field was deleted. */
    apiName: text().notNull(),
    label: text().notNull(),
    help: text().notNull().default(''),
    type: text({ enum: fieldTypes }).notNull(),
    /** `name` and `owner` are kept in columns of the record, and everyone who may read the record reads them. */
    role: text({ enum: ['name', 'owner'] }),
    isRequired: boolean().notNull().default(false),
    defaultValue: jsonb().$type<StoredValue>(),
    /** The values of a picklist in their order. */
    options: jsonb().$type<Picked[]>().notNull().default([]),
    lookupObjectId: uuid().references(() => objects.id, { onDelete: 'cascade' }),
    /** Digits after the point. */
    scale: integer().notNull().default(0),
    currency: text().notNull().default('USD'),
    isTracked: boolean().notNull().default(false),
    /** A number is announced only when it moved by more than so many per cent. */
    threshold: integer(),
    /** Has an index of its own, so that lists of any length are sorted and filtered by it. */
    isSortable: boolean().notNull().default(false),
    /** What an admin asked for; `isSortable` follows when the index is there, or is to go. */
    isSortWanted: boolean().notNull().default(false),
    /** Only the people, groups and holders of permissions in `field_readers` read it. */
    isRestricted: boolean().notNull().default(false),
    isStandard: boolean().notNull().default(false),
    position: integer().notNull().default(100),
    createdAt: createdAt(),
    deletedAt: moment(),
  },
  (table) => [
    uniqueIndex('fields_api_name_key').on(table.objectId, table.apiName),
    uniqueIndex('fields_role_key').on(table.objectId, table.role).where(sql`${table.role} is not null`),
    index('fields_restricted').on(table.id).where(sql`${table.isRestricted} and ${table.deletedAt} is null`),
    check('fields_api_name_form', sql`${table.apiName} ~ '^[a-z][a-z0-9_]{0,39}$'`),
    check('fields_role_check', sql`${table.role} in ('name', 'owner')`),
    check('fields_role_open', sql`${table.role} is null or not ${table.isRestricted}`),
  ],
);

/** Who reads a restricted field: a person, a group, or whoever holds a permission. */
export const fieldReaders = pgTable(
  'field_readers',
  {
    id: id(),
    fieldId: uuid()
      .notNull()
      .references(() => fields.id, { onDelete: 'cascade' }),
    principal: uuid().references(() => subjects.id, { onDelete: 'cascade' }),
    permission: text().references(() => permissions.name, { onDelete: 'restrict' }),
  },
  (table) => [
    uniqueIndex('field_readers_principal_key').on(table.fieldId, table.principal),
    uniqueIndex('field_readers_permission_key').on(table.fieldId, table.permission),
    index('field_readers_held').on(table.principal),
    check('field_readers_one', sql`(${table.principal} is null) <> (${table.permission} is null)`),
  ],
);
