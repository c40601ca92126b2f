import { viewerOf } from '@/db/cast';
import type { CastPerson } from '@/db/seed/cast/people';
import { planDigests } from '@/lib/digests/plan-digests';
import { digestsSubscriber } from '@/lib/digests/subscriber';
import { drain } from '@/lib/events/worker';
import { createPost } from '@/lib/feed/create-post';
import { newId } from '@/lib/ids';
import type { TestDatabase } from './database';

const DAY = 24 * 60 * 60_000;

/** Five past seven on the next morning after now, in UTC, where everybody of these tests lives. */
export const morning = () =>
  new Date(Math.ceil((Date.now() - 7 * 3_600_000 + 1) / DAY) * DAY + 7 * 3_600_000 + 300_000);
export const daysLater = (days: number) => new Date(morning().getTime() + days * DAY);

/** What tests of digests do in their database. */
export function digestTests(open: TestDatabase) {
  const ask = (text: string, ...values: unknown[]) => open.current.query(text, values);
  const work = (now = morning()) => drain({ now, subscribers: [digestsSubscriber] });
  const mailsOf = (person: CastPerson) =>
    ask(`select * from mails where kind = 'digest' and person_id = $1 order by id`, person.id);
  return {
    ask,
    work,
    mailsOf,
    write: async (author: CastPerson, subjectId: string, body: string) =>
      (await createPost(viewerOf(author), { subjectId, body, clientId: newId(), confirm: true })).postId,
    setFrequency: (person: CastPerson, groupId: string, how: string) =>
      ask(
        'update memberships set email_frequency = $3 where person_id = $1 and group_id = $2',
        person.id,
        groupId,
        how,
      ),
    set: (person: CastPerson, column: string, value: unknown) =>
      ask(
        `insert into notification_settings (person_id, ${column}) values ($1, $2) on conflict (person_id) do update set ${column} = $2`,
        person.id,
        value,
      ),
    digestsOf: async (person: CastPerson, now = morning()) => {
      await planDigests(now);
      await work(now);
      return mailsOf(person);
    },
    statesOf: async (person: CastPerson) =>
      (await ask('select state from digests where person_id = $1 order by day, period', person.id)).map(
        (row) => row.state,
      ),
    reset: async () => {
      await ask(`update people set time_zone = 'UTC'`);
      const tables = ['digests', 'mails', 'outbox_events', 'notification_settings', 'email_settings', 'feed_items'];
      for (const table of tables) await ask(`delete from ${table}`);
      await ask(`update memberships set email_frequency = 'never', muted_until = null`);
    },
  };
}

export const textOf = (rows: Record<string, unknown>[]) => rows.map((row) => String(row.text)).join('\n');
