import 'server-only';
import type { Plan } from './plan-chunk';
import type { ReadRow } from './read-rows';
import { KEPT_TEXTS } from './rules';
import type { ImportCounts, ImportReport, Refusal } from './view-models';

export const emptyReport = (): ImportReport => ({ blank: {}, unfound: {}, readAs: {}, unknown: {} });

/** What a chunk came to. */
export type Tally = { counts: ImportCounts; report: ImportReport; refusals: Refusal[] };

type Counts = Record<string, number>;

function add(counts: Counts, key: string, more = 1): void {
  const isNew = !Object.hasOwn(counts, key);
  if (isNew && Object.keys(counts).length >= KEPT_TEXTS) return;
  counts[key] = (isNew ? 0 : (counts[key] ?? 0)) + more;
}

function addUnder(groups: Record<string, Counts>, group: string, key: string, more = 1): void {
  if (!Object.hasOwn(groups, group)) groups[group] = {};
  add(groups[group] ?? {}, key, more);
}

/** A name of a column may be any text; `__proto__` is an ordinary key of these. */
const bare = <T extends object>(): T => Object.create(null) as T;

function noteRow({ blank, readAs, unknown, problems }: ReadRow, report: ImportReport): void {
  for (const { column, text } of unknown) addUnder(report.unknown, column, text);
  if (problems.length > 0) return;
  for (const column of blank) add(report.blank, column);
  for (const { column, words } of readAs) addUnder(report.readAs, column, words);
}

/** Counts what became of the rows of a chunk, with every problem of every row that was not taken. */
export function tallyChunk(rows: readonly ReadRow[], { creates, changes, unchanged, unfound }: Plan): Tally {
  const report: ImportReport = { blank: bare(), unfound: bare(), readAs: bare(), unknown: bare() };
  for (const row of rows) noteRow(row, report);
  for (const column of unfound) add(report.unfound, column);
  const refused = rows.filter(({ problems }) => problems.length > 0);
  return {
    counts: { created: creates.length, changed: changes.length, unchanged, refused: refused.length },
    report,
    refusals: refused.flatMap(({ line, problems }) => problems.map((problem) => ({ line, ...problem }))),
  };
}

function mergeGroups(into: Record<string, Counts>, from: Readonly<Record<string, Counts>>): void {
  for (const [group, texts] of Object.entries(from))
    for (const [text, count] of Object.entries(texts)) addUnder(into, group, text, count);
}

function mergeCounts(into: Counts, from: Readonly<Counts>): void {
  for (const [key, count] of Object.entries(from)) add(into, key, count);
}

/** Two reports as one. */
export function mergeReports(...reports: readonly ImportReport[]): ImportReport {
  const merged: ImportReport = { blank: bare(), unfound: bare(), readAs: bare(), unknown: bare() };
  for (const { blank, unfound, readAs, unknown } of reports) {
    mergeCounts(merged.blank, blank);
    mergeCounts(merged.unfound, unfound);
    mergeGroups(merged.readAs, readAs);
    mergeGroups(merged.unknown, unknown);
  }
  return merged;
}
