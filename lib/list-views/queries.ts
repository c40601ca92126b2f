import 'server-only';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { minuteCache } from '@/lib/minute-cache';
import type { ObjectView } from '@/lib/objects/view-models';
import { countRecords, findRecords } from './find-records';
import { namesIn } from './name-references';
import type { ListPlan } from './plan-rules';
import { PAGE_SIZE } from './rules';
import type { BoundedCount, RecordList } from './view-models';

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
