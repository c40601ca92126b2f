import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { getNotification } from './queries';
import { itemOf, type Reason } from './rules';
import { listGroupSettings } from './settings-queries';
import type { DeliveryView, NotificationLine, NotificationWhy } from './view-models';
import { because, deliveryWords, settingOf } from './words';

type Fact = { happenedAt: string; since: string | null; groupName: string | null };

/** When the viewer did what makes a notification `n` concern them. */
function sinceFor(s: Scope, viewer: Viewer): Partial<Record<Reason, SQL>> {
  const ownItem = sql`select i.created_at from ${s.items} i where i.id = n.item_id`;
  const joined = sql`select max(m.joined_at) from ${s.ownMemberships} m where m.group_id in (
    select i.subject_id from ${s.items} i where i.id = n.item_id union all select e.subject_id from ${s.entries} e where e.item_id = n.item_id)`;
  return {
    comment_on_mine: ownItem,
    comment_after_mine: sql`select max(c.created_at) from ${s.comments} c where c.item_id = n.item_id and c.author_id = ${viewer.id} and c.id < n.comment_id`,
    comment_on_liked: sql`select l.created_at from ${s.ownItemLikes} l where l.item_id = n.item_id`,
    comment_on_bookmarked: sql`select b.created_at from ${s.ownBookmarks} b where b.item_id = n.item_id`,
    like: sql`select coalesce((select c.created_at from ${s.comments} c where c.id = n.comment_id), (${ownItem}))`,
    group_post: joined,
    announcement: joined,
    join_accepted: sql`select r.requested_at from ${s.joinRequests} r where r.id::text = n.details ->> 'requestId'`,
    join_declined: sql`select r.requested_at from ${s.joinRequests} r where r.id::text = n.details ->> 'requestId'`,
  };
}

async function factOf(s: Scope, viewer: Viewer, id: string, reason: Reason): Promise<Fact | undefined> {
  const since = sinceFor(s, viewer)[reason] ?? sql`select null::timestamptz`;
  const [fact] = await s.rows<Fact>(sql`select n.created_at as "happenedAt", (${since}) as since,
      (select g.name from ${s.groups} g where g.id = coalesce(n.subject_id, (select i.subject_id from ${s.items} i where i.id = n.item_id))) as "groupName"
    from ${s.ownNotifications} n where n.id = ${id}`);
  return fact;
}

/** What the viewer can mute of it. */
async function mutesOf(
  s: Scope,
  viewer: Viewer,
  { place, threadKey }: NotificationLine,
): Promise<NotificationWhy['mutes']> {
  const itemId = itemOf(threadKey);
  const [muted, groups] = await Promise.all([
    itemId ? s.rows(sql`select 1 from ${s.ownMutes} m where m.item_id = ${itemId}`) : [],
    place?.kind === 'group' ? listGroupSettings(viewer, place.group.id) : [],
  ]);
  return { item: itemId === null ? null : { id: itemId, isMuted: muted.length > 0 }, group: groups[0] ?? null };
}

type DeliveryRow = Pick<DeliveryView, 'channel' | 'state'> & { at: string; note: string };

const iso = (at: string) => new Date(at).toISOString();

/** Why the viewer got a notification of theirs, from the ledger. Throws NotFound for every other. */
export async function explainNotification(viewer: Viewer, id: string): Promise<NotificationWhy> {
  const s = scope(viewer);
  const line = await getNotification(viewer, id);
  const [fact, mutes, deliveries] = await Promise.all([
    factOf(s, viewer, id, line.reason),
    mutesOf(s, viewer, line),
    s.rows<DeliveryRow>(sql`select d.channel, d.state, d.note, coalesce(d.settled_at, d.created_at) as at
      from ${s.ownDeliveries} d join ${s.ownNotifications} n on n.event_id = d.event_id where n.id = ${id} order by d.channel desc`),
  ]);
  const rows = deliveries.map(({ channel, state, note, at }) => ({
    channel,
    state,
    at: iso(at),
    words: deliveryWords(channel, state, note),
  }));
  return {
    line,
    happenedAt: fact ? iso(fact.happenedAt) : line.at,
    because: because(line.reason, fact?.groupName ?? null),
    since: fact?.since ? iso(fact.since) : null,
    deliveries: rows,
    mutes,
    setting: settingOf(line.reason, fact?.groupName ?? null, deliveries),
  };
}
