import type { Database } from '@/db/database';
import type { CastPerson } from '@/db/seed/cast/people';
import { drain } from '@/lib/events/worker';
import { notifications } from '@/lib/notifications/subscriber';

/** Handles what is due with the subscriber of notifications alone. */
export const tellAll = (now?: Date) => drain({ subscribers: [notifications], ...(now && { now }) });

export type Told = { handle: string; reason: string; page: string; email: string };

/** Who was told of what since a moment ago, by handle: reason and what became of each channel. */
export async function told(database: Database, about?: string): Promise<Told[]> {
  const rows = await database.query(
    `select s.handle, n.reason, p.state || ' ' || p.note as page, e.state || ' ' || e.note as email
    from notifications n join subjects s on s.id = n.person_id
    left join deliveries p on p.event_id = n.event_id and p.person_id = n.person_id and p.channel = 'page'
    left join deliveries e on e.event_id = n.event_id and e.person_id = n.person_id and e.channel = 'email'
    where $1::text is null or n.item_id::text = $1 or n.comment_id::text = $1 or n.subject_id::text = $1
    order by s.handle, n.id`,
    [about ?? null],
  );
  return rows.map((row) => ({
    handle: String(row.handle),
    reason: String(row.reason),
    page: String(row.page).trim(),
    email: String(row.email).trim(),
  }));
}

/** Forgets everything that anybody was told or chose; mail of every group comes in digests. */
export async function forgetAll(database: Database): Promise<void> {
  for (const table of [
    'notifications',
    'deliveries',
    'notification_choices',
    'notification_defaults',
    'notification_settings',
  ])
    await database.query(`delete from ${table}`);
  await database.query('delete from outbox_events');
  await database.query(`update memberships set email_frequency = 'daily', muted_until = null`);
}

/** As `told`, as `handle reason` only. */
export const reasonsOf = (rows: readonly Told[]): Record<string, string[]> => {
  const byHandle: Record<string, string[]> = {};
  for (const { handle, reason } of rows) byHandle[handle] = [...(byHandle[handle] ?? []), reason];
  return byHandle;
};

export const saying = (...people: [CastPerson, string][]): Record<string, string[]> =>
  Object.fromEntries(people.map(([person, reason]) => [person.handle, [reason]]));
