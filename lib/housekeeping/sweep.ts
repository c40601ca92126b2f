import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { transaction } from '@/db/writer';
import { newId } from '@/lib/ids';
import { REPORT_DAYS, WAITING_DAYS } from '@/lib/imports/rules';
import { MAX_RECENT } from '@/lib/list-views/rules';

/** Rows of one statement: short enough that nobody waits for it. */
const BATCH = 1000;

/** A subscriber has fifteen seconds; what is left then is for the next hour. */
const PATIENCE_MS = 8000;

const DAY_MS = 86_400_000;
const before = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);

const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`;

/** Some rows of a table that are old: the statement then goes to each by its place. */
const some = (table: string, condition: SQL) => sql`ctid = any(array(
  select old.ctid from ${sql.identifier(table)} old where ${condition} limit ${BATCH} for update skip locked))`;

const gone = (table: string, condition: SQL) =>
  sql`delete from ${sql.identifier(table)} where ${some(table, condition)}`;

/** The smallest id of the last moment that counts as old; nothing is old where changes are kept for good. */
const oldestKept = (
  now: Date,
) => sql`(select (lpad(to_hex(floor(extract(epoch from ${moment(now)} - make_interval(days => o.changes_kept_days)) * 1000)::bigint), 12, '0')
  || '00000000000000000000')::uuid from organisation o where o.changes_kept_days is not null)`;

/** Announcements that nobody answered, liked or keeps (spec 7); what changed stays in the history of the record. */
const staleChanges = (now: Date) => sql`old.kind = 'change' and old.like_count = 0 and old.comment_count = 0
  and old.id in (select told.item_id from record_changes told where told.item_id is not null and told.item_id < ${oldestKept(now)})
  and not exists (select 1 from bookmarks kept where kept.item_id = old.id)`;

/** Files that nobody imported after a week, reports after a quarter, and the ids that were kept while one was at work. */
const importChores = (now: Date): SQL[] => [
  gone(
    'imports',
    sql`old.created_at < ${moment(before(now, WAITING_DAYS))} and old.state in ('loading', 'draft', 'checked')`,
  ),
  gone(
    'imports',
    sql`old.created_at < ${moment(before(now, REPORT_DAYS))} and old.state not in ('checking', 'importing')`,
  ),
  gone(
    'import_keys',
    sql`not exists (select 1 from imports i where i.id = old.import_id and i.run = old.run and i.state in ('checking', 'importing', 'stopped'))`,
  ),
];

/** Of an object so many records are remembered as looked at, by those few who looked at more. */
const isBeyondRecent = sql`old.person_id in (select person_id from record_views group by person_id having count(*) > ${MAX_RECENT})
  and (select count(*) from record_views later join records beside on beside.id = later.record_id
    where later.person_id = old.person_id and later.viewed_at > old.viewed_at
      and beside.object_id = (select looked.object_id from records looked where looked.id = old.record_id)) >= ${MAX_RECENT}`;

/** What is kept for how long; nothing here is anybody's work. */
function chores(now: Date): SQL[] {
  const day = moment(before(now, 1));
  const month = moment(before(now, 30));
  const quarter = moment(before(now, 90));
  const year = moment(before(now, 365));
  return [
    gone('rate_limits', sql`old.window_start < ${day}`),
    gone('sign_in_tokens', sql`old.expires_at < ${day}`),
    gone('sessions', sql`old.ended_at < ${month} or old.expires_at < ${month}`),
    // What waits for an admin, or for its next try, keeps its event.
    gone(
      'outbox_events',
      sql`old.done_at < ${month}
      and not exists (select 1 from outbox_retries r where r.event_id = old.id)`,
    ),
    gone('counters', sql`old.day < ${year}::date`),
    gone('drafts', sql`old.updated_at < ${quarter}`),
    gone('record_views', sql`old.viewed_at < ${quarter}`),
    gone('record_views', isBeyondRecent),
    // No window reaches back so far: what stood in them cannot come again.
    gone('digests', sql`old.until < ${month} and old.state <> 'waiting'`),
    gone('feed_items', staleChanges(now)),
    ...importChores(now),
    gone('inbound_mails', sql`old.created_at < ${quarter} and old.state <> 'waiting'`),
    // That it was sent, to whom and why stays; what it said does not. A mail that is still to go keeps its words.
    sql`update mails set html = '', text = '', sealed = null where ${some(
      'mails',
      sql`old.html <> '' and old.id < ${newId(before(now, 90))}::uuid and old.state not in ('ready', 'sending')`,
    )}`,
  ];
}

async function once(statement: SQL): Promise<number> {
  return transaction(
    async (tx) => (await tx.execute(sql`with swept as (${statement} returning 1) select 1 from swept`)).rows.length,
  );
}

/** Lets go of what is too old to be of use, some rows at a time. Whatever is ended in between goes on in an hour. */
export async function sweep(now: Date): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  for (const chore of chores(now)) {
    while (performance.now() < until && (await once(chore)) === BATCH);
  }
}
