import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { rows } from '@/db/reader';
import type { Tx } from '@/db/writer';
import { canSeeRow, heldBy, visible } from './audience';
import { readableItem, readableWhere } from './fields';
import { importRelations } from './import-relations';
import { personColumns } from './person-columns';
import { recordRelations } from './record-relations';
import { type Viewer, withoutKnownAudiences } from './viewer';
import { writtenColumns } from './written-columns';

const nobody = sql`false`;

/** Groups whose existence, name and description the viewer may know. */
function listed(viewer: Viewer): SQL {
  const held = heldBy(viewer, sql`g.id`);
  return viewer.kind === 'guest' ? held : sql`(g.access <> 'unlisted' or ${held})`;
}

/** Groups whose feed, members and information the viewer may see. */
function open(viewer: Viewer): SQL {
  const held = heldBy(viewer, sql`g.id`);
  return viewer.kind === 'guest' ? held : sql`(g.access = 'public' or ${held})`;
}

/** People: everyone for colleagues; a guest meets only themself and the members of their own groups. */
function met(viewer: Viewer): SQL {
  if (viewer.kind === 'internal') return sql`true`;
  return sql`(p.id = ${viewer.id} or p.id in (
    select other.person_id from memberships mine join memberships other on other.group_id = mine.group_id where mine.person_id = ${viewer.id}))`;
}

/** Whether a viewer may know the person or group that a text mentions. What is stored of a text never names a record. */
function introduced(viewer: Viewer, subject: SQL): SQL {
  return sql`(${subject} in (select p.id from people p where ${met(viewer)}) or ${subject} in (select g.id from groups g where ${listed(viewer)})
    or exists (select 1 from records linked where linked.id = ${subject}))`;
}

/** A topic exists for a viewer only where they may see a use of it. */
function topicInUse(viewer: Viewer, topicId: SQL): SQL {
  return sql`(exists (select 1 from topic_assignments used where used.topic_id = ${topicId} and ${visible(viewer, sql`used.audience`)} and ${readableItem(viewer, sql`used.item_id`)})
    or exists (select 1 from record_topics used where used.topic_id = ${topicId} and ${visible(viewer, sql`used.audience`)}))`;
}

/**
 * The only way to read. Each relation is a subquery that holds just the rows this viewer may see, to be joined and
 * narrowed in a query of lib/<domain>/queries; `rows` runs it. Postgres flattens them, so indexes stay in use.
 */
export function scope(asked: Viewer, tx?: Tx) {
  const viewer = tx ? withoutKnownAudiences(asked) : asked;
  const may = (permission: Parameters<Viewer['permissions']['has']>[0]) => viewer.permissions.has(permission);
  const isAdmin = may('admin') ? sql`true` : nobody;
  const seen = (table: string) =>
    sql`(select seen.* from ${sql.identifier(table)} seen where ${visible(viewer, sql`seen.audience`)} and ${readableItem(viewer, sql`seen.item_id`)})`;
  const forAdmins = (table: string) => sql`(select * from ${sql.identifier(table)} where ${isAdmin})`;
  const own = (table: string) => sql`(select * from ${sql.identifier(table)} where person_id = ${viewer.id})`;
  const people = sql`(select ${personColumns(viewer)}, s.name, s.handle, s.is_active from people p join subjects s on s.id = p.id where ${met(viewer)})`;
  const groups = sql`(select g.*, s.name, s.handle as slug from groups g join subjects s on s.id = g.id where ${listed(viewer)})`;
  const written = (table: 'feed_items' | 'comments') =>
    sql`(select ${writtenColumns(viewer, table, (subject) => introduced(viewer, subject))} from ${sql.identifier(table)} w where ${visible(viewer, sql`w.audience`)} and ${readableItem(viewer, table === 'comments' ? sql`w.item_id` : sql`w.id`)})`;
  const items = written('feed_items');
  const comments = written('comments');
  return {
    viewer: asked,
    rows: <T>(query: SQL) => rows<T>(query, tx),
    items,
    comments,
    entries: seen('feed_entries'),
    topicAssignments: seen('topic_assignments'),
    /** The newest `count` entries before a cursor, then narrowed to what is visible, and to be read `among` some subjects that they are joined to: the bounded first look of Home. Read from an index alone. */
    newestEntries: (before: SQL, count: SQL, among: SQL) =>
      sql`(select newest.*, null::timestamptz as activity_at from (select item_id, subject_id, reason, audience from feed_entries where ${before} order by item_id desc limit ${count}) newest where ${visible(viewer, sql`newest.audience`)} and ${readableWhere(viewer, sql`newest.item_id`, sql`newest.subject_id in (${among})`)})`,
    /** The same in the order of activity. */
    bumpedEntries: (before: SQL, count: SQL, among: SQL) =>
      sql`(select bumped.* from (select item_id, subject_id, reason, audience, activity_at from feed_entries where ${before} order by activity_at desc, item_id desc limit ${count}) bumped where ${visible(viewer, sql`bumped.audience`)} and ${readableWhere(viewer, sql`bumped.item_id`, sql`bumped.subject_id in (${among})`)})`,
    people,
    /** Who wrote something: whoever may read a post may read whose it is, so joining an author to visible rows hides none. */
    authors: sql`(select p.id, s.handle, s.name, p.title, p.photo_id, p.kind, s.is_active from people p join subjects s on s.id = p.id)`,
    /**
     * The places of visible items; what is posted in a group shows the group's name to whoever may read it. Records are
     * looked up and not joined: with two tables more the planner would no longer try all orders of a page's joins.
     */
    places: sql`(select s.id, s.kind, s.name, s.handle, s.is_active, g.access, g.archived_at, coalesce(g.photo_id, p.photo_id) as photo_id, p.title, p.kind as person_kind,
        case when s.kind = 'record' then (select r.owner_id from records r where r.id = s.id) end as owner_id,
        case when s.kind = 'record' then (select o.api_name from records r join objects o on o.id = r.object_id where r.id = s.id) end as object,
        case when s.kind = 'record' then (select o.label from records r join objects o on o.id = r.object_id where r.id = s.id) end as object_label
      from subjects s left join groups g on g.id = s.id left join people p on p.id = s.id)`,
    groups,
    /** Groups that are open to the viewer: their feed, members and information. */
    openGroups: sql`(select g.*, s.name, s.handle as slug from groups g join subjects s on s.id = g.id where ${open(viewer)})`,
    /** Members where the group is open to the viewer; of a listed private group only its owner. */
    memberships: sql`(select m.* from memberships m join groups g on g.id = m.group_id where ${open(viewer)} or (m.role = 'owner' and ${listed(viewer)}))`,
    announcements: sql`(select a.* from announcements a join groups g on g.id = a.group_id where ${open(viewer)})`,
    /** How many are in a group, which whoever may know the group may know (specification 12.2, corner 5). */
    memberCounts: sql`(select g.id as group_id, g.member_count as members from groups g where ${listed(viewer)})`,
    /** The keys of topics; joined to visible assignments, which prove that the viewer may know them. */
    topicKeys: sql`(select t.id, t.key from topics t)`,
    topics: sql`(select t.* from topics t where ${topicInUse(viewer, sql`t.id`)})`,
    /** Who follows whom, as far as both ends are active and visible. */
    follows: sql`(select f.* from follows f
      join subjects follower on follower.id = f.person_id and follower.is_active
      join subjects followed on followed.id = f.subject_id and followed.is_active
      where f.person_id in (select p.id from people p where ${met(viewer)}) and case followed.kind
        when 'person' then f.subject_id in (select p.id from people p where ${met(viewer)})
        when 'topic' then ${topicInUse(viewer, sql`f.subject_id`)}
        when 'record' then ${visible(viewer, sql`followed.audience`)}
        else false end)`,
    /** Who follows; joined to subjects that are shown, whose own visibility is not asked again for each follower. */
    followers: sql`(select f.* from follows f where not exists (select 1 from subjects gone where gone.id = f.person_id and not gone.is_active)${
      viewer.kind === 'guest' ? sql` and f.person_id in (select p.id from people p where ${met(viewer)})` : sql``
    })`,
    mentions: sql`(select m.* from mentions m where exists (select 1 from feed_items i where i.id = m.item_id and ${visible(viewer, sql`i.audience`)} and ${readableItem(viewer, sql`i.id`)}))`,
    revisions: sql`(select r.* from revisions r where exists (select 1 from feed_items i where i.id = r.item_id and ${visible(viewer, sql`i.audience`)} and ${readableItem(viewer, sql`i.id`)}))`,
    ownFollows: sql`(select f.* from follows f where f.person_id = ${viewer.id}
      and not exists (select 1 from subjects gone where gone.id = f.subject_id and not gone.is_active))`,
    ownMemberships: own('memberships'),
    ownBookmarks: own('bookmarks'),
    ownMutes: own('mutes'),
    ownReads: own('item_reads'),
    ownDrafts: own('drafts'),
    ownItemLikes: own('item_likes'),
    ownCommentLikes: own('comment_likes'),
    ownSessions: own('sessions'),
    /** What one was told of and may still see, whoever lost what meanwhile. */
    ownNotifications: sql`(select n.* from notifications n where n.person_id = ${viewer.id}
      and (n.item_id is null or exists (select 1 from feed_items i where i.id = n.item_id and ${visible(viewer, sql`i.audience`)} and ${readableItem(viewer, sql`i.id`)}))
      and (n.subject_id is null or exists (select 1 from groups g where g.id = n.subject_id and ${listed(viewer)})
        or exists (select 1 from records r where r.id = n.subject_id and r.deleted_at is null and ${visible(viewer, sql`r.audience`)}))
      and (n.item_id is not null or n.actor_id is null or exists (select 1 from people p where p.id = n.actor_id and ${met(viewer)})))`,
    ownDeliveries: own('deliveries'),
    ownNotificationChoices: own('notification_choices'),
    notificationDefaults: sql`notification_defaults`,
    ownNotificationSettings: own('notification_settings'),
    /** The switches of the organisation, which whoever writes or is written to may know. */
    emailSettings: sql`email_settings`,
    mailSuppressions: forAdmins('mail_suppressions'),
    ...recordRelations(viewer),
    ...importRelations(viewer),
    /** That mail to one's own address is held back. */
    ownSuppressions: sql`(select x.reason, x.created_at from mail_suppressions x join people p on lower(p.email) = x.address where p.id = ${viewer.id})`,
    inboundMails: forAdmins('inbound_mails'),
    ownDigests: own('digests'),
    ownDigestItems: own('digest_items'),
    /** Who has read what the viewer wrote in groups: those who let authors know, and who may see it by now. */
    readersOfOwn: sql`(select r.* from item_reads r join feed_items i on i.id = r.item_id join groups g on g.id = i.subject_id
      join people p on p.id = r.person_id join subjects s on s.id = p.id and s.is_active
      where i.author_id = ${viewer.id} and r.person_id <> ${viewer.id} and ${visible(viewer, sql`i.audience`)} and ${canSeeRow(sql`p.id`, sql`p.kind`, sql`i.audience`)}
        and not exists (select 1 from notification_settings quiet where quiet.person_id = p.id and not quiet.shows_reading))`,
    /** One's own requests to join, and those to groups that one manages. */
    joinRequests: sql`(select r.* from join_requests r where r.person_id = ${viewer.id} or exists (
      select 1 from memberships m where m.group_id = r.group_id and m.person_id = ${viewer.id} and m.role in ('owner', 'manager')))`,
    photos: sql`(select ph.* from photos ph where exists (select 1 from groups g where g.id = ph.subject_id and ${listed(viewer)})
      or exists (select 1 from people p where p.id = ph.subject_id and ${met(viewer)}))`,
    permissions: may('admin')
      ? sql`person_permissions`
      : sql`(select * from person_permissions where person_id = ${viewer.id})`,
    permissionCatalogue: sql`permissions`,
    invitations: sql`(select * from invitations where ${may('admin') ? sql`true` : sql`invited_by = ${viewer.id}`})`,
    auditEntries: forAdmins('audit_entries'),
    /** The outbox as admins look after it: when and for whom, and never what an event carries. */
    outboxEvents: sql`(select id, type, lane, subject_id, created_at, due_at, leased_until, done_at, (payload ->> 'personId')::uuid as person_id
      from outbox_events where ${isAdmin})`,
    outboxRetries: forAdmins('outbox_retries'),
    counters: forAdmins('counters'),
    /** How each mail went, and nothing of whom it is for and what it says. */
    mailStates: sql`(select id, state, created_at, sent_at, bounced_at from mails where ${isAdmin})`,
    /** How each mail went, and for whom; of one's own, and all for admins. */
    mailLedger: sql`(select id, kind, person_id, address, state, note, attempts, provider_id, created_at, first_tried_at, sent_at, bounced_at
      from mails where person_id = ${viewer.id} or ${isAdmin})`,
    /** What mails say: one's own; to admins those that hold nobody's words, and one that was opened for this request. */
    mailTexts: sql`(select id, subject, html, text from mails where person_id = ${viewer.id}
      or (${isAdmin} and (kind in ('sign_in', 'test') or id = any(${sql.param([...viewer.oversees])}::uuid[]))))`,
    /** What each mail tells of, and nothing of what that says. */
    mailDeliveries: sql`(select d.mail_id, d.state, d.note, coalesce(n.reason, '') as reason, d.created_at from deliveries d
      left join notifications n on n.event_id = d.event_id and n.person_id = d.person_id where d.person_id = ${viewer.id} or ${isAdmin})`,
  };
}

export type Scope = ReturnType<typeof scope>;
