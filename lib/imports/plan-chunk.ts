import 'server-only';
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { newId } from '@/lib/ids';
import type { Definition } from '@/lib/objects/definition';
import type { StoredValue, StoredValues } from '@/lib/objects/view-models';
import { allValues, roleNames } from '@/lib/records/rules';
import { type Difference, differences } from '@/lib/tracking/track-rules';
import type { ReadRow } from './read-rows';
import { type NewRow, namesOneOf, resolveReferences } from './resolve-references';

/** A record as it stands, of which a row says something. */
export type Known = {
  id: string;
  externalId: string;
  name: string;
  ownerId: string;
  values: StoredValues;
  audience: string | null;
  version: number;
  isDeleted: boolean;
};

export type Create = { id: string; at: Date; externalId: string | null; values: StoredValues };
export type Change = { record: Known; after: Record<string, StoredValue>; changes: readonly Difference[] };

export type Plan = {
  creates: Create[];
  changes: Change[];
  unchanged: number;
  /** Columns of cells that named what is not there and were left blank. */
  unfound: string[];
};

export type PlanInput = {
  importId: string;
  run: number;
  personId: string;
  definition: Definition;
  rows: readonly ReadRow[];
  isDryRun: boolean;
  now: Date;
  /** Where chunks are written side by side: the first row of an id is the one of the earlier chunk. */
  queue?: { keyed: Promise<unknown>; onKeyed: () => void } | undefined;
};

/** The first sixteen bytes stand for an id of any length. */
const keyOf = (externalId: string) => createHash('sha256').update(externalId).digest('hex').slice(0, 32);

const isFine = ({ problems }: ReadRow) => problems.length === 0;

const refuseAsSecond = (row: ReadRow, line: number) =>
  row.problems.push({ column: '', text: row.externalId ?? '', why: `The same id stands on line ${line}.` });

/** The first row of each id in this chunk; those that come after it are refused. */
function firstOfEach(rows: readonly ReadRow[]): Map<string, ReadRow> {
  const first = new Map<string, ReadRow>();
  for (const row of rows) {
    if (row.externalId === null) continue;
    const key = keyOf(row.externalId);
    const earlier = first.get(key);
    if (earlier) refuseAsSecond(row, earlier.line);
    else first.set(key, row);
  }
  return first;
}

/** Refuses rows whose id an earlier row of the file has, in this chunk or before. */
async function refuseSecond(tx: Tx, { importId, run, rows }: PlanInput): Promise<void> {
  const first = firstOfEach(rows);
  if (first.size === 0) return;
  const keys = sql.param([...first.keys()]);
  const lines = sql.param([...first.values()].map(({ line }) => line));
  const kept = await tx.execute(sql`insert into import_keys (import_id, run, key, line)
    select ${importId}, ${run}, n.key, n.line from unnest(${keys}::uuid[], ${lines}::int[]) as n(key, line) on conflict do nothing returning 1`);
  if (kept.rows.length === first.size) return;
  const { rows: found } = await tx.execute(sql`select replace(k.key::text, '-', '') as key, k.line from import_keys k
    where k.import_id = ${importId} and k.run = ${run} and k.key = any(${keys}::uuid[])`);
  for (const { key, line } of found as { key: string; line: number }[]) {
    const row = first.get(key);
    if (row && row.line !== line) refuseAsSecond(row, line);
  }
}

/** The records that rows name by their ids, locked in one order unless nothing is to be written. */
async function findKnown(tx: Tx, { definition, rows, isDryRun }: PlanInput): Promise<Map<string, Known>> {
  const ids = rows.map(({ externalId }) => externalId).filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const lock = isDryRun ? sql`` : sql`for no key update`;
  const found =
    await tx.execute(sql`select r.id, r.external_id as "externalId", r.name, r.owner_id as "ownerId", r.values, r.audience, r.version,
      r.deleted_at is not null as "isDeleted"
    from records r where r.object_id = ${definition.id} and r.external_id = any(${sql.param(ids)}::text[]) order by r.id ${lock}`);
  return new Map((found.rows as Known[]).map((one) => [one.externalId, one]));
}

/** Refuses rows that name one of these records, which are not going to be. */
function refuseNaming(rows: readonly ReadRow[], gone: ReadonlySet<string>): void {
  for (const row of rows)
    for (const { field, column, text } of namesOneOf(row, gone))
      if (field.type === 'lookup') row.problems.push({ column, text, why: 'The row that this names was not taken.' });
}

/** A row may name a record that another row was to make, which was refused: then it is refused as well, and so on. */
function refuseDangling(creating: readonly NewRow[], rows: readonly ReadRow[]): void {
  const gone = new Set<string>();
  for (let before = -1; before < gone.size; ) {
    before = gone.size;
    for (const { id, row } of creating) if (!isFine(row)) gone.add(id);
    if (gone.size > before) refuseNaming(rows.filter(isFine), gone);
  }
}

/** What a new record has that its row does not say: the defaults of its fields, and whoever imports as its owner. */
function withDefaults(definition: Definition, personId: string, values: StoredValues): StoredValues {
  const { owner } = roleNames(definition);
  const missing = definition.fields.filter(({ apiName }) => !(apiName in values));
  const defaults = missing.map(({ apiName, defaultValue }) => [apiName, defaultValue] as const);
  return { ...Object.fromEntries(defaults), ...values, [owner]: values[owner] ?? personId };
}

function planChange(definition: Definition, record: Known, { values }: ReadRow): Change | null {
  const before = allValues(definition, record);
  const after = { ...before, ...values };
  const changes = differences(definition.fields, before, after);
  return changes.length > 0 ? { record, after, changes } : null;
}

/**
 * Decides what becomes of the rows of a chunk: new records, changes of known ones, nothing, or a refusal, which is put
 * down in the row itself.
 */
export async function planChunk(tx: Tx, input: PlanInput): Promise<Plan> {
  const { definition, rows, personId, now, queue } = input;
  await queue?.keyed;
  await refuseSecond(tx, input);
  queue?.onKeyed();
  const known = await findKnown(tx, input);
  const recordOf = (row: ReadRow) => (row.externalId === null ? undefined : known.get(row.externalId));
  for (const row of rows)
    if (recordOf(row)?.isDeleted)
      row.problems.push({
        column: '',
        text: row.externalId ?? '',
        why: 'The record with this id was deleted. Restore it first.',
      });
  const creating = rows
    .filter((row) => isFine(row) && !recordOf(row))
    .map((row) => ({ id: newId(row.at ?? now), row }));
  const unfound = await resolveReferences(tx, {
    rows: rows.filter(isFine),
    creating,
    object: definition.apiName,
    nameField: roleNames(definition).name,
  });
  refuseDangling(creating, rows);
  const changes = rows.filter(isFine).flatMap((row) => {
    const record = recordOf(row);
    return record ? [planChange(definition, record, row)] : [];
  });
  return {
    creates: creating
      .filter(({ row }) => isFine(row))
      .map(({ id, row }) => ({
        id,
        at: row.at ?? now,
        externalId: row.externalId,
        values: withDefaults(definition, personId, row.values),
      })),
    changes: changes.filter((change) => change !== null),
    unchanged: changes.filter((change) => change === null).length,
    unfound,
  };
}
