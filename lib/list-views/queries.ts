import 'server-only';
import { sql } from 'drizzle-orm';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { minuteCache } from '@/lib/minute-cache';
import type { FieldView, ObjectView } from '@/lib/objects/view-models';
import { countRecords, findRecords } from './find-records';
import type { ListPlan } from './plan-rules';
import { PAGE_SIZE } from './rules';
import type { BoundedCount, ListRow, RecordList, References } from './view-models';

type Named = { id: string; name: string; href: string };

/** The people and records that rows name, as far as the viewer may know them. */
export async function namesIn(
  s: Scope,
  rows: readonly Pick<ListRow, 'ownerId' | 'values'>[],
  fields: readonly FieldView[],
): Promise<References> {
  const ids = (type: 'person' | 'lookup') => {
    const shown = fields.filter((field) => field.type === type && field.role === null);
    return rows
      .flatMap(({ values }) => shown.map(({ apiName }) => values[apiName]))
      .filter((id) => typeof id === 'string');
  };
  const people = [...new Set([...rows.map(({ ownerId }) => ownerId), ...ids('person')])];
  const records = [...new Set(ids('lookup'))];
  if (people.length + records.length === 0) return {};
  const found = await s.rows<Named>(sql`
    select p.id, p.name, '/people/' || p.handle as href from ${s.people} p where p.id = any(${sql.param(people)}::uuid[])
    union all select r.id, r.name, '/records/' || o.api_name || '/' || r.id from ${s.records} r
      join ${s.objects} o on o.id = r.object_id where r.id = any(${sql.param(records)}::uuid[])`);
  return Object.fromEntries(found.map(({ id, name, href }) => [id, { name, href }]));
}

/** One page of a list, with the names of whomever and whatever its rows point to. */
export async function listRecords(
  viewer: Viewer,
  object: ObjectView,
  plan: ListPlan,
  { after, size = PAGE_SIZE }: { after?: string | undefined; size?: number } = {},
): Promise<RecordList> {
  const s = scope(viewer);
  const found = await findRecords(s, object, plan, { after, size });
  return { ...found, names: await namesIn(s, found.rows, plan.columns) };
}

const counts = minuteCache<BoundedCount>();

/** How many records the list has, counted anew at most once a minute for each viewer, and when what they may see changes. */
export function countList(viewer: Viewer, object: ObjectView, plan: ListPlan, stamp: string): Promise<BoundedCount> {
  const { scope: whose, filters, topics, q } = plan;
  const asked = filters.map(({ field, operator, values }) => [field.apiName, operator, values]);
  const key = JSON.stringify([viewer.id, object.id, whose, asked, topics, q]);
  return counts(key, stamp, () => countRecords(scope(viewer), object, plan));
}
