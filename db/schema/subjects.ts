import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id } from './columns';

/** Whatever has a feed and can be followed. People, groups, topics and records share its primary key. */
export const subjects = pgTable(
  'subjects',
  {
    id: id(),
    kind: text({ enum: ['person', 'group', 'topic', 'record'] }).notNull(),
    /** What one types after `@` and what the address bar shows: one name space for people and groups, lower case. */
    handle: text(),
    name: text().notNull(),
    /** The audience of what is posted here: null is everyone internal, otherwise the restricted subject. */
    audience: uuid().references((): AnyPgColumn => subjects.id, { onDelete: 'cascade' }),
    /** False for a deactivated person: their follows rest in both directions until they return. */
    isActive: boolean().notNull().default(true),
    /** Names its real-time channel; rises when someone loses access, which leaves them behind on the old one. */
    channelVersion: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('subjects_handle_key').on(table.handle),
    // The few that are gone: whatever joins the living asks whether one is among them.
    index('subjects_inactive').on(table.id).where(sql`not ${table.isActive}`),
    index('subjects_handle_prefix').on(table.handle.op('text_pattern_ops')),
    index('subjects_name_trgm').using('gin', sql`lower(${table.name}) gin_trgm_ops`),
    check('subjects_kind_check', sql`${table.kind} in ('person', 'group', 'topic', 'record')`),
    check('subjects_handle_lower', sql`${table.handle} = lower(${table.handle})`),
  ],
);

export const follows = pgTable(
  'follows',
  {
    personId: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    subjectId: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.subjectId] }),
    index('follows_subject').on(table.subjectId, table.personId),
    index('follows_newest').on(table.personId, table.createdAt, table.subjectId),
    check('follows_not_self', sql`${table.personId} <> ${table.subjectId}`),
  ],
);
