/** By what a person or a record that a cell names is found. */
export type Match = 'name' | 'external' | 'handle' | 'email';

/** What a column is read as. `column` counts from 0; `field` is an API name. */
export type ColumnMapping = {
  column: number;
  field: string;
  match?: Match;
  /** What becomes of a row that names somebody or something which is not there, or is there twice. */
  onUnknown?: 'refuse' | 'blank';
  /** What some texts stand for, as whoever imports says. */
  readAs?: Readonly<Record<string, string>>;
};

/** What becomes of a file. Blank cells make blank fields. */
export type ImportMapping = {
  columns: readonly ColumnMapping[];
  /** The column whose text is a record's own for good: a row with a known one changes that record. */
  externalId: number | null;
  /** The column of the day or moment on which the record was created. */
  createdAt: number | null;
  /** The record's name where no column holds it: `{account} · {product}`, by the names of columns. */
  nameFrom: string | null;
  /** Announced in feeds as if it were typed into a form. */
  isTracked: boolean;
  /** And people are notified of it. */
  isNotified: boolean;
};

/** Counts by the name of the column. */
export type ImportReport = {
  /** Cells that were empty. */
  blank: Record<string, number>;
  /** Cells that named somebody or something which was not found, and were left blank. */
  unfound: Record<string, number>;
  /** What was read as something else, as the mapping says: `from → to`. */
  readAs: Record<string, Record<string, number>>;
  /** Texts that are none of a picklist's choices; their rows were refused. */
  unknown: Record<string, Record<string, number>>;
};

export type ImportCounts = { created: number; changed: number; unchanged: number; refused: number };

export type ImportState = 'loading' | 'draft' | 'checking' | 'checked' | 'importing' | 'done' | 'cancelled' | 'stopped';

/** What is wrong with one cell, or with a whole row. */
export type RowProblem = { column: string; text: string; why: string };

export type Refusal = RowProblem & { line: number };

export type ImportLine = {
  id: string;
  fileName: string;
  object: string;
  plural: string;
  state: ImportState;
  isDryRun: boolean;
  rowCount: number;
  rowsDone: number;
  counts: ImportCounts;
  createdAt: string;
};

export type ImportView = ImportLine & {
  bytes: number;
  encoding: string;
  delimiter: string;
  columns: readonly string[];
  sample: readonly (readonly string[])[];
  mapping: ImportMapping | null;
  report: ImportReport;
  problem: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  refusals: readonly Refusal[];
};
