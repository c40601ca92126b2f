import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { type Tx, transaction } from '@/db/writer';
import { followCount } from '@/lib/access/follow-count';
import { FIRST_PEOPLE, FIRST_RECORDS, MAX_FOLLOWS, SMALL_COMPANY } from './rules';

const colleague = (p: string): SQL => {
  const row = sql.identifier(p);
  return sql`${row}.kind = 'internal' and exists (select 1 from subjects s where s.id = ${row}.id and s.is_active)`;
};

async function follow(tx: Tx, pairs: SQL): Promise<void> {
  await tx.execute(sql`insert into follows (person_id, subject_id) select pair.person_id, pair.subject_id from (${pairs}) pair
    where pair.person_id <> pair.subject_id and ${followCount(sql`pair.person_id`)} < ${MAX_FOLLOWS}
    order by pair.person_id, pair.subject_id on conflict do nothing`);
}

/** Whether there are so few that everybody follows everybody. */
async function isSmall(tx: Tx): Promise<boolean> {
  const { rows } = await tx.execute(
    sql`select count(*)::int as count from (select 1 from people p where ${colleague('p')} limit ${SMALL_COMPANY}) counted`,
  );
  return (rows as { count: number }[])[0]?.count !== SMALL_COMPANY;
}

/** The manager first, then who reports to this person, then who has the same manager. */
const near = (personId: string): SQL => sql`select ${personId}::uuid as person_id, found.id as subject_id from (
  select p.id, case when p.id = me.manager_id then 0 when p.manager_id = me.id then 1 else 2 end as rank
  from people me join people p on p.id = me.manager_id or p.manager_id = me.id or p.manager_id = me.manager_id
  where me.id = ${personId} and p.id <> me.id and ${colleague('p')} order by 2, p.id limit ${FIRST_PEOPLE}) found`;

const ownRecords = (personId: string): SQL => sql`select found.owner_id as person_id, found.id as subject_id from (
  select r.owner_id, r.id from records r join objects o on o.id = r.object_id and o.is_tracked and o.deleted_at is null
  where r.owner_id = ${personId} and r.deleted_at is null order by r.updated_at desc, r.id limit ${FIRST_RECORDS}) found`;

/**
 * Lets somebody new follow whom they will hear from, so that Home is not empty on the first day: in a small company
 * everybody and everybody them, else those near them in the hierarchy; and their own latest records. Not for guests.
 */
export async function followAtFirst(personId: string): Promise<void> {
  await transaction(async (tx) => {
    const { rows } = await tx.execute(sql`select 1 from people p where p.id = ${personId} and ${colleague('p')}`);
    if (rows.length === 0) return;
    if (await isSmall(tx)) {
      await follow(
        tx,
        sql`select ${personId}::uuid as person_id, p.id as subject_id from people p where ${colleague('p')}`,
      );
      await follow(
        tx,
        sql`select p.id as person_id, ${personId}::uuid as subject_id from people p where ${colleague('p')}`,
      );
    } else await follow(tx, near(personId));
    await follow(tx, ownRecords(personId));
  });
}
