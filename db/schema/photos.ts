import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, createdAt, id } from './columns';
import { subjects } from './subjects';

/** Re-encoded WebP pictures in the two sizes that pages ask for. A new upload is a new id, so the address changes. */
export const photos = pgTable(
  'photos',
  {
    id: id(),
    subjectId: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['photo', 'banner'] }).notNull(),
    small: bytes().notNull(),
    large: bytes().notNull(),
    createdBy: uuid().references(() => subjects.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (table) => [
    index('photos_subject').on(table.subjectId),
    check('photos_kind_check', sql`${table.kind} in ('photo', 'banner')`),
  ],
);
