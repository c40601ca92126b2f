import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { groups } from '@/db/schema/groups';
import { type Tx, transaction } from '@/db/writer';
import { audit } from '@/lib/events/audit';
import { emit, nobody } from '@/lib/events/outbox';
import { archivesAt, NOTICE_DAYS, nextStep, QUIET_DAYS, type Quiet } from './quiet-rules';
import { quietSince } from './quiet-sql';

const BATCH = 50;

/** A subscriber has fifteen seconds; what is left then is for the next hour. */
const PATIENCE_MS = 8000;

const sinceWhen = quietSince(sql`feed_entries`);

const days = (count: number) => sql`make_interval(days => ${count})`;

/** Groups for which something may be due; each is looked at again under its lock. */
async function candidates(now: Date): Promise<string[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const { rows } = await transaction((tx) =>
    tx.execute(sql`
      select quiet.id from (
        select g.id, g.archive_notice_at, ${sinceWhen} as since from groups g
        where g.archived_at is null and not g.is_auto_archive_disabled and g.created_at <= ${at} - ${days(QUIET_DAYS - NOTICE_DAYS)}) quiet
      where quiet.since <= ${at} - ${days(QUIET_DAYS - NOTICE_DAYS)} and (quiet.archive_notice_at is null or quiet.archive_notice_at < quiet.since
        or (quiet.since <= ${at} - ${days(QUIET_DAYS)} and quiet.archive_notice_at <= ${at} - ${days(NOTICE_DAYS)}))
      order by quiet.since limit ${BATCH}`),
  );
  return (rows as { id: string }[]).map(({ id }) => id);
}

/** How quiet a group is by now, held against those who would post in it or change it; null when that is nobody's business any more. */
async function held(tx: Tx, id: string): Promise<Quiet | null> {
  await tx.execute(sql`select 1 from groups where id = ${id} for no key update`);
  const { rows } = await tx.execute(sql`
    select extract(epoch from ${sinceWhen}) * 1000 as since, extract(epoch from g.archive_notice_at) * 1000 as notice
    from groups g where g.id = ${id} and g.archived_at is null and not g.is_auto_archive_disabled`);
  const [row] = rows as { since: string; notice: string | null }[];
  if (!row) return null;
  return { since: new Date(Number(row.since)), noticeAt: row.notice === null ? null : new Date(Number(row.notice)) };
}

async function archive(tx: Tx, groupId: string, now: Date): Promise<void> {
  await tx
    .update(groups)
    .set({ archivedAt: now, archivedBy: null, version: sql`${groups.version} + 1` })
    .where(eq(groups.id, groupId));
  await emit(tx, nobody, 'group.archived', groupId, { groupId });
  await audit(tx, nobody, 'group.archived_quiet', groupId);
}

async function giveNotice(tx: Tx, groupId: string, quiet: Quiet, now: Date): Promise<void> {
  await tx.update(groups).set({ archiveNoticeAt: now }).where(eq(groups.id, groupId));
  const at = archivesAt({ ...quiet, noticeAt: now }) ?? now;
  await emit(tx, nobody, 'group.archive_near', groupId, { groupId, archivesAt: at.toISOString() });
}

/** Does what is due for one group, in one transaction. Returns whether anything was. */
async function step(groupId: string, now: Date): Promise<boolean> {
  return transaction(async (tx) => {
    const quiet = await held(tx, groupId);
    if (!quiet) return false;
    const due = nextStep(quiet, now);
    if (due === 'archive') await archive(tx, groupId, now);
    if (due === 'notice') await giveNotice(tx, groupId, quiet, now);
    return due !== null;
  });
}

/**
 * Archives groups in which nobody has posted or commented for ninety days, and tells those who look after them a week
 * before. Run again it finds what is left to do in the rows themselves.
 */
export async function archiveQuietGroups(now: Date): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  for (let isMoving = true; isMoving && performance.now() < until; ) {
    isMoving = false;
    for (const id of await candidates(now)) isMoving = (await step(id, now)) || isMoving;
  }
}
