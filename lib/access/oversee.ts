import 'server-only';
import { sql } from 'drizzle-orm';
import { rows } from '@/db/reader';
import { transaction } from '@/db/writer';
import { audit } from '@/lib/events/audit';
import { isId } from '@/lib/ids';
import { canSeeRow } from './audience';
import { overseeing, type Permission, type Viewer } from './viewer';

type Place = { id: string; slug: string; access: 'public' | 'private' | 'unlisted'; isMember: boolean };

/** Who may change a private group has to see what they change: the form of its settings replaces its information. */
const opens: Record<Place['access'], readonly Permission[]> = {
  public: [],
  private: ['view_all_data', 'modify_all_data'],
  unlisted: ['manage_unlisted_groups'],
};

const mayOversee = ({ permissions }: Viewer) =>
  Object.values(opens).some((any) => any.some((one) => permissions.has(one)));

async function open(viewer: Viewer, place: Omit<Place, 'slug'> | undefined, path: string): Promise<Viewer> {
  if (!place || place.isMember) return viewer;
  const permission = opens[place.access].find((one) => viewer.permissions.has(one));
  if (!permission) return viewer;
  await transaction((tx) => audit(tx, viewer, 'oversight.used', place.id, { permission, path }));
  return overseeing(viewer, place.id);
}

const holdsMembership = (viewer: Viewer) =>
  sql`exists (select 1 from memberships m where m.group_id = g.id and m.person_id = ${viewer.id}) as "isMember"`;

/**
 * Opens a group that is not one's own to this request's reading: private ones with View All Data or Modify All Data,
 * unlisted ones with Manage Unlisted Groups. These permissions never widen Home, Company or search, and every opening is audited.
 * Takes the group's slug or id and returns the viewer unchanged for everybody else.
 */
export async function overseeGroup(viewer: Viewer, slugOrId: string): Promise<Viewer> {
  if (!mayOversee(viewer)) return viewer;
  const slug = slugOrId.toLowerCase();
  const [place] = await rows<Place>(sql`select g.id, s.handle as slug, g.access, ${holdsMembership(viewer)}
    from groups g join subjects s on s.id = g.id where ${isId(slugOrId) ? sql`g.id = ${slug}` : sql`s.handle = ${slug}`}`);
  return open(viewer, place, `/groups/${place?.slug}`);
}

const holdsRecord = (viewer: Viewer) =>
  sql`${canSeeRow(sql`${viewer.id}::uuid`, sql`${viewer.kind}`, sql`r.audience`)} as "isMember"`;

/**
 * The same for one restricted record: with View All Data or Modify All Data. Who holds it as it is needs nothing opened,
 * and what is deleted is opened to nobody.
 */
export async function overseeRecord(viewer: Viewer, recordId: string): Promise<Viewer> {
  if (!isId(recordId) || !mayOversee(viewer)) return viewer;
  const [place] = await rows<Place>(sql`select r.id, o.api_name as slug, 'private' as access, ${holdsRecord(viewer)}
    from records r join objects o on o.id = r.object_id where r.id = ${recordId} and r.audience = r.id and r.deleted_at is null`);
  return open(viewer, place, `/records/${place?.slug}/${place?.id}`);
}

/** The same for the place of one post. */
export async function overseePost(viewer: Viewer, postId: string): Promise<Viewer> {
  if (!isId(postId)) return viewer;
  if (!mayOversee(viewer)) return viewer;
  const [place] = await rows<Omit<Place, 'slug'>>(sql`select g.id, g.access, ${holdsMembership(viewer)}
      from feed_items i join groups g on g.id = i.audience where i.id = ${postId}
    union all select r.id, 'private', ${holdsRecord(viewer)}
      from feed_items i join records r on r.id = i.audience and r.deleted_at is null where i.id = ${postId}`);
  return open(viewer, place, `/posts/${postId}`);
}

/** Whether everything that a mail shows is still there, and in no unlisted group. */
const showsNoUnlisted = sql`cardinality(m.shown_ids) > 0 and cardinality(m.shown_ids) = (
  select count(*) from (select id, audience from feed_items union all select id, audience from comments) shown
  left join groups g on g.id = shown.audience where shown.id = any(m.shown_ids) and g.access is distinct from 'unlisted')`;

/**
 * Opens what one mail to somebody else says to this request's reading, for admins with View All Data. What may hold words
 * of unlisted groups needs Manage Unlisted Groups too. Returns the viewer unchanged for everybody else.
 */
export async function overseeMail(viewer: Viewer, mailId: string): Promise<Viewer> {
  const { id, permissions } = viewer;
  if (!isId(mailId) || !permissions.has('admin') || !permissions.has('view_all_data')) return viewer;
  const isOpen = permissions.has('manage_unlisted_groups') ? sql`true` : showsNoUnlisted;
  const [mail] = await rows<{ id: string; personId: string | null }>(
    sql`select m.id, m.person_id as "personId" from mails m where m.id = ${mailId} and m.person_id is distinct from ${id}
      and m.kind not in ('sign_in', 'test') and ${isOpen}`,
  );
  if (!mail) return viewer;
  const details = { permission: 'view_all_data', path: `/setup/outbox/mails/${mail.id}` };
  await transaction((tx) => audit(tx, viewer, 'oversight.mail_read', mail.personId, details));
  return overseeing(viewer, mail.id);
}
