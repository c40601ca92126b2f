import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, moment } from './columns';
import { subjects } from './subjects';

/** One row: which organisation this database belongs to, and whether it is the demo. */
export const organisation = pgTable(
  'organisation',
  {
    isHere: boolean().primaryKey().default(true),
    name: text().notNull(),
    isDemo: boolean().notNull().default(false),
    seededAt: moment(),
    /** Changes that nobody liked or commented on are removed after so many days; null keeps them. */
    changesKeptDays: integer(),
    createdAt: createdAt(),
  },
  (table) => [check('organisation_one_row', sql`${table.isHere}`)],
);

/** What changes what people may find: posts and their topics, groups, people. The session's statement looks for the last of them. */
export const visibilityEvents = sql`('post.created', 'post.edited', 'post.deleted', 'post.topics_changed', 'group.created', 'group.edited', 'group.access_changed', 'group.archived', 'group.reactivated', 'group.deleted', 'person.created', 'person.edited', 'person.deactivated', 'person.reactivated', 'person.kind_changed', 'record.created', 'record.changed', 'record.deleted', 'record.restored', 'record.access_changed', 'record.topics_changed', 'object.edited', 'records.imported')`;

/** Written in the transaction of the rows it tells about; whatever follows from a write follows from here. */
export const outboxEvents = pgTable(
  'outbox_events',
  {
    id: id(),
    type: text().notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    /** The subject in whose order events are handled, where order matters. */
    subjectId: uuid(),
    actorId: uuid(),
    createdAt: createdAt(),
    dueAt: createdAt(),
    attempts: integer().notNull().default(0),
    leasedUntil: moment(),
    doneAt: moment(),
    lastError: text(),
    /** Mail has a lane of its own, and so has what takes long: neither holds up what people wait for. */
    lane: text({ enum: ['main', 'mail', 'background'] })
      .notNull()
      .default('main'),
    /** While an event with this key waits, another is refused: a batch, a recurring job. Cleared when it is claimed. */
    waitingKey: text(),
  },
  (table) => [
    uniqueIndex('outbox_events_waiting_key').on(table.waitingKey).where(sql`${table.waitingKey} is not null`),
    index('outbox_events_open').on(table.subjectId, table.id).where(sql`${table.doneAt} is null`),
    index('outbox_events_done').on(table.doneAt).where(sql`${table.doneAt} is not null`),
    index('outbox_events_due').on(table.lane, table.dueAt, table.id).where(sql`${table.doneAt} is null`),
    index('outbox_events_visibility').on(table.id).where(sql`${table.type} in ${visibilityEvents}`),
  ],
);

/** What admins, owners and managers did to others, and each use of a permission that opens what is not one's own. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: id(),
    actorId: uuid().references(() => subjects.id, { onDelete: 'set null' }),
    action: text().notNull(),
    subjectId: uuid(),
    details: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    createdAt: createdAt(),
  },
  (table) => [
    index('audit_entries_subject').on(table.subjectId, table.id),
    index('audit_entries_actor').on(table.actorId, table.id),
  ],
);

export const rateLimits = pgTable('rate_limits', {
  key: text().primaryKey(),
  windowStart: moment().notNull(),
  count: integer().notNull(),
});

/** What one subscriber could not do with one event, to be tried again until it is dead; the others went on. */
export const outboxRetries = pgTable(
  'outbox_retries',
  {
    eventId: uuid()
      .notNull()
      .references(() => outboxEvents.id, { onDelete: 'cascade' }),
    subscriber: text().notNull(),
    attempts: integer().notNull().default(1),
    dueAt: moment().notNull(),
    leasedUntil: moment(),
    lastError: text().notNull(),
    createdAt: createdAt(),
    /** A dead letter: waits for an admin to retry or discard it. */
    deadAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.eventId, table.subscriber] }),
    index('outbox_retries_due').on(table.dueAt).where(sql`${table.deadAt} is null`),
    index('outbox_retries_dead').on(table.deadAt).where(sql`${table.deadAt} is not null`),
  ],
);

/** Counts that no row remembers, by day: duplicates refused, failures. */
export const counters = pgTable(
  'counters',
  { name: text().notNull(), day: date({ mode: 'string' }).notNull(), count: bigint({ mode: 'number' }).notNull() },
  (table) => [primaryKey({ columns: [table.name, table.day] })],
);
