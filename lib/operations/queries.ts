import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { demand } from '@/lib/access/load';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { MOST_COUNTED, PAGE_SIZE, readKey, SHOWN, writeKey } from './rules';
import type { BatchLine, Glimpse, LetterLine, LetterPage, OutboxFigures } from './view-models';

/** Counting ends there, so that a backlog of millions does not make the page that shows it slow. */
const counted = (rows: SQL) => sql`(select count(*)::int from (select 1 ${rows} limit ${MOST_COUNTED}) counted)`;

const iso = (moment: SQL) => sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const period = (s: Scope, name: string) => sql`(select json_build_object(
    'today', coalesce(sum(c.count) filter (where c.day = current_date), 0)::int, 'week', coalesce(sum(c.count), 0)::int)
  from ${s.counters} c where c.name = ${name} and c.day > current_date - 7)`;

const doneSince = (s: Scope, age: SQL) =>
  sql`(select count(*)::int from ${s.outboxEvents} e where e.done_at > now() - ${age})`;

const mailFigures = (s: Scope) => sql`json_build_object(
  'waiting', ${counted(sql`from ${s.mailStates} m where m.state in ('ready', 'sending')`)},
  'sentToday', (select count(*)::int from ${s.mailStates} m where m.state = 'sent' and m.sent_at >= current_date),
  'failed7Days', (select count(*)::int from ${s.mailStates} m where m.state = 'failed' and m.created_at > now() - interval '7 days'),
  'bounced7Days', (select count(*)::int from ${s.mailStates} m where m.bounced_at > now() - interval '7 days'),
  'lastSentAt', (select ${iso(sql`max(m.sent_at)`)} from ${s.mailStates} m where m.state = 'sent' and m.sent_at > now() - interval '7 days'))`;

/** How far behind the outbox is, how fast it is worked off, and what went wrong. */
export async function getOutboxFigures(viewer: Viewer): Promise<OutboxFigures> {
  demand(viewer, 'admin');
  const s = scope(viewer);
  const [row] = await s.rows<{ figures: OutboxFigures }>(sql`
    with oldest as (select min(first.due_at) as due_at from (values ('main'), ('mail'), ('background')) lanes (lane) cross join lateral (
        select e.due_at from ${s.outboxEvents} e where e.lane = lanes.lane and e.done_at is null and e.due_at <= now() order by e.due_at limit 1) first)
    select json_build_object('at', ${iso(sql`now()`)}, 'oldestDueAt', ${iso(sql`oldest.due_at`)},
      'oldestAgeSeconds', coalesce(round(extract(epoch from now() - oldest.due_at)), 0)::int,
      'lastDoneAt', (select ${iso(sql`max(e.done_at)`)} from ${s.outboxEvents} e where e.done_at is not null),
      'due', ${counted(sql`from ${s.outboxEvents} e where e.done_at is null and e.due_at <= now()`)},
      'later', ${counted(sql`from ${s.outboxEvents} e where e.done_at is null and e.due_at > now()`)},
      'inHand', (select count(*)::int from ${s.outboxEvents} e where e.done_at is null and e.leased_until > now()),
      'doneIn5Minutes', ${doneSince(s, sql`interval '5 minutes'`)}, 'doneInHour', ${doneSince(s, sql`interval '1 hour'`)},
      'failures', ${period(s, 'failures')}, 'duplicates', ${period(s, 'duplicates_refused')}, 'mails', ${mailFigures(s)}) as figures
    from oldest`);
  if (!row) throw new Error('The outbox has no figures.');
  return row.figures;
}

type LetterRow = Omit<LetterLine, 'subject'> & {
  personName: string | null;
  personHandle: string | null;
  groupName: string | null;
  groupSlug: string | null;
};

const named = (folder: string, name: string | null, handle: string | null) =>
  name !== null && handle !== null ? { name, href: `/${folder}/${handle}` } : null;

function letterLine({ personName, personHandle, groupName, groupSlug, ...row }: LetterRow): LetterLine {
  return { ...row, subject: named('people', personName, personHandle) ?? named('groups', groupName, groupSlug) };
}

/** Failures `r` with their event; of the place it is about the name, where the admin may know of it. */
const letters = (s: Scope, rest: SQL) => sql`
  select r.event_id as "eventId", r.subscriber, e.type, r.attempts, r.last_error as error, e.subject_id is not null as "hasSubject",
    ${iso(sql`e.created_at`)} as "happenedAt", ${iso(sql`r.created_at`)} as since, ${iso(sql`r.due_at`)} as "dueAt",
    p.name as "personName", p.handle as "personHandle", g.name as "groupName", g.slug as "groupSlug"
  from ${s.outboxRetries} r join ${s.outboxEvents} e on e.id = r.event_id
  left join ${s.people} p on p.id = e.subject_id left join ${s.groups} g on g.id = e.subject_id where ${rest}`;

/** What was given up, the newest events first. */
export async function listDeadLetters(viewer: Viewer, before: string | undefined): Promise<LetterPage> {
  demand(viewer, 'admin');
  const s = scope(viewer);
  const key = readKey(before);
  const older = key ? sql`(r.event_id, r.subscriber) < (${key.eventId}::uuid, ${key.subscriber}::text)` : sql`true`;
  const [found, bySubscriber] = await Promise.all([
    s.rows<LetterRow>(
      letters(
        s,
        sql`r.dead_at is not null and ${older}
      order by r.event_id desc, r.subscriber desc limit ${PAGE_SIZE + 1}`,
      ),
    ),
    s.rows<LetterPage['bySubscriber'][number]>(sql`select r.subscriber, count(*)::int as count from ${s.outboxRetries} r
      where r.dead_at is not null group by r.subscriber order by r.subscriber`),
  ]);
  const items = found.slice(0, PAGE_SIZE).map(letterLine);
  const last = items.at(-1);
  return { items, bySubscriber, next: found.length > PAGE_SIZE && last ? writeKey(last) : null };
}

/** What failed and is tried again by itself, soonest first. */
export async function listRetries(viewer: Viewer): Promise<Glimpse<LetterLine>> {
  demand(viewer, 'admin');
  const s = scope(viewer);
  const waits = sql`r.dead_at is null`;
  const [found, [all]] = await Promise.all([
    s.rows<LetterRow>(letters(s, sql`${waits} order by r.due_at, r.event_id, r.subscriber limit ${SHOWN}`)),
    s.rows<{ count: number }>(sql`select ${counted(sql`from ${s.outboxRetries} r where ${waits}`)} as count`),
  ]);
  return { items: found.map(letterLine), count: all?.count ?? 0 };
}

type BatchRow = { id: string; dueAt: string; name: string | null; handle: string | null };

/** Mail that is put together and waits until it goes, soonest first. */
export async function listWaitingMail(viewer: Viewer): Promise<Glimpse<BatchLine>> {
  demand(viewer, 'admin');
  const s = scope(viewer);
  const waits = sql`e.type = 'mail.batch_due' and e.lane = 'background' and e.done_at is null`;
  const [found, [all]] = await Promise.all([
    s.rows<BatchRow>(sql`select e.id, ${iso(sql`e.due_at`)} as "dueAt", p.name, p.handle
      from ${s.outboxEvents} e left join ${s.people} p on p.id = e.person_id where ${waits} order by e.due_at, e.id limit ${SHOWN}`),
    s.rows<{ count: number }>(sql`select ${counted(sql`from ${s.outboxEvents} e where ${waits}`)} as count`),
  ]);
  const items = found.map(({ id, dueAt, name, handle }) => ({ id, dueAt, person: named('people', name, handle) }));
  return { items, count: all?.count ?? 0 };
}
