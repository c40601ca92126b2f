import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import type { FieldView } from '@/lib/objects/view-models';
import type { ReadRow, Reference } from './read-rows';
import type { Match } from './view-models';

type Candidate = { text: string; id: string; isGuest: boolean };

/** Whom or what each text of a column names; several where it is not clear. */
type Found = ReadonlyMap<string, readonly Candidate[]>;

/** Texts that differ in case alone name the same, but for ids, which are exact. */
const keyOf = (match: Match, text: string) => (match === 'external' ? text : text.toLowerCase());

const personKeys: Record<Match, SQL> = {
  name: sql`lower(s.name)`,
  handle: sql`s.handle`,
  email: sql`lower(p.email)`,
  external: sql`p.id::text`,
};

const findPeople = (match: Match, texts: readonly string[]) => sql`
  select ${personKeys[match]} as text, p.id, p.kind = 'guest' as "isGuest" from people p join subjects s on s.id = p.id
  where ${personKeys[match]} = any(${sql.param(texts)}::text[])`;

function findRecords(object: string, match: Match, texts: readonly string[]): SQL {
  const key = match === 'external' ? sql`r.external_id` : sql`lower(r.name)`;
  return sql`select ${key} as text, r.id, false as "isGuest" from records r
    where r.object_id = (select o.id from objects o where o.api_name = ${object} and o.deleted_at is null)
      and ${key} = any(${sql.param(texts)}::text[]) and r.deleted_at is null`;
}

function gather(candidates: readonly Candidate[]): Found {
  const found = new Map<string, Candidate[]>();
  for (const one of candidates) {
    const same = found.get(one.text);
    if (same) same.push(one);
    else found.set(one.text, [one]);
  }
  return found;
}

/** Rows of the same file that are about to be records, by what others of its rows may call them. */
function newOnes(rows: readonly NewRow[], match: Match, nameField: string): Candidate[] {
  return rows.flatMap(({ id, row }) => {
    const text = match === 'external' ? row.externalId : row.values[nameField];
    return typeof text === 'string' ? [{ text: keyOf(match, text), id, isGuest: false }] : [];
  });
}

/** A row with the id that its record is going to have. */
export type NewRow = { id: string; row: ReadRow };

export type Sought = { rows: readonly ReadRow[]; creating: readonly NewRow[]; object: string; nameField: string };

async function find(tx: Tx, { field, match }: Reference, texts: readonly string[], sought: Sought): Promise<Found> {
  const isPerson = field.type === 'person';
  const query = isPerson ? findPeople(match, texts) : findRecords(field.lookupObject ?? '', match, texts);
  const there = (await tx.execute(query)).rows as Candidate[];
  const isOwn = !isPerson && field.lookupObject === sought.object;
  return gather(isOwn ? [...there, ...newOnes(sought.creating, match, sought.nameField)] : there);
}

function problemOf(field: FieldView, candidates: readonly Candidate[], match: Match): string | null {
  const what = field.type === 'person' ? 'Nobody' : 'Nothing';
  if (candidates.length === 0)
    return match === 'external' ? `${what} has this id.` : `${what} is found by this ${match}.`;
  if (candidates.length > 1)
    return `This ${match === 'external' ? 'id' : match} is not clear: ${candidates.length} have it.`;
  return field.role === 'owner' && candidates[0]?.isGuest ? 'A guest owns no records.' : null;
}

/** Puts into the row what a cell names; tells whether it was left blank. */
function settle(row: ReadRow, reference: Reference, found: Found): boolean {
  const { field, column, text, match, isLeftBlank } = reference;
  const candidates = found.get(keyOf(match, text)) ?? [];
  const why = problemOf(field, candidates, match);
  if (why === null) row.values[field.apiName] = candidates[0]?.id ?? null;
  else if (!isLeftBlank) row.problems.push({ column, text, why });
  // Whose owner is not found keeps the owner it has, or gets whoever imports it.
  else if (field.role !== 'owner') row.values[field.apiName] = null;
  return why !== null && isLeftBlank;
}

type Cell = { row: ReadRow; reference: Reference };

function cellsByColumn(rows: readonly ReadRow[]): Cell[][] {
  const columns = new Map<string, Cell[]>();
  for (const row of rows)
    for (const reference of row.references) {
      const cells = columns.get(reference.column);
      if (cells) cells.push({ row, reference });
      else columns.set(reference.column, [{ row, reference }]);
    }
  return [...columns.values()];
}

/**
 * Looks up whom and what the rows of a chunk name, each column in one statement, and puts the ids into their values.
 * Returns the columns that were left blank, one for each cell.
 */
export async function resolveReferences(tx: Tx, sought: Sought): Promise<string[]> {
  const left: string[] = [];
  for (const cells of cellsByColumn(sought.rows)) {
    const [first] = cells as [Cell];
    const { match } = first.reference;
    const texts = [...new Set(cells.map(({ reference }) => keyOf(match, reference.text)))];
    const found = await find(tx, first.reference, texts, sought);
    for (const { row, reference } of cells) if (settle(row, reference, found)) left.push(reference.column);
  }
  return left;
}

/** The columns in which a row names one of these records, which were not taken themselves. */
export function namesOneOf(row: ReadRow, ids: ReadonlySet<string>): Reference[] {
  return row.references.filter(({ field }) => {
    const id = row.values[field.apiName];
    return typeof id === 'string' && ids.has(id);
  });
}
