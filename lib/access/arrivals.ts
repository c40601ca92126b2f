import 'server-only';
import { sql } from 'drizzle-orm';
import { rows } from '@/db/reader';
import type { Tx } from '@/db/writer';

/** What sign-in may know of a person before they are a viewer. */
export type Arrival = { id: string; name: string; email: string; kind: 'internal' | 'guest'; isActive: boolean };

/** Who holds an address, and whether a link mailed to it may let them in. */
export type Holder = Arrival & { hasIdentity: boolean; hasProvenAddress: boolean };

export type OpenInvitation = {
  id: string;
  email: string;
  kind: 'internal' | 'guest';
  groupId: string | null;
  groupName: string | null;
  invitedBy: string | null;
};

const arrival = sql`p.id, s.name, p.email, p.kind, s.is_active as "isActive"`;

/** The person behind an identity, which is issuer and subject. */
export async function findIdentity(issuer: string, subject: string, tx?: Tx): Promise<Arrival | null> {
  const found = await rows<Arrival>(
    sql`select ${arrival} from accounts a join people p on p.id = a.person_id join subjects s on s.id = p.id
    where a.issuer = ${issuer} and a.subject = ${subject}`,
    tx,
  );
  return found[0] ?? null;
}

/** The person with an address, in whatever case it is written. */
export async function findHolder(email: string, tx?: Tx): Promise<Holder | null> {
  const found = await rows<Holder>(
    sql`select ${arrival}, exists (select 1 from accounts a where a.person_id = p.id) as "hasIdentity",
      not exists (select 1 from accounts a where a.person_id = p.id and not a.is_address_verified) as "hasProvenAddress"
    from people p join subjects s on s.id = p.id where lower(p.email) = lower(${email})`,
    tx,
  );
  return found[0] ?? null;
}

const invitation = sql`select i.id, i.email, i.kind, i.group_id as "groupId", g.name as "groupName", by_whom.name as "invitedBy"
  from invitations i left join subjects g on g.id = i.group_id left join subjects by_whom on by_whom.id = i.invited_by
  where i.accepted_at is null and i.expires_at > now()`;

/** The invitation that a link opens; null when it was used, has run out or never was. */
export async function findInvitation(tokenHash: string, tx?: Tx): Promise<OpenInvitation | null> {
  const found = await rows<OpenInvitation>(sql`${invitation} and i.token_hash = ${tokenHash}`, tx);
  return found[0] ?? null;
}

/** The newest invitation that waits for an address. */
export async function findInvitationFor(email: string, tx?: Tx): Promise<OpenInvitation | null> {
  const found = await rows<OpenInvitation>(
    sql`${invitation} and lower(i.email) = lower(${email}) order by i.id desc limit 1`,
    tx,
  );
  return found[0] ?? null;
}

/** The address that an unused link was made for. */
export async function findLinkAddress(tokenHash: string): Promise<string | null> {
  const found = await rows<{ identifier: string }>(
    sql`select identifier from sign_in_tokens where token = ${tokenHash} and expires_at > now()`,
  );
  return found[0]?.identifier ?? null;
}

/** Whether an admin who can sign in is there, other than `except`. */
export async function hasAdmin(tx: Tx, except: string | null = null): Promise<boolean> {
  const found = await rows(
    sql`select 1 from person_permissions a join subjects s on s.id = a.person_id
    where a.permission = 'admin' and s.is_active and a.person_id is distinct from ${except} limit 1`,
    tx,
  );
  return found.length > 0;
}

/** Whether nobody has ever signed in here. */
export async function isFresh(tx?: Tx): Promise<boolean> {
  const found = await rows<{ isFresh: boolean }>(
    sql`select not exists (select 1 from organisation) and not exists (select 1 from people) as "isFresh"`,
    tx,
  );
  return found[0]?.isFresh ?? false;
}

export type DemoPerson = { id: string; handle: string; name: string; title: string; photoId: string | null };

/** Ordinary colleagues with something to see, and whoever reads the page top down comes upon them first. */
const firstShown = ['anna.snelling', 'cassey.cress'];

/** The people of the demo company: two colleagues, those who will approve, the others, guests, and the admin last. */
export async function listDemoPeople(): Promise<(DemoPerson & { kind: 'internal' | 'guest' })[]> {
  return rows(
    sql`select p.id, s.handle, s.name, p.title, p.photo_id as "photoId", p.kind
    from organisation o, people p join subjects s on s.id = p.id
    where o.is_demo and s.is_active
    order by case
      when s.handle = any(${sql.param(firstShown)}::text[]) then 0
      when exists (select 1 from person_permissions a where a.person_id = p.id and a.permission = 'admin') then 4
      when p.kind = 'guest' then 3
      when exists (select 1 from people below where below.manager_id = p.id) then 1
      else 2 end, s.name`,
  );
}
