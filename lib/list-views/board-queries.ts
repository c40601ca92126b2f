import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { storedValue } from '@/lib/access/fields';
import { type Scope, scope } from '@/lib/access/scope';
import { numberLiteral } from '@/lib/access/sql-literal';
import type { Viewer } from '@/lib/access/viewer';
import type { FieldView, ObjectView } from '@/lib/objects/view-models';
import { planSql } from './filter-sql';
import { iso } from './look';
import { namesIn } from './name-references';
import type { ListPlan } from './plan-rules';
import { amountField, CARDS, NEWEST } from './rules';
import type { Board, BoardCard, BoardColumn } from './view-models';

type Row = BoardCard & { stage: string; count: number; sum: number | null };

/** Whether the viewer may edit a record, by the rules of facts.ts. */
function editable(s: Scope, object: ObjectView, record: { id: SQL; owner: SQL }): SQL {
  const { viewer } = s;
  const isOpen = object.access === 'write' && viewer.kind === 'internal';
  if (isOpen || viewer.permissions.has('modify_all_data')) return sql`true`;
  return sql`(${record.owner} = ${viewer.id} or ${record.owner} in ${s.reports} or ${record.id} in ${s.writableShares})`;
}

function columnsOf({ options }: FieldView, rows: readonly Row[], hasSum: boolean): BoardColumn[] {
  const stages = options.filter(({ value, isActive }) => isActive || rows.some((row) => row.stage === value));
  return stages.map(({ value, label }) => {
    const found = rows.filter(({ stage }) => stage === value);
    const [first] = found;
    const cards = found.map(({ stage: _stage, count: _count, sum: _sum, ...card }) => card);
    return { value, label, count: first?.count ?? 0, sum: hasSum ? (first?.sum ?? 0) : null, cards };
  });
}

/**
 * The board of an object by its path: of each stage how many there are, their sum, and the newest. Read from the records
 * that changed last, up to a bound.
 */
export async function getBoard(viewer: Viewer, object: ObjectView, plan: ListPlan, path: FieldView): Promise<Board> {
  const s = scope(viewer);
  const stage = storedValue('r', path);
  const amount = amountField(object);
  const value = amount ? storedValue('r', amount) : sql`null::numeric`;
  const walk = { objectId: object.id, where: sql`true`, key: sql`r.updated_at`, isDescending: true, count: NEWEST };
  const [found] = await s.rows<{ items: Row[]; passed: number }>(sql`
    with cards as materialized (select r.id, r.name, r.owner_id as "ownerId", r.version, r.updated_at, ${stage} as stage, ${value} as amount
        from ${s.walkedRecords(walk)} r where ${planSql(s, plan)}),
      ranked as (select c.*, row_number() over (partition by c.stage order by c.updated_at desc, c.id desc) as place,
        count(*) over (partition by c.stage)::int as count, sum(c.amount) over (partition by c.stage) as sum from cards c),
      shown as (select r.id, r.name, r."ownerId", r.version, ${iso(sql`r.updated_at`)} as "updatedAt", coalesce(r.stage, '') as stage, r.amount, r.count, r.sum,
        ${editable(s, object, { id: sql`r.id`, owner: sql`r."ownerId"` })} as "canEdit"
        from ranked r where r.place <= ${numberLiteral(CARDS)} order by r.place)
    select coalesce((select json_agg(shown) from shown), '[]') as items, ${s.walkLength({ ...walk, count: NEWEST + 1 })} as passed`);
  const rows = found?.items ?? [];
  const names = await namesIn(
    s,
    rows.map(({ ownerId }) => ({ ownerId, values: {} })),
    [],
  );
  return { columns: columnsOf(path, rows, amount !== null), names, isBounded: (found?.passed ?? 0) > NEWEST };
}
