import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { canSee, canSeeRow } from '@/lib/access/audience';
import type { Candidates } from '@/lib/access/candidates';
import { personReadsItem } from '@/lib/access/fields';
import type { OutboxEvent } from '@/lib/events/subscriber';
import { muted, type Occasion } from './tell';

type Item = { id: string; placeId: string; audience: string | null; kind: string };

/** An item as it is now, kept from being deleted until the transaction ends. */
export async function findItem(tx: Tx, itemId: string): Promise<Item | null> {
  const { rows } = await tx.execute(
    sql`select id, subject_id as "placeId", audience, kind from feed_items where id = ${itemId} for key share`,
  );
  return (rows[0] as Item | undefined) ?? null;
}

async function holdComment(tx: Tx, commentId: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`select 1 from comments where id = ${commentId} for key share`);
  return rows.length > 0;
}

type OfItem = {
  itemId: string;
  commentId?: string | null;
  candidates: readonly Candidates[];
  except?: SQL;
  isLike?: boolean;
};

/** Something about an item, for those who can see it now; null where it is gone. */
export async function aboutItem(tx: Tx, event: OutboxEvent, about: OfItem): Promise<Occasion | null> {
  const { itemId, commentId = null, candidates, except, isLike = false } = about;
  const item = await findItem(tx, itemId);
  if (!item || (commentId && !(await holdComment(tx, commentId)))) return null;
  const silent = muted(itemId, item.placeId, event.now);
  return {
    event,
    candidates,
    threadKey: `${isLike ? 'like' : 'post'}:${itemId}`,
    itemId,
    commentId,
    sees: sql`(${canSee(sql`p.id`, sql`p.kind`, item.audience)} and ${personReadsItem(sql`p.id`, sql`p.kind`, sql`${itemId}::uuid`)})`,
    except: except ? sql`(${silent} or ${except})` : silent,
  };
}

/** Whoever was told the same of a text before: an edit that takes a mention out and puts it back says nothing new. */
export const toldBefore = (itemId: string, commentId: string | null): SQL =>
  sql`exists (select 1 from notifications t where t.person_id = c.person_id and t.thread_key = ${`post:${itemId}`} and t.reason = c.reason
    and t.comment_id is not distinct from ${commentId}::uuid)`;

/** Whoever was told that this person likes it: taking a like back and giving it again says nothing new. */
export const likeTold = (itemId: string, commentId: string | null, likerId: string | null): SQL =>
  sql`exists (select 1 from notifications t where t.person_id = c.person_id and t.thread_key = ${`like:${itemId}`} and t.actor_id = ${likerId}::uuid
    and t.comment_id is not distinct from ${commentId}::uuid)`;

type OfGroup = { groupId: string; candidates: readonly Candidates[]; details?: Record<string, string> };

/** Something about a group, for those who may know that it exists. */
export function aboutGroup(event: OutboxEvent, { groupId, candidates, details = {} }: OfGroup): Occasion {
  const isIn = sql`exists (select 1 from memberships sm where sm.group_id = g.id and sm.person_id = p.id)`;
  const sees = sql`exists (select 1 from groups g where g.id = ${groupId} and (${isIn} or (p.kind = 'internal' and g.access <> 'unlisted')))`;
  return { event, candidates, threadKey: `group:${groupId}`, subjectId: groupId, sees, details };
}

/** Something about a record, for those who may read it now. */
export function aboutRecord(event: OutboxEvent, recordId: string, candidates: readonly Candidates[]): Occasion {
  const sees = sql`exists (select 1 from records r where r.id = ${recordId} and r.deleted_at is null
    and ${canSeeRow(sql`p.id`, sql`p.kind`, sql`r.audience`)})`;
  return { event, candidates, threadKey: `record:${recordId}`, subjectId: recordId, sees };
}

/** Somebody new among the followers. A guest is told only of people they meet in a group. */
export function aboutFollower(event: OutboxEvent, candidates: readonly Candidates[]): Occasion {
  const meets = sql`exists (select 1 from memberships a join memberships b on b.group_id = a.group_id
    where a.person_id = p.id and b.person_id = ${event.actorId}::uuid)`;
  return {
    event,
    candidates,
    threadKey: 'follow',
    sees: sql`(p.kind = 'internal' or ${meets})`,
    except: sql`exists (select 1 from notifications t where t.person_id = c.person_id and t.thread_key = 'follow' and t.actor_id = ${event.actorId}::uuid)`,
  };
}
