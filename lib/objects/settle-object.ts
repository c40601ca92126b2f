import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { canSeeRow } from '@/lib/access/audience';
import { emitMany } from '@/lib/events/outbox';

/** Posts and announcements that stand on records of an object, or tell of them elsewhere. */
const concerned = (objectId: string): SQL => sql`(
  select i.id from feed_items i join records r on r.id = i.subject_id where r.object_id = ${objectId}
  union select told.item_id from record_changes told join records r on r.id = told.related_id
    where r.object_id = ${objectId} and told.item_id is not null)`;

/**
 * Nobody else writes to any of them until the transaction ends, and what others have written by now is seen. Whoever is
 * adding records holds the object by their key: they are waited for.
 */
async function holdRecords(tx: Tx, objectId: string): Promise<void> {
  await tx.execute(sql`select 1 from objects where id = ${objectId} for update`);
  await tx.execute(sql`with held as (select r.id from records r where r.object_id = ${objectId} order by r.id for no key update)
    select count(*) from held`);
}

async function moveRecords(tx: Tx, objectId: string): Promise<void> {
  const isRestricted = sql`(r.deleted_at is not null or r.is_private or o.access = 'private' or o.deleted_at is not null)`;
  await tx.execute(sql`update records r set audience = case when ${isRestricted} then r.id end from objects o
    where r.object_id = ${objectId} and o.id = r.object_id and (r.audience is not null) <> ${isRestricted}`);
  await tx.execute(sql`update subjects s set audience = r.audience, channel_version = s.channel_version + 1 from records r
    where r.object_id = ${objectId} and s.id = r.id and s.audience is distinct from r.audience`);
}

async function writeGrants(tx: Tx, objectId: string): Promise<void> {
  await tx.execute(sql`delete from grants g using records r where r.object_id = ${objectId} and g.audience = r.id`);
  await tx.execute(sql`insert into grants (audience, principal, level, through_managers)
    select r.id, held.principal, min(held.level), true from records r join objects o on o.id = r.object_id cross join lateral (
      select r.owner_id as principal, 'own' as level
      union all select s.principal, s.level from record_shares s where s.record_id = r.id) held
    where r.object_id = ${objectId} and r.audience is not null and r.deleted_at is null and o.deleted_at is null
    group by r.id, held.principal`);
}

const isGone = (record: string, object: string): SQL =>
  sql`(${sql.identifier(record)}.deleted_at is not null or ${sql.identifier(object)}.deleted_at is not null)`;

/**
 * Each item with the audience that it is to have: whoever sees both its place and the record that it tells of. While one
 * of them is gone that is nobody, and what was told comes back with it; where both are restricted no audience says it.
 */
const decided = (objectId: string): SQL => sql`(select distinct on (i.id) i.id, i.subject_id, i.audience as before,
    case when ${isGone('above', 'above_of')} then above.id when ${isGone('added', 'added_of')} then added.id
      else coalesce(above.audience, added.audience) end as audience,
    above.audience is not null and added.audience is not null and not ${isGone('above', 'above_of')} and not coalesce(${isGone('added', 'added_of')}, false) as is_untellable
  from ${concerned(objectId)} one join feed_items i on i.id = one.id
  join records above on above.id = i.subject_id join objects above_of on above_of.id = above.object_id
  left join record_changes told on told.item_id = i.id and told.related_id is not null
  left join records added on added.id = told.related_id left join objects added_of on added_of.id = added.object_id
  order by i.id)`;

async function dropUntellable(tx: Tx, objectId: string): Promise<void> {
  const untellable = sql`${decided(objectId)} d where d.is_untellable`;
  await emitMany(
    tx,
    'post.deleted',
    sql`select jsonb_build_object('postId', d.id, 'subjectId', d.subject_id, 'audience', d.before) as payload,
      now() as due_at, null::text as waiting_key from ${untellable}`,
    new Date(),
  );
  await tx.execute(sql`delete from feed_items where id in (select d.id from ${untellable})`);
}

/** Posts first, then what hangs on them, as in moveItems: whoever writes below a post holds it. */
async function moveFeeds(tx: Tx, objectId: string): Promise<void> {
  await tx.execute(sql`update feed_items i set audience = d.audience from ${decided(objectId)} d
    where i.id = d.id and i.audience is distinct from d.audience`);
  for (const table of ['comments', 'feed_entries', 'topic_assignments'])
    await tx.execute(sql`update ${sql.identifier(table)} below set audience = i.audience from feed_items i
      where i.id = below.item_id and i.id in ${concerned(objectId)} and below.audience is distinct from i.audience`);
  await tx.execute(sql`update record_topics rt set audience = r.audience from records r
    where r.object_id = ${objectId} and rt.record_id = r.id and rt.audience is distinct from r.audience`);
}

/**
 * Brings all records of an object in line with what it, their owners, their shares and their states say, with everything
 * posted on them or told of them: what settleAccess does for one. The transaction holds the object. A record of a deleted
 * object is a restricted one that nobody holds.
 */
export async function settleObject(tx: Tx, objectId: string): Promise<void> {
  await holdRecords(tx, objectId);
  await moveRecords(tx, objectId);
  await writeGrants(tx, objectId);
  await dropUntellable(tx, objectId);
  await moveFeeds(tx, objectId);
}

/** Takes from people what they kept of records that they may no longer see, as forgetAccess does of some. */
export async function forgetObject(tx: Tx, objectId: string): Promise<void> {
  const cannotSee = (audience: SQL) => sql`not ${canSeeRow(sql`p.id`, sql`p.kind`, audience)}`;
  const record = sql`r.object_id = ${objectId} and r.deleted_at is null`;
  const lost = sql`${record} and p.id = kept.person_id and ${cannotSee(sql`r.audience`)}`;
  const lostPost = sql`${record} and i.subject_id = r.id and p.id = kept.person_id and ${cannotSee(sql`i.audience`)}`;
  await tx.execute(sql`delete from follows kept using records r, people p where kept.subject_id = r.id and ${lost}`);
  await tx.execute(
    sql`delete from record_views kept using records r, people p where kept.record_id = r.id and ${lost}`,
  );
  await tx.execute(
    sql`delete from drafts kept using records r, people p where kept.place = 'post:' || r.id and ${lost}`,
  );
  for (const table of ['bookmarks', 'mutes'])
    await tx.execute(sql`delete from ${sql.identifier(table)} kept using feed_items i, records r, people p
      where kept.item_id = i.id and ${lostPost}`);
  await tx.execute(sql`delete from drafts kept using feed_items i, records r, people p
    where kept.place = 'comment:' || i.id and ${lostPost}`);
}
