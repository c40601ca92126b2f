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
import { createdAt, id, moment } from './columns';
import { mails } from './email';
import { comments, feedItems } from './feed';
import { people } from './people';
import { subjects } from './subjects';

const person = () =>
  uuid()
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' });

/** What an event means to a person: one row for each event and person, with the highest of their reasons. */
export const notifications = pgTable(
  'notifications',
  {
    id: id(),
    /** The outbox event; its row may be swept away before this one. */
    eventId: uuid().notNull(),
    personId: person(),
    reason: text().notNull(),
    actorId: uuid().references(() => subjects.id, { onDelete: 'cascade' }),
    itemId: uuid().references(() => feedItems.id, { onDelete: 'cascade' }),
    commentId: uuid().references(() => comments.id, { onDelete: 'cascade' }),
    /** The group or person it is about, where it is not about an item. */
    subjectId: uuid().references(() => subjects.id, { onDelete: 'cascade' }),
    /** Notifications of one thread are shown as one line and mailed together. */
    threadKey: text().notNull(),
    details: jsonb().$type<Record<string, string>>().notNull().default({}),
    /** Whether it stands under the bell; otherwise it is kept for its mail and the question why. */
    isOnPage: boolean().notNull(),
    createdAt: createdAt(),
    readAt: moment(),
  },
  (table) => [
    uniqueIndex('notifications_event_key').on(table.eventId, table.personId),
    index('notifications_person').on(table.personId, table.id).where(sql`${table.isOnPage}`),
    index('notifications_thread').on(table.personId, table.threadKey, table.id),
    index('notifications_unread').on(table.personId).where(sql`${table.readAt} is null and ${table.isOnPage}`),
    index('notifications_item').on(table.itemId).where(sql`${table.itemId} is not null`),
    index('notifications_comment').on(table.commentId).where(sql`${table.commentId} is not null`),
    index('notifications_subject').on(table.subjectId).where(sql`${table.subjectId} is not null`),
    index('notifications_actor').on(table.actorId),
  ],
);

/**
 * The ledger: one row for each event, person and channel. `sent` on the page is there; by email it went into a mail.
 * The note says why a delivery was not made: a setting, a mute, it was read before, deleted, or may no longer be seen.
 */
export const deliveries = pgTable(
  'deliveries',
  {
    eventId: uuid().notNull(),
    personId: person(),
    channel: text({ enum: ['page', 'email'] }).notNull(),
    state: text({ enum: ['waiting', 'sent', 'cancelled', 'off'] }).notNull(),
    note: text().notNull().default(''),
    threadKey: text().notNull(),
    mailId: uuid().references(() => mails.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    settledAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.eventId, table.personId, table.channel] }),
    index('deliveries_waiting').on(table.personId, table.threadKey).where(sql`${table.state} = 'waiting'`),
    index('deliveries_mail').on(table.mailId).where(sql`${table.mailId} is not null`),
    index('deliveries_created').on(table.createdAt),
    check('deliveries_state_check', sql`${table.state} in ('waiting', 'sent', 'cancelled', 'off')`),
  ],
);

/** What a person set once for all; without a row the defaults of lib/notifications/rules.ts hold. */
export const notificationSettings = pgTable(
  'notification_settings',
  {
    personId: person().primaryKey(),
    receivesEmail: boolean().notNull().default(true),
    digest: text({ enum: ['daily', 'weekly', 'never'] })
      .notNull()
      .default('daily'),
    /** How mail of groups joined from now on comes. */
    groupFrequency: text({ enum: ['every', 'daily', 'weekly', 'never'] })
      .notNull()
      .default('daily'),
    /** Minutes after midnight in the person's zone between which mail waits; both or neither. */
    quietFrom: integer(),
    quietUntil: integer(),
    /** Whether authors may see that this person has read their posts. */
    showsReading: boolean().notNull().default(true),
    version: integer().notNull().default(1),
  },
  (table) => [
    check('notification_settings_quiet', sql`(${table.quietFrom} is null) = (${table.quietUntil} is null)`),
    check(
      'notification_settings_minutes',
      sql`${table.quietFrom} between 0 and 1439 and ${table.quietUntil} between 0 and 1439`,
    ),
  ],
);

/** Channels that a person chose for a reason. */
export const notificationChoices = pgTable(
  'notification_choices',
  { personId: person(), reason: text().notNull(), page: boolean().notNull(), email: boolean().notNull() },
  (table) => [primaryKey({ columns: [table.personId, table.reason] })],
);

/** Channels that an admin set for everyone; locked, people cannot choose otherwise. */
export const notificationDefaults = pgTable('notification_defaults', {
  reason: text().primaryKey(),
  page: boolean().notNull(),
  email: boolean().notNull(),
  isLocked: boolean().notNull().default(false),
});
