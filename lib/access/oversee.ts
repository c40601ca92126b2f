import 'server-only';
import { sql } from 'drizzle-orm';
import { rows } from '@/db/reader';
import { transaction } from '@/db/writer';
import { audit } from '@/lib/events/audit';
import { isId } from '@/lib/ids';
import { overseeing, type Viewer } from './viewer';

type Place = { id: string; slug: string; access: 'public' | 'private' | 'unlisted'; isMember: boolean };

const opens = { public: null, private: 'view_all_data', unlisted: 'manage_unlisted_groups' } as const;

async function open(viewer: Viewer, place: Omit<Place, 'slug'> | undefined, path: string): Promise<Viewer> {
  const permission = place && !place.isMember ? opens[place.access] : null;
  if (!place || !permission || !viewer.permissions.has(permission)) return viewer;
  await transaction((tx) => audit(tx, viewer, 'oversight.used', place.id, { permission, path }));
  return overseeing(viewer, place.id);
}

const holdsMembership = (viewer: Viewer) =>
  sql`exists (select 1 from memberships m where m.group_id = g.id and m.person_id = ${viewer.id}) as "isMember"`;

/**
 * Opens a group that is not one's own to this request's reading: private ones with View All Data, unlisted ones with
 * Manage Unlisted Groups. These permissions never widen Home, Company or search, and every opening is audited.
 * Takes the group's slug or id and returns the viewer unchanged for everybody else.
 */
export async function overseeGroup(viewer: Viewer, slugOrId: string): Promise<Viewer> {
  if (!viewer.permissions.has('view_all_data') && !viewer.permissions.has('manage_unlisted_groups')) return viewer;
  const slug = slugOrId.toLowerCase();
  const [place] = await rows<Place>(sql`select g.id, s.handle as slug, g.access, ${holdsMembership(viewer)}
    from groups g join subjects s on s.id = g.id where ${isId(slugOrId) ? sql`g.id = ${slug}` : sql`s.handle = ${slug}`}`);
  return open(viewer, place, `/groups/${place?.slug}`);
}

/** The same for the place of one post. */
export async function overseePost(viewer: Viewer, postId: string): Promise<Viewer> {
  if (!isId(postId)) return viewer;
  if (!viewer.permissions.has('view_all_data') && !viewer.permissions.has('manage_unlisted_groups')) return viewer;
  const [place] = await rows<Omit<Place, 'slug'>>(sql`select g.id, g.access, ${holdsMembership(viewer)}
    from feed_items i join groups g on g.id = i.audience where i.id = ${postId}`);
  return open(viewer, place, `/posts/${postId}`);
}
