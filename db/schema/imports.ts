import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { ImportMapping, ImportReport } from '@/lib/imports/view-models';
import { createdAt, id, moment } from './columns';
import { objects } from './objects';
import { subjects } from './subjects';

/**
 * A file of records that somebody brings in, and how far it has come. Its rows are worked off chunk by chunk, each in one
 * transaction with `nextChunk`: whatever ends in between goes on there.
 */
export const imports = pgTable(
  'imports',
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => subjects.id, { onDelete: 'cascade' }),
    objectId: uuid()
      .notNull()
      .references(() => objects.id, { onDelete: 'cascade' }),
    fileName: text().notNull(),
    bytes: bigint({ mode: 'number' }).notNull().default(0),
    encoding: text().notNull().default(''),
    delimiter: text().notNull().default(''),
    columns: jsonb().$type<string[]>().notNull().default([]),
    /** The first rows, for whoever says what the columns are. */
    sample: jsonb().$type<string[][]>().notNull().default([]),
    rowCount: integer().notNull().default(0),
    chunkCount: integer().notNull().default(0),
    mapping: jsonb().$type<ImportMapping>(),
    state: text({
      enum: ['loading', 'draft', 'checking', 'checked', 'importing', 'done', 'cancelled', 'stopped'],
    })
      .notNull()
      .default('loading'),
    /** Counts how often its rows were gone through; an event of an earlier time means nothing any more. */
    run: integer().notNull().default(0),
    isDryRun: boolean().notNull().default(true),
    nextChunk: integer().notNull().default(0),
    rowsDone: integer().notNull().default(0),
    created: integer().notNull().default(0),
    changed: integer().notNull().default(0),
    unchanged: integer().notNull().default(0),
    refused: integer().notNull().default(0),
    report: jsonb().$type<ImportReport>().notNull().default({ blank: {}, unfound: {}, readAs: {}, unknown: {} }),
    /** Why it stopped, in words for whoever started it. */
    problem: text(),
    createdAt: createdAt(),
    startedAt: moment(),
    finishedAt: moment(),
  },
  (table) => [
    index('imports_person').on(table.personId, table.id),
    check(
      'imports_state_check',
      sql`${table.state} in ('loading', 'draft', 'checking', 'checked', 'importing', 'done', 'cancelled', 'stopped')`,
    ),
  ],
);

/** The rows of an uploaded file, as JSON, until they are done. */
export const importChunks = pgTable(
  'import_chunks',
  {
    importId: uuid()
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    rows: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.number] })],
);

/** Rows that were not taken, each with what is wrong with it, up to a bound. */
export const importRefusals = pgTable(
  'import_refusals',
  {
    importId: uuid()
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' }),
    line: integer().notNull(),
    position: integer().notNull(),
    column: text().notNull(),
    text: text().notNull(),
    why: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.line, table.position] })],
);

/**
 * The ids that a file has named so far, by their hash: the second row of one is refused. It points to its import without a
 * constraint, whose check would cost as much as the row, and is let go of by housekeeping.
 */
export const importKeys = pgTable(
  'import_keys',
  { importId: uuid().notNull(), run: integer().notNull(), key: uuid().notNull(), line: integer().notNull() },
  (table) => [primaryKey({ columns: [table.importId, table.run, table.key] })],
);
