import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { ListFilter } from '@/lib/objects/view-models';
import { createdAt, id } from './columns';
import { objects } from './objects';
import { records } from './records';
import { subjects } from './subjects';

/** A saved way to look at an object's records. */
export const listViews = pgTable(
  'list_views',
  {
    id: id(),
    objectId: uuid()
      .notNull()
      .references(() => objects.id, { onDelete: 'cascade' }),
    ownerId: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** Mine alone, or everyone's. */
    isShared: boolean().notNull().default(false),
    /** API names. */
    columns: jsonb().$type<string[]>().notNull(),
    filters: jsonb().$type<ListFilter[]>().notNull().default([]),
    topics: jsonb().$type<string[]>().notNull().default([]),
    scope: text({ enum: ['all', 'mine', 'team', 'followed'] })
      .notNull()
      .default('all'),
    sortField: text().notNull().default('updated_at'),
    isDescending: boolean().notNull().default(true),
    clientId: uuid(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    index('list_views_object').on(table.objectId, table.name),
    index('list_views_owner').on(table.ownerId),
    uniqueIndex('list_views_client_key').on(table.ownerId, table.clientId),
  ],
);

/** What a person looked at last, up to 200 of an object and for 90 days (spec 1.4). */
export const recordViews = pgTable(
  'record_views',
  {
    personId: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    recordId: uuid()
      .notNull()
      .references(() => records.id, { onDelete: 'cascade' }),
    viewedAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.recordId] }),
    index('record_views_newest').on(table.personId, table.viewedAt),
    index('record_views_record').on(table.recordId),
  ],
);
