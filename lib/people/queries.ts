import 'server-only';
import { sql } from 'drizzle-orm';
import { answers } from '@/lib/access/abilities';
import type { PersonFacts } from '@/lib/access/facts';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden, NotFound } from '@/lib/errors';
import type { PersonLine } from '@/lib/feed/view-models';
import { afterCursor, nameOrder, pageByName, readCursor } from '@/lib/name-cursor';
import { personLine } from './line-queries';
import { LIST_SIZE, REPORTS_SHOWN } from './rules';
import type { Activity, Contact, EditableProfile, MemberOfRow, Profile } from './view-models';

const contactColumns = sql`p.about, p.email, p.phone, p.mobile, p.street, p.city, p.region, p.postal_code as "postalCode", p.country,
  p.out_of_office as "outOfOffice", p.time_zone as "timeZone"`;

type ProfileRow = Omit<Profile, 'contact' | 'isSelf' | 'can' | 'reports'> & { reports: PersonLine[] | null } & {
  [K in keyof Contact]: Contact[K] | null;
};

function contactOf(row: ProfileRow): Contact | null {
  const { about, email, phone, mobile, street, city, region, postalCode, country, outOfOffice, timeZone } = row;
  if (email === null) return null;
  const text = (value: string | null) => value ?? '';
  return {
    about: text(about),
    email,
    phone: text(phone),
    mobile: text(mobile),
    street: text(street),
    city: text(city),
    region: text(region),
    postalCode: text(postalCode),
    country: text(country),
    outOfOffice: text(outOfOffice),
    timeZone,
  };
}

function may(viewer: Viewer, person: PersonLine) {
  const facts: PersonFacts = { ...person, version: 0 };
  const { follow, edit, post } = answers('person', viewer, facts);
  return { follow, edit, post, setManager: viewer.permissions.has('modify_all_users') };
}

const handleOf = (text: string) => text.toLowerCase().slice(0, 200);

/** A person's page by their handle. Throws NotFound for a handle that is nobody's and for people the viewer does not meet. */
export async function getProfile(viewer: Viewer, handle: string): Promise<Profile> {
  const s = scope(viewer);
  const [row] = await s.rows<ProfileRow>(sql`
    select ${personLine('p')} as person, p.department, p.office, p.banner_id as "bannerId", ${contactColumns},
      (select ${personLine('m')} from ${s.people} m where m.id = p.manager_id) as manager,
      (select json_agg(${personLine('r')} order by r.name) from (select * from ${s.people} r where r.manager_id = p.id and r.is_active
        order by r.name limit ${REPORTS_SHOWN}) r) as reports,
      (select count(*)::int from ${s.people} r where r.manager_id = p.id and r.is_active) as "reportCount",
      (select count(*)::int from ${s.followers} f where f.subject_id = p.id and p.is_active) as followers,
      (select count(*)::int from ${s.follows} f where f.person_id = p.id) as following,
      exists (select 1 from ${s.ownFollows} f where f.subject_id = p.id) as "isFollowing"
    from ${s.people} p where p.handle = ${handleOf(handle)}`);
  if (!row) throw new NotFound();
  const { person, department, office, bannerId, manager, reports, reportCount, followers, following, isFollowing } =
    row;
  const shown = { person, department, office, bannerId, manager, reportCount, followers, following, isFollowing };
  return {
    ...shown,
    reports: reports ?? [],
    contact: contactOf(row),
    isSelf: person.id === viewer.id,
    can: may(viewer, person),
  };
}

type EditableRow = Omit<EditableProfile, 'isSelf' | 'can'> & PersonLine;

async function getEditable(viewer: Viewer, s: Scope, where: ReturnType<typeof sql>): Promise<EditableProfile> {
  const [row] = await s.rows<EditableRow>(sql`
    select p.id, p.handle, p.name, p.kind, p.is_active as "isActive", p.title, p.department, p.office, p.photo_id as "photoId",
      p.banner_id as "bannerId", p.locale, p.has_shortcuts as "hasShortcuts", p.version, ${contactColumns},
      coalesce((select m.handle from ${s.people} m where m.id = p.manager_id), '') as "managerHandle"
    from ${s.people} p where ${where}`);
  if (!row) throw new NotFound();
  if (!may(viewer, row).edit) throw new Forbidden();
  return { ...row, isSelf: row.id === viewer.id, can: { setManager: may(viewer, row).setManager } };
}

/** One's own profile, to edit. */
export async function getOwnProfile(viewer: Viewer): Promise<EditableProfile> {
  return getEditable(viewer, scope(viewer), sql`p.id = ${viewer.id}`);
}

/** Someone's profile to edit, by handle. Throws Forbidden for those who may only look at it. */
export async function getEditableProfile(viewer: Viewer, handle: string): Promise<EditableProfile> {
  return getEditable(viewer, scope(viewer), sql`p.handle = ${handleOf(handle)}`);
}

/** The four counters of a profile, over what the viewer may see; zero for the silent. Own comments on own posts are none received. */
export async function getActivity(viewer: Viewer, personId: string): Promise<Activity> {
  const s = scope(viewer);
  const [row] = await s.rows<Activity>(sql`
    select posted.posts, commented.comments, posted.answers - commented.own as "commentsReceived", posted.likes + commented.likes as "likesReceived"
    from (select (count(*) filter (where i.kind <> 'change'))::int as posts, coalesce(sum(i.comment_count), 0)::int as answers, coalesce(sum(i.like_count), 0)::int as likes
        from ${s.items} i where i.author_id = ${personId}) posted,
      (select count(*)::int as comments, coalesce(sum(c.like_count), 0)::int as likes, (count(*) filter (where i.author_id = ${personId}))::int as own
        from ${s.comments} c join ${s.items} i on i.id = c.item_id where c.author_id = ${personId}) commented`);
  return row ?? { posts: 0, comments: 0, commentsReceived: 0, likesReceived: 0 };
}

/** The groups of a person, as far as the viewer may know of the membership. */
export async function listGroupsOf(viewer: Viewer, personId: string, after?: string) {
  const s = scope(viewer);
  const rows = await s.rows<MemberOfRow>(sql`
    select g.id, g.slug, g.name, g.access, g.photo_id as "photoId", g.archived_at is not null as "isArchived", m.role
    from ${s.memberships} m join ${s.groups} g on g.id = m.group_id
    where m.person_id = ${personId} and ${afterCursor(readCursor(after), sql`g.name`, sql`g.id`)}
    order by ${nameOrder(sql`g.name`)}, g.id limit ${LIST_SIZE + 1}`);
  return pageByName(rows, LIST_SIZE);
}
