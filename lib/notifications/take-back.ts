import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { canSee, canSeeRow } from '@/lib/access/audience';

/** Why a delivery that waited was not made. */
export type CancelNote = 'taken_back' | 'deleted' | 'no_access' | 'answered' | 'deactivated';

/** Deliveries `d` that wait no longer. */
async function cancel(tx: Tx, which: SQL, note: CancelNote, now: Date): Promise<void> {
  await tx.execute(sql`update deliveries d set state = 'cancelled', note = ${note}, settled_at = ${now.toISOString()}::timestamptz
    where d.state = 'waiting' and ${which}`);
}

type Gone = { eventId: string; personId: string };

/** Takes notifications `n` away, and with them the mail that waits. */
async function remove(tx: Tx, which: SQL, note: CancelNote, now: Date): Promise<Gone[]> {
  const { rows } = await tx.execute(
    sql`delete from notifications n where ${which} returning n.event_id as "eventId", n.person_id as "personId"`,
  );
  const gone = rows as Gone[];
  if (gone.length === 0) return gone;
  const pairs = sql`select e, p from jsonb_to_recordset(${JSON.stringify(gone.map(({ eventId: e, personId: p }) => ({ e, p })))}::jsonb) as gone(e uuid, p uuid)`;
  await cancel(tx, sql`(d.event_id, d.person_id) in (${pairs})`, note, now);
  return gone;
}

/** A like that is no longer there, unless it was seen. */
export async function takeBackLike(
  tx: Tx,
  like: { itemId: string; commentId: string | null; likerId: string | null },
  now: Date,
): Promise<void> {
  const { itemId, commentId, likerId } = like;
  const likes = commentId
    ? sql`select 1 from comment_likes l where l.comment_id = ${commentId} and l.person_id = ${likerId}::uuid`
    : sql`select 1 from item_likes l where l.item_id = ${itemId} and l.person_id = ${likerId}::uuid`;
  const which = sql`n.item_id = ${itemId} and n.comment_id is not distinct from ${commentId}::uuid and n.reason = 'like'
    and n.actor_id = ${likerId}::uuid and n.read_at is null and not exists (${likes})`;
  await remove(tx, which, 'taken_back', now);
}

/** Mentions that an edit took out, unless they were seen. Resolves to those who lose the notification by it. */
export async function takeBackMentions(
  tx: Tx,
  text: { itemId: string; commentId: string | null; removed: readonly string[] },
  now: Date,
): Promise<string[]> {
  const { itemId, commentId, removed } = text;
  if (removed.length === 0) return [];
  const there = sql`select 1 from mentions m where m.item_id = ${itemId} and m.comment_id is not distinct from ${commentId}::uuid and m.subject_id = n.person_id`;
  const which = sql`n.item_id = ${itemId} and n.comment_id is not distinct from ${commentId}::uuid and n.reason in ('mention_post', 'mention_comment')
    and n.person_id = any(${sql.param(removed)}::uuid[]) and n.read_at is null and not exists (${there})`;
  return (await remove(tx, which, 'taken_back', now)).map(({ personId }) => personId);
}

export async function takeBackFollow(tx: Tx, followerId: string | null, followedId: string, now: Date): Promise<void> {
  const there = sql`select 1 from follows f where f.person_id = ${followerId}::uuid and f.subject_id = ${followedId}`;
  const which = sql`n.person_id = ${followedId} and n.reason = 'follow' and n.actor_id = ${followerId}::uuid and n.read_at is null and not exists (${there})`;
  await remove(tx, which, 'taken_back', now);
}

export async function takeBackRequest(tx: Tx, groupId: string, requestId: string, now: Date): Promise<void> {
  const there = sql`select 1 from join_requests r where r.id = ${requestId} and r.status = 'pending'`;
  const which = sql`n.subject_id = ${groupId} and n.reason = 'join_request' and n.details ->> 'requestId' = ${requestId} and n.read_at is null and not exists (${there})`;
  await remove(tx, which, 'taken_back', now);
}

/** A request that one manager has answered concerns the others no longer. */
export async function settleRequest(tx: Tx, groupId: string, requestId: string, now: Date): Promise<void> {
  const { rows } =
    await tx.execute(sql`update notifications set read_at = coalesce(read_at, ${now.toISOString()}::timestamptz)
    where subject_id = ${groupId} and reason = 'join_request' and details ->> 'requestId' = ${requestId} returning event_id as id`);
  const ids = (rows as { id: string }[]).map(({ id }) => id);
  if (ids.length > 0) await cancel(tx, sql`d.event_id = any(${sql.param(ids)}::uuid[])`, 'answered', now);
}

/** What was deleted took its notifications with it: mail of its threads that nothing is left of does not go out. */
export async function cancelDeleted(tx: Tx, itemId: string, now: Date): Promise<void> {
  const left = sql`select 1 from notifications n where n.event_id = d.event_id and n.person_id = d.person_id`;
  const threads = sql`(${`post:${itemId}`}, ${`like:${itemId}`})`;
  await cancel(tx, sql`d.thread_key in ${threads} and not exists (${left})`, 'deleted', now);
}

/**
 * Takes away what people were told of a restricted audience and can no longer see: one person, or everyone who is
 * outside. That a request was declined stays: it came to somebody who never saw more.
 */
export async function removeUnseen(tx: Tx, audience: string, personId: string | null, now: Date): Promise<void> {
  const whose = personId ? sql`n.person_id = ${personId}` : sql`true`;
  const about = sql`(n.item_id in (select id from feed_items where audience = ${audience}) or (n.subject_id = ${audience} and n.reason <> 'join_declined'))`;
  const may = sql`select 1 from people p where p.id = n.person_id and ${canSee(sql`p.id`, sql`p.kind`, audience)}`;
  await remove(tx, sql`${whose} and ${about} and not exists (${may})`, 'no_access', now);
}

/**
 * The same for records: what was posted on them, what of them was told elsewhere, and what was told of them as such. Of a
 * deleted record it all rests until it is restored or gone.
 */
export async function removeUnseenRecords(
  tx: Tx,
  recordIds: readonly string[],
  personId: string | null,
  now: Date,
): Promise<void> {
  const among = sql`any(${sql.param([...recordIds])}::uuid[])`;
  const whose = personId ? sql`n.person_id = ${personId}` : sql`true`;
  const sees = (audience: SQL) =>
    sql`exists (select 1 from people p where p.id = n.person_id and ${canSeeRow(sql`p.id`, sql`p.kind`, audience)})`;
  const item = sql`n.item_id in (select i.id from feed_items i join records r on r.id = i.subject_id
    where r.id = ${among} and r.deleted_at is null and not ${sees(sql`i.audience`)})`;
  const record = sql`n.subject_id in (select r.id from records r
    where r.id = ${among} and r.deleted_at is null and not ${sees(sql`r.audience`)})`;
  await remove(tx, sql`${whose} and (${item} or ${record})`, 'no_access', now);
}

/** Takes away from somebody who is a guest now what only colleagues see. */
export async function removeInternal(tx: Tx, personId: string, now: Date): Promise<void> {
  const isGuest = sql`exists (select 1 from people p where p.id = n.person_id and p.kind = 'guest')`;
  const open = sql`exists (select 1 from feed_items i where i.id = n.item_id and i.audience is null)`;
  await remove(tx, sql`n.person_id = ${personId} and ${isGuest} and ${open}`, 'no_access', now);
}

/** Nothing more is mailed to somebody who was deactivated. */
export async function cancelAll(tx: Tx, personId: string, now: Date): Promise<void> {
  const gone = sql`exists (select 1 from subjects s where s.id = d.person_id and not s.is_active)`;
  await cancel(tx, sql`d.person_id = ${personId} and ${gone}`, 'deactivated', now);
}
