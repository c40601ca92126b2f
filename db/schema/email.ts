import { sql } from 'drizzle-orm';
import {
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
import { feedItems } from './feed';
import { people } from './people';

/** One send. Its id is the idempotency key that the provider gets, and what it says never changes once written. */
export const mails = pgTable(
  'mails',
  {
    id: id(),
    kind: text().notNull(),
    /** Null where the address has no person yet: invitations and sign-in links. */
    personId: uuid().references(() => people.id, { onDelete: 'cascade' }),
    address: text().notNull(),
    subject: text().notNull(),
    /** Tokens stand in them as placeholders, put in when the mail is sent. */
    html: text().notNull(),
    text: text().notNull(),
    headers: jsonb().$type<Record<string, string>>().notNull().default({}),
    /** What replaces the placeholders, sealed with the app's secret and forgotten once sent. */
    sealed: text(),
    /** Posts and comments it shows: all must still be visible when it goes out. */
    shownIds: uuid().array().notNull().default(sql`'{}'`),
    state: text({ enum: ['ready', 'sending', 'sent', 'failed', 'cancelled'] })
      .notNull()
      .default('ready'),
    note: text().notNull().default(''),
    attempts: integer().notNull().default(0),
    firstTriedAt: moment(),
    providerId: text(),
    createdAt: createdAt(),
    sentAt: moment(),
    bouncedAt: moment(),
  },
  (table) => [
    index('mails_person').on(table.personId, table.id),
    index('mails_state').on(table.state, table.id),
    // What housekeeping empties once it is old, so that it never looks through what it emptied before.
    index('mails_kept').on(table.id).where(sql`${table.html} <> ''`),
    index('mails_provider').on(table.providerId).where(sql`${table.providerId} is not null`),
    check('mails_state_check', sql`${table.state} in ('ready', 'sending', 'sent', 'failed', 'cancelled')`),
  ],
);

/** Addresses that nothing is sent to any more, because mail to them bounced or was reported. */
export const mailSuppressions = pgTable('mail_suppressions', {
  address: text().primaryKey(),
  reason: text({ enum: ['bounce', 'complaint'] }).notNull(),
  details: text().notNull().default(''),
  createdAt: createdAt(),
});

/** One row: the switches of the organisation (specification 10.1). */
export const emailSettings = pgTable(
  'email_settings',
  {
    isHere: boolean().primaryKey().default(true),
    isOn: boolean().notNull().default(true),
    allowsReplies: boolean().notNull().default(true),
    allowsGroupPosts: boolean().notNull().default(true),
    /** Mails say that there is something, and not what. */
    hidesContent: boolean().notNull().default(false),
    senderName: text().notNull().default('Chatter'),
    version: integer().notNull().default(1),
  },
  (table) => [check('email_settings_one_row', sql`${table.isHere}`)],
);

/** A digest's window `[from, until)` of one person; the day is the person's own, so that daylight saving makes neither two nor none. */
export const digests = pgTable(
  'digests',
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    period: text({ enum: ['daily', 'weekly'] }).notNull(),
    day: date({ mode: 'string' }).notNull(),
    from: moment().notNull(),
    until: moment().notNull(),
    state: text({ enum: ['waiting', 'sent', 'empty', 'off'] })
      .notNull()
      .default('waiting'),
    mailId: uuid().references(() => mails.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('digests_window_key').on(table.personId, table.period, table.day),
    index('digests_mail').on(table.mailId).where(sql`${table.mailId} is not null`),
  ],
);

/** A post is in at most one digest of a person. */
export const digestItems = pgTable(
  'digest_items',
  {
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    itemId: uuid()
      .notNull()
      .references(() => feedItems.id, { onDelete: 'cascade' }),
    digestId: uuid()
      .notNull()
      .references(() => digests.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.itemId] }),
    index('digest_items_item').on(table.itemId),
    index('digest_items_digest').on(table.digestId),
  ],
);

/** Where a reply to a mail goes: bound to one person and one post. */
export const replyAddresses = pgTable(
  'reply_addresses',
  {
    token: text().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    itemId: uuid()
      .notNull()
      .references(() => feedItems.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('reply_addresses_key').on(table.personId, table.itemId),
    index('reply_addresses_item').on(table.itemId),
  ],
);

/** Every mail that came in, once, with what became of it. */
export const inboundMails = pgTable('inbound_mails', {
  providerId: text().primaryKey(),
  state: text({ enum: ['waiting', 'taken', 'dropped'] })
    .notNull()
    .default('waiting'),
  note: text().notNull().default(''),
  personId: uuid().references(() => people.id, { onDelete: 'set null' }),
  /** The post or comment it became. */
  resultId: uuid(),
  createdAt: createdAt(),
});
