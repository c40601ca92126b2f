import { boolean, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, moment } from './columns';
import { people } from './people';

/** An identity is issuer and subject; an email address never identifies anyone. */
export const accounts = pgTable(
  'accounts',
  {
    issuer: text().notNull(),
    subject: text().notNull(),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** Whether the issuer vouched for the address too: without that a mailed link must not open this person. */
    isAddressVerified: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.subject] }), index('accounts_person').on(table.personId)],
);

/** Rows outlive their end for a while, so that what is sent on an expired session is filed under its person. */
export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    tokenHash: text().notNull(),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
    seenAt: createdAt(),
    expiresAt: moment().notNull(),
    endedAt: moment(),
    userAgent: text().notNull().default(''),
  },
  (table) => [uniqueIndex('sessions_token_key').on(table.tokenHash), index('sessions_person').on(table.personId)],
);

/** One-time email links; of a token only the hash is stored. */
export const signInTokens = pgTable(
  'sign_in_tokens',
  { identifier: text().notNull(), token: text().notNull(), expiresAt: moment().notNull() },
  (table) => [primaryKey({ columns: [table.identifier, table.token] })],
);
