import 'server-only';
import { sql } from 'drizzle-orm';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import type { ObjectView } from '@/lib/objects/view-models';
import { iso } from './look';
import { planList } from './plan-rules';
import { countList } from './queries';
import { defaultShape } from './rules';
import type { ObjectSummary, RecordMention } from './view-models';

const SHOWN = 8;

/** Records that the viewer looked at last. */
export async function listRecentRecords(viewer: Viewer): Promise<RecordMention[]> {
  const s = scope(viewer);
  return s.rows<RecordMention>(sql`
    select r.id, r.name, o.api_name as object, o.label as "objectLabel", ${iso(sql`rv.viewed_at`)} as at
    from ${s.ownRecordViews} rv join ${s.records} r on r.id = rv.record_id join ${s.objects} o on o.id = r.object_id
    order by rv.viewed_at desc, r.id limit ${SHOWN}`);
}

/** The newest records that the viewer owns. */
export async function listNewestRecords(viewer: Viewer): Promise<RecordMention[]> {
  const s = scope(viewer);
  return s.rows<RecordMention>(sql`
    select r.id, r.name, o.api_name as object, o.label as "objectLabel", ${iso(sql`r.created_at`)} as at from ${s.objects} o
    cross join lateral (select newest.* from ${s.records} newest where newest.owner_id = ${viewer.id} and newest.object_id = o.id
      order by newest.id desc limit ${SHOWN}) r
    order by r.id desc limit ${SHOWN}`);
}

/** Objects with how many of their records the viewer sees. */
export function summariseObjects(
  viewer: Viewer,
  objects: readonly ObjectView[],
  stamp: string,
): Promise<ObjectSummary[]> {
  return Promise.all(
    objects.map(async (object) => {
      const { apiName, plural, description } = object;
      const plan = planList(object, defaultShape(object));
      const counted = 'kind' in plan ? { count: 0, isMore: false } : await countList(viewer, object, plan, stamp);
      return { apiName, plural, description, ...counted };
    }),
  );
}
