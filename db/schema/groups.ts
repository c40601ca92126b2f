import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, moment } from './columns';
import { feedItems } from './feed';
import { people } from './people';
import { subjects } from './subjects';

/** A group is a subject of kind `group`: its name and its handle, which is the slug of its address, live there. */
export const groups = pgTable(
  'groups',
  {
    id: uuid()
      .primaryKey()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    access: text({ enum: ['public', 'private', 'unlisted'] }).notNull(),
    /** The folded name: unique among the groups that everyone can find; unlisted names may repeat. */
    nameKey: text().notNull(),
    isBroadcast: boolean().notNull().default(false),
    allowsGuests: boolean().notNull().default(false),
    description: text().notNull().default(''),
    informationTitle: text().notNull().default(''),
    information: text().notNull().default(''),
    photoId: uuid(),
    createdBy: uuid().references(() => subjects.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    archivedAt: moment(),
    archivedBy: uuid().references(() => subjects.id, { onDelete: 'set null' }),
    /** The opt-out of automatic archiving, and when its managers were told that it is near. */
    isAutoArchiveDisabled: boolean().notNull().default(false),
    archiveNoticeAt: moment(),
    /** When it was last opened again: a group is never quiet for longer than since then. */
    reactivatedAt: moment(),
    version: integer().notNull().default(1),
    /** Its active members, kept by triggers: every post of a restricted group says how many people it reaches. */
    memberCount: integer().notNull().default(0),
  },
  (table) => [
    uniqueIndex('groups_name_key').on(table.nameKey).where(sql`${table.access} <> 'unlisted'`),
    check('groups_access_check', sql`${table.access} in ('public', 'private', 'unlisted')`),
    check('groups_guests_check', sql`not ${table.allowsGuests} or ${table.access} <> 'public'`),
  ],
);

export const memberships = pgTable(
  'memberships',
  {
    groupId: uuid()
      .notNull()
      .references(() => groups.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    role: text({ enum: ['owner', 'manager', 'member'] })
      .notNull()
      .default('member'),
    emailFrequency: text({ enum: ['every', 'daily', 'weekly', 'never'] })
      .notNull()
      .default('daily'),
    addedBy: uuid().references(() => subjects.id, { onDelete: 'set null' }),
    joinedAt: createdAt(),
    usedAt: createdAt(),
    /** Until then the group's posts notify nobody here, mentions excepted. */
    mutedUntil: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.groupId, table.personId] }),
    index('memberships_person').on(table.personId, table.groupId),
    index('memberships_newest').on(table.groupId, table.joinedAt),
    index('memberships_managers').on(table.groupId).where(sql`${table.role} in ('owner', 'manager')`),
    uniqueIndex('memberships_owner_key').on(table.groupId).where(sql`${table.role} = 'owner'`),
    check('memberships_role_check', sql`${table.role} in ('owner', 'manager', 'member')`),
  ],
);

export const joinRequests = pgTable(
  'join_requests',
  {
    id: id(),
    groupId: uuid()
      .notNull()
      .references(() => groups.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    status: text({ enum: ['pending', 'accepted', 'declined'] })
      .notNull()
      .default('pending'),
    requestedAt: createdAt(),
    decidedAt: moment(),
    decidedBy: uuid().references(() => subjects.id, { onDelete: 'set null' }),
    responseMessage: text().notNull().default(''),
  },
  (table) => [
    uniqueIndex('join_requests_pending_key').on(table.groupId, table.personId).where(sql`${table.status} = 'pending'`),
    index('join_requests_person').on(table.personId),
    check('join_requests_status_check', sql`${table.status} in ('pending', 'accepted', 'declined')`),
  ],
);

/** What a group's owner or managers announce: one at a time, shown until the end of its day. */
export const announcements = pgTable(
  'announcements',
  {
    id: id(),
    groupId: uuid()
      .notNull()
      .references(() => groups.id, { onDelete: 'cascade' }),
    itemId: uuid()
      .notNull()
      .references(() => feedItems.id, { onDelete: 'cascade' }),
    /** The last day on which it is shown, in the organisation's time zone. */
    expiresOn: date({ mode: 'string' }).notNull(),
    sendsEmail: boolean().notNull().default(false),
    createdAt: createdAt(),
    archivedAt: moment(),
  },
  (table) => [
    uniqueIndex('announcements_current_key').on(table.groupId).where(sql`${table.archivedAt} is null`),
    uniqueIndex('announcements_item_key').on(table.itemId),
  ],
);

/** Which posts of groups a person has read. */
export const itemReads = pgTable(
  'item_reads',
  {
    itemId: uuid()
      .notNull()
      .references(() => feedItems.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    readAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.itemId, table.personId] }),
    index('item_reads_person').on(table.personId, table.itemId),
  ],
);
