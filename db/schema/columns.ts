import { customType, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Ids are UUIDv7 made by the app from the thing's own date, so that they sort by it. */
export const id = () => uuid().primaryKey();

export const moment = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' });

export const createdAt = () => moment().notNull().defaultNow();

export const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

export const searchVector = customType<{ data: string }>({ dataType: () => 'tsvector' });
