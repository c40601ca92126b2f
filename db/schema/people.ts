import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { createdAt, moment } from './columns';
import { subjects } from './subjects';

/** A person is a subject of kind `person`: name, handle and active state live there. */
export const people = pgTable(
  'people',
  {
    id: uuid()
      .primaryKey()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['internal', 'guest'] })
      .notNull()
      .default('internal'),
    email: text().notNull(),
    title: text().notNull().default(''),
    department: text().notNull().default(''),
    office: text().notNull().default(''),
    about: text().notNull().default(''),
    phone: text().notNull().default(''),
    mobile: text().notNull().default(''),
    street: text().notNull().default(''),
    city: text().notNull().default(''),
    region: text().notNull().default(''),
    postalCode: text().notNull().default(''),
    country: text().notNull().default(''),
    outOfOffice: text().notNull().default(''),
    managerId: uuid().references(() => subjects.id, { onDelete: 'set null' }),
    photoId: uuid(),
    bannerId: uuid(),
    timeZone: text(),
    locale: text().notNull().default('en-US'),
    homeSort: text({ enum: ['latest', 'activity'] })
      .notNull()
      .default('latest'),
    hasShortcuts: boolean().notNull().default(true),
    /** Whether they follow the records that they create (spec 3). */
    followsOwn: boolean().notNull().default(false),
    /** Home without the changes that records announce, unless someone commented on them. */
    hasFewerUpdates: boolean().notNull().default(false),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    deactivatedAt: moment(),
    deactivatedBy: uuid(),
  },
  (table) => [
    uniqueIndex('people_email_key').on(sql`lower(${table.email})`),
    index('people_manager').on(table.managerId),
    index('people_department').on(table.department),
    index('people_office').on(table.office),
    index('people_created').on(table.createdAt),
    check('people_kind_check', sql`${table.kind} in ('internal', 'guest')`),
    check('people_manager_not_self', sql`${table.managerId} <> ${table.id}`),
  ],
);

/** The closure of the manager hierarchy: one row for each person anywhere below a manager. */
export const managerTree = pgTable(
  'manager_tree',
  {
    managerId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    depth: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.managerId, table.personId] }),
    index('manager_tree_person').on(table.personId),
  ],
);

/** The catalogue of permissions (spec 11.6); the rows come with the first migration. */
export const permissions = pgTable('permissions', {
  name: text().primaryKey(),
  label: text().notNull(),
  isDefault: boolean().notNull().default(false),
});

export const personPermissions = pgTable(
  'person_permissions',
  {
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    permission: text()
      .notNull()
      .references(() => permissions.name, { onDelete: 'restrict' }),
    grantedBy: uuid().references(() => subjects.id, { onDelete: 'set null' }),
    grantedAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.permission] })],
);

export const invitations = pgTable(
  'invitations',
  {
    id: uuid().primaryKey(),
    tokenHash: text().notNull(),
    email: text().notNull(),
    kind: text({ enum: ['internal', 'guest'] }).notNull(),
    groupId: uuid().references(() => subjects.id, { onDelete: 'cascade' }),
    invitedBy: uuid().references(() => subjects.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    expiresAt: moment().notNull(),
    acceptedAt: moment(),
    acceptedBy: uuid().references(() => subjects.id, { onDelete: 'set null' }),
  },
  (table) => [
    uniqueIndex('invitations_token_key').on(table.tokenHash),
    index('invitations_email').on(sql`lower(${table.email})`),
  ],
);
