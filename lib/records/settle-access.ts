import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { emitEach } from '@/lib/events/outbox';
import { moveItemsOf } from '@/lib/feed/move-items';
import { forgetAccess } from './forget-access';
import { moveRelated } from './move-related';

type Settled = { id: string; before: string | null; audience: string | null };

const among = (ids: readonly string[]): SQL => sql`any(${sql.param([...ids])}::uuid[])`;

/** What audience the records have, and what they are to have by their objects and states. */
async function lockAndDecide(tx: Tx, ids: readonly string[]): Promise<Settled[]> {
  const { rows } = await tx.execute(sql`select r.id, r.audience as before,
      case when r.deleted_at is not null or r.is_private or o.access = 'private' or o.deleted_at is not null then r.id end as audience
    from records r join objects o on o.id = r.object_id where r.id = ${among(ids)} order by r.id for no key update of r`);
  return rows as Settled[];
}

/** Who is to hold them: of restricted ones their owner and whoever they were given to, of all others nobody by name. */
const held = (ids: readonly string[]): SQL => sql`(select r.id as audience, one.principal, min(one.level) as level
  from records r join objects o on o.id = r.object_id cross join lateral (
    select r.owner_id as principal, 'own' as level
    union all select s.principal, s.level from record_shares s where s.record_id = r.id) one
  where r.id = ${among(ids)} and r.deleted_at is null and o.deleted_at is null and (r.is_private or o.access = 'private') group by r.id, one.principal)`;

type Grants = { dropped: ReadonlySet<string>; given: ReadonlySet<string> };

const idsOf = (rows: unknown[]) => new Set((rows as { id: string }[]).map(({ id }) => id));

/** Brings the grants in line. Resolves to the records that somebody holds no longer, and to those that somebody holds now. */
async function settleGrants(tx: Tx, ids: readonly string[]): Promise<Grants> {
  const dropped = await tx.execute(sql`delete from grants g where g.audience = ${among(ids)} and not exists (
    select 1 from ${held(ids)} h where h.audience = g.audience and h.principal = g.principal) returning g.audience as id`);
  const given = await tx.execute(sql`insert into grants (audience, principal, level, through_managers)
    select h.audience, h.principal, h.level, true from ${held(ids)} h order by h.audience, h.principal
    on conflict (audience, principal) do update set level = excluded.level where grants.level <> excluded.level returning audience as id`);
  return { dropped: idsOf(dropped.rows), given: idsOf(given.rows) };
}

/** A record's own rows carry its audience, and whoever may listen no longer hears nothing on the channel left behind. */
async function settleRows(tx: Tx, changed: readonly Settled[], lost: readonly string[]): Promise<void> {
  if (changed.length > 0) {
    const moved = sql`jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as m(id uuid, audience uuid)`;
    await tx.execute(sql`update records r set audience = m.audience from ${moved} where r.id = m.id`);
    await tx.execute(sql`update subjects s set audience = m.audience from ${moved} where s.id = m.id`);
    await tx.execute(sql`update record_topics t set audience = m.audience from ${moved} where t.record_id = m.id`);
    await moveItemsOf(tx, changed);
    await moveRelated(
      tx,
      changed.map(({ id }) => id),
    );
  }
  await leaveChannelsBehind(tx, lost);
}

/** From now on hints about these records go to new channels. */
export async function leaveChannelsBehind(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await tx.execute(sql`update subjects set channel_version = channel_version + 1 where id = ${among(ids)}`);
}

/**
 * Brings audience and grants of records to what their objects, owners, shares and states say, with everything posted on
 * them, in the transaction that changed one of these. A deleted record is a restricted one that nobody holds. Nothing is
 * told of what was right already.
 */
export async function settleAccessOf(tx: Tx, actor: { id: string | null }, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const settled = await lockAndDecide(tx, ids);
  const { dropped, given } = await settleGrants(tx, ids);
  const changed = settled.filter(({ before, audience }) => before !== audience);
  const lost = settled.filter((one) => one.before !== one.audience || dropped.has(one.id));
  const lostIds = lost.map(({ id }) => id);
  await settleRows(tx, changed, lostIds);
  if (lost.length > 0) await forgetAccess(tx, { recordIds: lostIds });
  const different = settled.filter((one) => one.before !== one.audience || dropped.has(one.id) || given.has(one.id));
  const told = different.map(({ id, before, audience }) => ({ recordId: id, from: before, to: audience }));
  await emitEach(tx, actor, 'record.access_changed', told);
}

/** The same for one record. */
export async function settleAccess(tx: Tx, actor: { id: string | null }, recordId: string): Promise<void> {
  await settleAccessOf(tx, actor, [recordId]);
}
