import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { afterCursor, nameOrder, pageByName, readCursor } from '@/lib/name-cursor';
import { personLine } from '@/lib/people/line-queries';
import { FOLLOWS_SHOWN } from './rules';
import type { FollowCounts, FollowPage, FollowRow } from './view-models';

const isFollowed = (s: Scope, id: SQL) => sql`exists (select 1 from ${s.ownFollows} own where own.subject_id = ${id})`;

async function pageOf(s: Scope, followed: SQL, after: string | undefined): Promise<FollowPage> {
  const rows = await s.rows<FollowRow>(sql`
    select found.*, ${isFollowed(s, sql`found.id`)} as "isFollowing", found.id <> ${s.viewer.id} as "canFollow"
    from (${followed}) found where ${afterCursor(readCursor(after), sql`found.name`, sql`found.id`)}
    order by ${nameOrder(sql`found.name`)}, found.id limit ${FOLLOWS_SHOWN + 1}`);
  return pageByName(rows, FOLLOWS_SHOWN);
}

/** Who follows a person, by name, as far as the viewer may see them. */
export async function listFollowers(viewer: Viewer, personId: string, after?: string): Promise<FollowPage> {
  const s = scope(viewer);
  return pageOf(
    s,
    sql`select p.id, p.name, 'person' as kind, ${personLine('p')} as person
      from ${s.follows} f join ${s.people} p on p.id = f.person_id where f.subject_id = ${personId}`,
    after,
  );
}

/** The people, topics and records that a person follows, by name. A topic shows as its first use that the viewer may see spells it. */
export async function listFollowing(viewer: Viewer, personId: string, after?: string): Promise<FollowPage> {
  const s = scope(viewer);
  const spelling = sql`(select a.spelling from ${s.topicAssignments} a where a.topic_id = t.id order by a.item_id limit 1)`;
  return pageOf(
    s,
    sql`select p.id, p.name, 'person' as kind, ${personLine('p')} as person, null::json as topic, null::json as record
      from ${s.follows} f join ${s.people} p on p.id = f.subject_id where f.person_id = ${personId}
      union all
      select t.id, ${spelling} as name, 'topic', null, json_build_object('key', t.key, 'name', ${spelling}), null
      from ${s.follows} f join ${s.topics} t on t.id = f.subject_id where f.person_id = ${personId}
      union all
      select r.id, r.name, 'record', null, null, json_build_object('id', r.id, 'object', o.api_name, 'objectLabel', o.label, 'name', r.name)
      from ${s.follows} f join ${s.records} r on r.id = f.subject_id join ${s.objects} o on o.id = r.object_id where f.person_id = ${personId}`,
    after,
  );
}

/** How many people, topics and records somebody follows, of those that the viewer may see. */
export async function countFollowing(viewer: Viewer, personId: string): Promise<FollowCounts> {
  const s = scope(viewer);
  const [row] = await s.rows<FollowCounts>(sql`
    select (select count(*)::int from ${s.follows} f join ${s.people} p on p.id = f.subject_id where f.person_id = ${personId}) as people,
      (select count(*)::int from ${s.follows} f join ${s.topics} t on t.id = f.subject_id where f.person_id = ${personId}) as topics,
      (select count(*)::int from ${s.follows} f join ${s.records} r on r.id = f.subject_id where f.person_id = ${personId}) as records`);
  return row ?? { people: 0, topics: 0, records: 0 };
}

/** Whether the viewer follows the records that they create. */
export async function getFollowSettings(viewer: Viewer): Promise<{ followsOwn: boolean }> {
  const s = scope(viewer);
  const [row] = await s.rows<{ followsOwn: boolean }>(
    sql`select p.follows_own as "followsOwn" from ${s.people} p where p.id = ${viewer.id}`,
  );
  return row ?? { followsOwn: false };
}
