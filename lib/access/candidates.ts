import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Reason } from '@/lib/notifications/rules';

/**
 * Who may have a reason to be told, one select for each: `person_id`, `reason`, `by_group` (what the frequency of the
 * membership says about mail, null where that decides nothing) and `is_forced` (mail whatever they chose). Who cannot see
 * it, muted it, did it or is gone is left out later. All of them ask for the rows that the reason rests on.
 */
export type Candidates = SQL;

type Chosen = { byGroup?: SQL; isForced?: SQL };

function who(person: SQL, reason: Reason, from: SQL, { byGroup, isForced }: Chosen = {}): Candidates {
  return sql`select ${person} as person_id, ${reason}::text as reason, ${byGroup ?? sql`null::boolean`} as by_group, ${isForced ?? sql`false`} as is_forced from ${from}`;
}

/** Ids that an edit added; null for a text that is new altogether. */
type Added = readonly string[] | null;

const among = (column: SQL, ids: Added) => (ids ? sql`${column} = any(${sql.param(ids)}::uuid[])` : sql`true`);

function mentionedIn(reason: Reason, itemId: string, commentId: string | null, added: Added): Candidates {
  const ofText = commentId ? sql`m.comment_id = ${commentId}` : sql`m.comment_id is null`;
  const from = sql`mentions m where m.item_id = ${itemId} and ${ofText} and m.is_accessible`;
  return who(sql`m.subject_id`, reason, sql`${from} and ${among(sql`m.subject_id`, added)}`);
}

/** Members of the group it stands in and of those it mentions, which brings it into their feeds. */
function membersFor(itemId: string, groups: SQL, now: Date): Candidates {
  const heard = sql`(gm.muted_until is null or gm.muted_until <= ${now.toISOString()}::timestamptz)`;
  const byGroup = sql`gm.email_frequency = 'every'`;
  const from = sql`memberships gm where gm.group_id in (${groups}) and ${heard} and exists (select 1 from feed_items i where i.id = ${itemId})`;
  return who(sql`gm.person_id`, 'group_post', from, { byGroup });
}

const groupsMentioned = (itemId: string, added: Added) =>
  sql`select m.subject_id from mentions m where m.item_id = ${itemId} and m.comment_id is null and m.is_accessible and ${among(sql`m.subject_id`, added)}`;

export function forPost(itemId: string, now: Date): Candidates[] {
  const place = sql`select i.subject_id from feed_items i where i.id = ${itemId}`;
  return [
    mentionedIn('mention_post', itemId, null, null),
    who(sql`i.subject_id`, 'profile_post', sql`feed_items i where i.id = ${itemId}`),
    who(sql`r.owner_id`, 'record_post', sql`feed_items i join records r on r.id = i.subject_id where i.id = ${itemId}`),
    membersFor(itemId, sql`${place} union all ${groupsMentioned(itemId, null)}`, now),
  ];
}

/** Whom an edit of a post brings in. */
export function forEditedPost(itemId: string, added: readonly string[], now: Date): Candidates[] {
  return [mentionedIn('mention_post', itemId, null, added), membersFor(itemId, groupsMentioned(itemId, added), now)];
}

export function forComment(itemId: string, commentId: string): Candidates[] {
  const item = sql`feed_items i where i.id = ${itemId}`;
  return [
    mentionedIn('mention_comment', itemId, commentId, null),
    who(sql`i.author_id`, 'comment_on_mine', item),
    who(sql`i.subject_id`, 'comment_on_profile_post', item),
    who(
      sql`c.author_id`,
      'comment_after_mine',
      sql`comments c where c.item_id = ${itemId} and (c.id < ${commentId} or c.id = (select parent_id from comments where id = ${commentId}))`,
    ),
    who(sql`l.person_id`, 'comment_on_liked', sql`item_likes l where l.item_id = ${itemId}`),
    who(sql`b.person_id`, 'comment_on_bookmarked', sql`bookmarks b where b.item_id = ${itemId}`),
  ];
}

export function forEditedComment(itemId: string, commentId: string, added: readonly string[]): Candidates[] {
  return [mentionedIn('mention_comment', itemId, commentId, added)];
}

export function forPostLike(itemId: string, likerId: string | null): Candidates[] {
  const from = sql`item_likes l join feed_items i on i.id = l.item_id where l.item_id = ${itemId} and l.person_id = ${likerId}::uuid`;
  return [who(sql`i.author_id`, 'like', from)];
}

export function forCommentLike(commentId: string, likerId: string | null): Candidates[] {
  const from = sql`comment_likes l join comments c on c.id = l.comment_id where l.comment_id = ${commentId} and l.person_id = ${likerId}::uuid`;
  return [who(sql`c.author_id`, 'like', from)];
}

/** Everybody in the group, with mail to all if its author wants that, whatever they chose. */
export function forAnnouncement(announcementId: string, itemId: string): Candidates[] {
  const from = sql`announcements a join memberships gm on gm.group_id = a.group_id where a.id = ${announcementId} and a.archived_at is null`;
  const byGroup = sql`(a.sends_email or gm.email_frequency = 'every')`;
  return [
    mentionedIn('mention_post', itemId, null, null),
    who(sql`gm.person_id`, 'announcement', from, { byGroup, isForced: sql`a.sends_email` }),
  ];
}

export function forFollow(followerId: string | null, followedId: string): Candidates[] {
  const from = sql`follows f where f.person_id = ${followerId}::uuid and f.subject_id = ${followedId}`;
  return [who(sql`f.subject_id`, 'follow', from)];
}

/** Added without having asked: whoever asked is told that they were let in. */
export function forAddition(groupId: string, personId: string): Candidates[] {
  const answered = sql`exists (select 1 from join_requests r where r.group_id = gm.group_id and r.person_id = gm.person_id and r.status = 'accepted'
    and r.decided_at between gm.joined_at - interval '1 minute' and gm.joined_at + interval '1 minute')`;
  const from = sql`memberships gm where gm.group_id = ${groupId} and gm.person_id = ${personId} and gm.added_by <> gm.person_id and not ${answered}`;
  return [who(sql`gm.person_id`, 'added_to_group', from)];
}

const managersOf = (groupId: string) =>
  sql`memberships gm where gm.group_id = ${groupId} and gm.role in ('owner', 'manager')`;

export function forRequest(groupId: string, requestId: string): Candidates[] {
  const isOpen = sql`exists (select 1 from join_requests r where r.id = ${requestId} and r.status = 'pending')`;
  return [who(sql`gm.person_id`, 'join_request', sql`${managersOf(groupId)} and ${isOpen}`)];
}

export function forDecision(requestId: string, status: 'accepted' | 'declined'): Candidates[] {
  const from = sql`join_requests r where r.id = ${requestId} and r.status = ${status}`;
  return [who(sql`r.person_id`, status === 'accepted' ? 'join_accepted' : 'join_declined', from)];
}

export function forRole(groupId: string, personId: string, role: string): Candidates[] {
  const from = sql`memberships gm where gm.group_id = ${groupId} and gm.person_id = ${personId} and gm.role = ${role}`;
  return [who(sql`gm.person_id`, 'role_changed', from)];
}

export function forArchiving(groupId: string, isArchived: boolean): Candidates[] {
  const state = isArchived ? sql`g.archived_at is not null` : sql`g.archived_at is null`;
  const from = sql`${managersOf(groupId)} and exists (select 1 from groups g where g.id = ${groupId} and ${state})`;
  return [who(sql`gm.person_id`, 'group_archived', from)];
}

/** Whoever owns a record since somebody gave it to them. */
export function forOwner(recordId: string, ownerId: string): Candidates[] {
  return [who(sql`r.owner_id`, 'record_owner', sql`records r where r.id = ${recordId} and r.owner_id = ${ownerId}`)];
}

/** Somebody who was given a record by name; a group is not told as one. */
export function forShare(recordId: string, principal: string): Candidates[] {
  const from = sql`record_shares x where x.record_id = ${recordId} and x.principal = ${principal}`;
  return [who(sql`x.principal`, 'record_shared', from)];
}
