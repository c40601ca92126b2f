import 'server-only';
import { sql } from 'drizzle-orm';
import { digests } from '@/db/schema/email';
import { type Tx, transaction } from '@/db/writer';
import { env } from '@/lib/env';
import { emitEach, nobody } from '@/lib/events/outbox';
import { newId } from '@/lib/ids';
import { catchUpMs, lastMorning, periods } from './rules';

const BATCH = 1000;

/** As many in one go; the rest follows at once. */
const LIMIT = 10_000;

type Window = Pick<typeof digests.$inferInsert, 'personId' | 'period' | 'day'> & { from: string; until: string };

/** A zone that this platform does not know counts as the organisation's. */
function knownZone(name: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) && name;
  } catch {
    return env.TIME_ZONE;
  }
}

/** For every zone in which somebody lives the last morning of each period. */
async function listMornings(tx: Tx, now: Date) {
  const { rows } = await tx.execute(sql`select distinct coalesce(time_zone, ${env.TIME_ZONE}) as zone from people`);
  return (rows as { zone: string }[]).flatMap(({ zone }) =>
    periods.map((period) => {
      const { day, until, before } = lastMorning(now, knownZone(zone), period);
      const earliest = new Date(until.getTime() - catchUpMs[period]).toISOString();
      return { zone, period, day, until: until.toISOString(), before: before.toISOString(), earliest };
    }),
  );
}

/**
 * Windows that are over and not planned: each begins where the person's last one ended. Someone without one gets the
 * last day or week; someone who was there before this morning, wants mail, and wants this period for anything.
 */
async function findOpenWindows(tx: Tx, now: Date): Promise<Window[]> {
  const mornings = await listMornings(tx, now);
  const column = (name: keyof (typeof mornings)[number]) => sql.param(mornings.map((morning) => morning[name]));
  const { rows } = await tx.execute(sql`
    select p.id as "personId", z.period, z.day::text, greatest(coalesce(last.until, z.before), z.earliest) as "from", z.until
    from unnest(${column('zone')}::text[], ${column('period')}::text[], ${column('day')}::date[], ${column('until')}::timestamptz[],
      ${column('before')}::timestamptz[], ${column('earliest')}::timestamptz[]) as z(zone, period, day, until, before, earliest)
    join people p on coalesce(p.time_zone, ${env.TIME_ZONE}) = z.zone and p.created_at < z.until
    join subjects s on s.id = p.id and s.is_active
    left join notification_settings n on n.person_id = p.id
    left join lateral (select d.day, d.until from digests d where d.person_id = p.id and d.period = z.period order by d.day desc limit 1) last on true
    where coalesce(n.receives_email, true) and coalesce((select is_on from email_settings), true)
      and (last.day is null or (last.day < z.day and last.until < z.until))
      and (coalesce(n.digest, 'daily') = z.period
        or exists (select 1 from memberships m where m.person_id = p.id and m.email_frequency = z.period))
      and not exists (select 1 from mail_suppressions x where x.address = lower(p.email))
    limit ${LIMIT}`);
  return rows as Window[];
}

/** One digest for each person and day, whoever plans it first. */
async function insertDigests(tx: Tx, windows: readonly Window[], now: Date): Promise<void> {
  const written = await tx
    .insert(digests)
    .values(
      windows.map(({ from, until, ...window }) => ({
        ...window,
        id: newId(now),
        from: new Date(from),
        until: new Date(until),
      })),
    )
    .onConflictDoNothing()
    .returning({ digestId: digests.id, personId: digests.personId });
  await emitEach(tx, nobody, 'digest.due', written);
}

/** Opens a digest for everyone whose morning has come, however long after. */
export async function planDigests(now: Date): Promise<void> {
  const windows = await transaction((tx) => findOpenWindows(tx, now));
  for (let at = 0; at < windows.length; at += BATCH) {
    await transaction((tx) => insertDigests(tx, windows.slice(at, at + BATCH), now));
  }
  if (windows.length === LIMIT) await transaction((tx) => emitEach(tx, nobody, 'digests.due', [{}]));
}
