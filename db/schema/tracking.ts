import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { StoredValue } from '@/lib/objects/view-models';
import { createdAt, id } from './columns';
import { feedItems } from './feed';
import { fields } from './objects';
import { records } from './records';
import { subjects } from './subjects';

/**
 * What happened to a record (or to a person, group or topic whose changes are tracked), one row for each field of each
 * save, and one for each event. Those with an item were announced in the feed.
 */
export const recordChanges = pgTable(
  'record_changes',
  {
    id: id(),
    subjectId: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    /** The version of the record that the save made. */
    version: integer().notNull(),
    fieldId: uuid().references(() => fields.id, { onDelete: 'cascade' }),
    /** `created`, `deleted`, `restored`, `relatedCreated` …, or what a change of the field means: `ownerAssignment`, `closed`, `reopened`. */
    event: text(),
    oldValue: jsonb().$type<StoredValue>(),
    newValue: jsonb().$type<StoredValue>(),
    /** The record that was added below this one. */
    relatedId: uuid().references(() => records.id, { onDelete: 'cascade' }),
    actorId: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'restrict' }),
    itemId: uuid().references(() => feedItems.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (table) => [
    index('record_changes_subject').on(table.subjectId, table.id),
    index('record_changes_item').on(table.itemId, table.id).where(sql`${table.itemId} is not null`),
    index('record_changes_related').on(table.relatedId).where(sql`${table.relatedId} is not null`),
    index('record_changes_field').on(table.fieldId),
    check('record_changes_what', sql`${table.fieldId} is not null or ${table.event} is not null`),
  ],
);
