import { sql } from 'drizzle-orm';
import { boolean, check, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { subjects } from './subjects';

/**
 * Who may see a restricted audience: principals are people and groups. `throughManagers` is set on the grants of
 * records only: everyone above the named person in the hierarchy then holds the grant too.
 */
export const grants = pgTable(
  'grants',
  {
    audience: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    principal: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    level: text({ enum: ['read', 'write', 'own'] }).notNull(),
    throughManagers: boolean().notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.audience, table.principal] }),
    index('grants_principal').on(table.principal, table.audience),
    check('grants_level_check', sql`${table.level} in ('read', 'write', 'own')`),
  ],
);
