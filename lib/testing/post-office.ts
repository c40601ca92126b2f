import type { Database } from '@/db/database';
import type { MailAdapter, OutgoingMail, SendResult } from '@/lib/email/rules';
import { drain } from '@/lib/events/worker';
import { mailsBy } from '@/lib/mails/subscriber';
import { notifications } from '@/lib/notifications/subscriber';

export type Post = {
  readonly sent: OutgoingMail[];
  adapter: () => MailAdapter;
  answer: (mail: OutgoingMail) => SendResult;
};

/** A provider in memory that remembers what it was offered; `answer` says what it makes of it. */
export function postOffice(): Post {
  const post: Post = {
    sent: [],
    answer: ({ id }) => ({ outcome: 'accepted', providerId: `memory:${id}` }),
    adapter: () => ({
      name: 'embedded',
      send: async (mail) => {
        post.sent.push(mail);
        return post.answer(mail);
      },
    }),
  };
  return post;
}

const MINUTE = 60_000;

/** Tells everyone, then composes and sends what is due after two minutes, at a moment of one's own. */
export async function deliverAll(post: Post, now = new Date(Date.now() + 3 * MINUTE)): Promise<void> {
  const subscribers = [notifications, mailsBy(post.adapter)];
  await drain({ subscribers });
  await drain({ subscribers, now });
}

/** The mail deliveries of a person: state and note, oldest first. */
export async function mailDeliveries(database: Database, personId: string): Promise<string[]> {
  const rows = await database.query(
    `select state, note from deliveries where person_id = $1 and channel = 'email' order by event_id`,
    [personId],
  );
  return rows.map(({ state, note }) => `${state} ${note}`.trim());
}

export const tables = ['deliveries', 'notifications', 'mails', 'outbox_events', 'counters'] as const;

/** Forgets what was told and mailed. */
export async function forgetMail(database: Database): Promise<void> {
  const settings = [
    'notification_choices',
    'notification_defaults',
    'notification_settings',
    'email_settings',
    'mail_suppressions',
    'mutes',
  ];
  for (const table of [...tables, ...settings]) await database.query(`delete from ${table}`);
}
