import { sql } from 'drizzle-orm';
import type { Db } from '@/db/database';
import { newId } from '@/lib/ids';

const ANNOUNCING = 'company-news';

/** The newest post of the group that everybody is in is its announcement. */
async function announce(db: Db, now: Date): Promise<void> {
  const newest = sql`(select i.id from feed_items i join subjects s on s.id = i.subject_id where s.handle = ${ANNOUNCING} order by i.id desc limit 1)`;
  await db.execute(sql`update feed_items set kind = 'announcement' where id = ${newest}`);
  await db.execute(sql`insert into announcements (id, group_id, item_id, expires_on, created_at)
    select ${newId(now)}::uuid, i.subject_id, i.id, ${now.toISOString()}::date + 7, i.created_at from feed_items i where i.id = ${newest}`);
}

/** Members have read most of what is older than yesterday and some of the rest; who what, is the same each time. */
async function read(db: Db, now: Date): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`;
  await db.execute(sql`insert into item_reads (item_id, person_id, read_at)
    select i.id, m.person_id, least(i.created_at + interval '3 hours', ${at}) from feed_items i join memberships m on m.group_id = i.subject_id
    where i.author_id <> m.person_id and m.joined_at <= i.created_at and i.created_at > ${at} - interval '30 days'
      and abs(hashtext(i.source || m.person_id)) % 100 < case when i.created_at < ${at} - interval '30 hours' then 95 else 30 end`);
}

/** What a group's life leaves besides posts. */
export async function insertGroupLife(db: Db, now: Date): Promise<void> {
  await announce(db, now);
  await read(db, now);
}
