import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { overseeRecord } from '@/lib/access/oversee';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden, NotFound } from '@/lib/errors';
import { everyone } from '@/lib/feed/everyone';
import type { PersonLine } from '@/lib/feed/view-models';
import { named } from '@/lib/groups/list-queries';
import { searchText } from '@/lib/groups/rules';
import { isId } from '@/lib/ids';
import { nameOrder } from '@/lib/name-cursor';
import { personLine } from '@/lib/people/line-queries';
import { levelOf, personOf } from '@/lib/records/record-sql';
import { BIN_SHOWN, CANDIDATES_SHOWN, goneAt, MAX_SHARES } from './rules';
import type { BinRow, Candidate, Deletion, Principal, ShareView, Sharing } from './view-models';

const groupLine = (alias: string) => {
  const g = sql.identifier(alias);
  return sql`json_build_object('id', ${g}.id, 'slug', ${g}.slug, 'name', ${g}.name, 'access', ${g}.access, 'photoId', ${g}.photo_id,
    'isArchived', ${g}.archived_at is not null)`;
};

type Row = Pick<Sharing, 'record' | 'plural' | 'objectAccess' | 'isPrivate' | 'owner' | 'managers'> & {
  level: string;
  audience: string | null;
};

const recordLine = sql`json_build_object('id', r.id, 'object', o.api_name, 'objectLabel', o.label, 'name', r.name)`;

/** Everybody above the owner of a record `r`, who reads and edits what they own. */
const managersAbove = (s: Scope): SQL => sql`(with recursive above as (
    select owner.manager_id as id, 1 as depth from ${s.people} owner where owner.id = r.owner_id and owner.manager_id is not null
    union all select next.manager_id, above.depth + 1 from above join ${s.people} next on next.id = above.id
      where next.manager_id is not null and above.depth < 50)
  select coalesce(json_agg(${personLine('p')} order by above.depth), '[]') from above join ${s.people} p on p.id = above.id)`;

async function findRow(s: Scope, objectName: string, id: string): Promise<Row> {
  const [row] = isId(id)
    ? await s.rows<Row>(sql`select ${recordLine} as record, o.plural, o.access as "objectAccess", r.is_private as "isPrivate", r.audience,
        ${personOf(s, sql`r.owner_id`)} as owner, ${managersAbove(s)} as managers, ${levelOf(s)} as level
      from ${s.records} r join ${s.objects} o on o.id = r.object_id where r.id = ${id} and o.api_name = ${objectName}`)
    : [];
  if (!row) throw new NotFound();
  if (row.level !== 'own') throw new Forbidden();
  return row;
}

type PrincipalRow = {
  id: string;
  person: PersonLine | null;
  group: Principal | null;
  level: ShareView['level'] | null;
};

const principalOf = ({ person, group }: Omit<PrincipalRow, 'id' | 'level'>): Principal | null =>
  person ? { kind: 'person', person } : group;

const groupPrincipal = sql`json_build_object('kind', 'group', 'group', ${groupLine('g')}, 'people', coalesce(c.members, 0))`;

async function listShares(s: Scope, id: string): Promise<ShareView[]> {
  type ShareRow = PrincipalRow & { level: ShareView['level']; sharedBy: string | null };
  const rows = await s.rows<ShareRow>(sql`
    select x.principal as id, x.level, giver.name as "sharedBy", case when p.id is not null then ${personLine('p')} end as person,
      case when g.id is not null then ${groupPrincipal} end as group
    from ${s.recordShares} x left join ${s.people} p on p.id = x.principal left join ${s.groups} g on g.id = x.principal
    left join ${s.memberCounts} c on c.group_id = g.id left join ${s.people} giver on giver.id = x.shared_by
    where x.record_id = ${id} order by x.shared_at, x.principal limit ${MAX_SHARES}`);
  return rows.map(({ person, group, ...share }) => ({ ...share, principal: principalOf({ person, group }) }));
}

/**
 * Who may read a record and why, for those who may change it: its owner, everyone above them and Modify All Data. The
 * eyes are wider where a permission opened it. Throws NotFound and Forbidden.
 */
export async function getSharing(viewer: Viewer, object: string, id: string): Promise<Sharing> {
  const eyes = await overseeRecord(viewer, id);
  const s = scope(eyes);
  const { level: _level, audience, ...row } = await findRow(s, object, id);
  const [shares, colleagues] = await Promise.all([listShares(s, row.record.id), everyone(scope(viewer))]);
  return { ...row, access: audience === null ? 'open' : 'restricted', shares, colleagues };
}

/** People and groups by name or handle with whom a record could be shared. Nobody until something is searched for. */
export async function listShareCandidates(
  viewer: Viewer,
  { owner, access, shares }: Pick<Sharing, 'owner' | 'access' | 'shares'>,
  q: string | undefined,
): Promise<Candidate[]> {
  const text = searchText(q);
  if (!text) return [];
  const s = scope(viewer);
  const handle = text.replace(/^@/, '').toLowerCase();
  const fitting = access === 'restricted' ? sql`true` : sql`p.kind = 'internal'`;
  const rows = await s.rows<Omit<PrincipalRow, 'level'>>(sql`
    select found.id, found.person, found.group from (
      select p.id, p.name, 0 as rank, ${personLine('p')} as person, null::json as group from ${s.people} p
        where p.is_active and p.id <> ${owner.id} and ${fitting} and (${named(sql`p.name`, text)} or p.handle = ${handle})
      union all select g.id, g.name, 1, null, ${groupPrincipal} from ${s.groups} g left join ${s.memberCounts} c on c.group_id = g.id
        where g.archived_at is null and (${named(sql`g.name`, text)} or g.slug = ${handle})) found
    order by found.rank, ${nameOrder(sql`found.name`)}, found.id limit ${CANDIDATES_SHOWN}`);
  return rows.flatMap(({ id, ...row }) => {
    const principal = principalOf(row);
    return principal ? [{ id, principal, level: shares.find((share) => share.id === id)?.level ?? null }] : [];
  });
}

type DeletionRow = Deletion & { level: string };

/** What goes with a record that is deleted. Throws NotFound, and Forbidden to those who may only read or edit it. */
export async function getDeletion(viewer: Viewer, object: string, id: string): Promise<Deletion> {
  const s = scope(await overseeRecord(viewer, id));
  const [row] = isId(id)
    ? await s.rows<DeletionRow>(sql`select ${recordLine} as record, ${levelOf(s)} as level,
        (select count(*)::int from ${s.items} i where i.subject_id = r.id and i.kind <> 'change') as posts,
        (select count(*)::int from ${s.items} i join ${s.comments} c on c.item_id = i.id where i.subject_id = r.id) as comments,
        (select count(distinct l.record_id)::int from ${s.recordLinks} l where l.target_id = r.id) as below
      from ${s.records} r join ${s.objects} o on o.id = r.object_id where r.id = ${id} and o.api_name = ${object}`)
    : [];
  if (!row) throw new NotFound();
  const { level, ...deletion } = row;
  if (level !== 'own') throw new Forbidden();
  return deletion;
}

type BinRowRead = Omit<BinRow, 'deletedAt' | 'goneAt'> & { deletedAt: Date };

/** The deleted records of an object that the viewer may restore: those they owned or deleted, the newest first. */
export async function listBin(viewer: Viewer, object: string): Promise<BinRow[]> {
  const s = scope(viewer);
  const rows =
    await s.rows<BinRowRead>(sql`select r.id, o.api_name as object, o.label as "objectLabel", r.name, r.deleted_at as "deletedAt",
      ${personOf(s, sql`r.owner_id`)} as owner, ${personOf(s, sql`r.deleted_by`)} as "deletedBy"
    from ${s.deletedRecords} r join ${s.objects} o on o.id = r.object_id where o.api_name = ${object}
    order by r.deleted_at desc, r.id limit ${BIN_SHOWN}`);
  return rows.map((row) => {
    const deletedAt = new Date(row.deletedAt);
    return { ...row, deletedAt: deletedAt.toISOString(), goneAt: goneAt(deletedAt).toISOString() };
  });
}
