import 'server-only';
import { sql } from 'drizzle-orm';
import { rows } from '@/db/reader';
import { newId } from '@/lib/ids';
import { heldBy, visible } from './audience';
import { readableField, readableItem } from './fields';
import type { Viewer } from './viewer';

/** An event is committed after it has got its id, and clocks differ a little. */
const LATE_MS = 3000;

/** What others keep to themselves. */
const ownAffairs = sql`('post.bookmarked', 'post.unbookmarked', 'post.muted', 'post.unmuted', 'group.muted')`;
const requests = sql`('group.join_requested', 'group.join_withdrawn', 'group.join_decided', 'group.person_invited')`;

const postId = sql`(e.payload->>'postId')::uuid`;
const groupId = sql`(e.payload->>'groupId')::uuid`;
const recordId = sql`(e.payload->>'recordId')::uuid`;
const audience = sql`(e.payload->>'audience')::uuid`;

/** An event about an item, of an audience that it names or of the item's own. */
const ofItem = (
  viewer: Viewer,
) => sql`(e.payload ? 'postId' and e.type not in ${ownAffairs} and case when e.payload ? 'audience'
  then ${visible(viewer, audience)}
  else exists (select 1 from feed_items i where i.id = ${postId} and ${visible(viewer, sql`i.audience`)}) end
  and ${readableItem(viewer, postId)})`;

/** An event about a group, for those to whom it is open; who asks to join is for those who decide. */
const ofGroup = (
  viewer: Viewer,
) => sql`(e.payload ? 'groupId' and e.type not in ${ownAffairs} and case when e.type in ${requests}
  then exists (select 1 from memberships m where m.group_id = ${groupId} and m.person_id = ${viewer.id} and m.role in ('owner', 'manager'))
  else exists (select 1 from groups g where g.id = ${groupId} and ((g.access = 'public' and ${viewer.kind === 'internal'})
    or ${heldBy(viewer, sql`g.id`)})) end)`;

/** Whether a change of a record touched a field that the viewer may read; what is no change of fields did. */
const touched = (viewer: Viewer) => sql`(e.type <> 'record.changed' or e.payload->'fieldIds' = '[]'::jsonb or exists (
  select 1 from jsonb_array_elements_text(e.payload->'fieldIds') one where ${readableField(viewer, sql`one::uuid`)}))`;

/** An event about a record that the viewer reads; that it is gone or closed, for colleagues while it was open to all. */
const ofRecord = (viewer: Viewer) => sql`(e.payload ? 'recordId' and (case
  when e.type in ('record.deleted', 'record.access_changed') and coalesce(e.payload->>'audience', e.payload->>'from') is null
    then ${viewer.kind === 'internal'}
  else exists (select 1 from records r where r.id = ${recordId} and r.deleted_at is null and ${visible(viewer, sql`r.audience`)}) end
  and ${touched(viewer)}))`;

/** Somebody who was given a record, by themselves or a group of theirs, was also who lost it. */
const ofShare = (viewer: Viewer) => sql`(e.payload ? 'principal' and (e.payload->>'principal' = ${viewer.id} or exists (
  select 1 from memberships m where m.group_id = (e.payload->>'principal')::uuid and m.person_id = ${viewer.id})))`;

/** What all colleagues may know: who is called what, and that a group is gone which they could find. */
const ofColleague = ({ kind }: Viewer) =>
  kind === 'guest'
    ? sql`false`
    : sql`(e.type in ('person.edited', 'person.deactivated', 'person.reactivated', 'object.access_changed')
    or (e.type = 'group.deleted' and e.payload->>'access' <> 'unlisted'))`;

/**
 * Whether anything happened since then that may be seen on a page of the viewer's. Says yes too often rather than too
 * seldom, and never because of what is hidden from them.
 */
export async function hasChangedSince(viewer: Viewer, since: Date): Promise<boolean> {
  const first = newId(new Date(since.getTime() - LATE_MS));
  const [row] = await rows<{ hasChanged: boolean }>(sql`
    select exists (select 1 from outbox_events e where e.id >= ${first}::uuid and (e.actor_id = ${viewer.id}
        or e.payload->>'personId' = ${viewer.id} or ${ofItem(viewer)} or ${ofGroup(viewer)} or ${ofColleague(viewer)}
        or ${ofRecord(viewer)} or ${ofShare(viewer)}))
      or exists (select 1 from notifications n where n.person_id = ${viewer.id} and n.is_on_page and n.id >= ${first}::uuid) as "hasChanged"`);
  return row?.hasChanged ?? false;
}
