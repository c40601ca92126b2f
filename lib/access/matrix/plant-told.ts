import type { Database } from '@/db/database';

/** Mail to everybody and what came in, digests, and an event that failed. */
async function plantMail(database: Database): Promise<void> {
  for (const kind of ['notification', 'sign_in'])
    await database.query(
      `insert into mails (id, kind, person_id, address, subject, html, text) select gen_random_uuid(), $1, id, email, 's', 'h', 't' from people`,
      [kind],
    );
  await database.query(`insert into inbound_mails (provider_id) values ('one'), ('two')`);
  await database.query(
    `insert into digests (id, person_id, period, day, "from", until) select gen_random_uuid(), id, 'daily', current_date, now() - interval '1 day', now() from people`,
  );
  await database.query(`insert into digest_items (person_id, item_id, digest_id) select d.person_id, i.id, d.id from digests d
    cross join (select id from feed_items order by id limit 1) i`);
  const [event] =
    await database.query(`insert into outbox_events (id, type, payload) values (gen_random_uuid(), 'digests.due', '{}')
    returning id`);
  await database.query(
    `insert into outbox_retries (event_id, subscriber, due_at, last_error) values ($1, 'mails', now(), 'down')`,
    [event?.id],
  );
  await database.query(
    `insert into counters (name, day, count) values ('failures', current_date, 1) on conflict do nothing`,
  );
}

/** What everybody was told of on every channel, and what they chose. */
export async function plantTold(database: Database): Promise<void> {
  await database.query(
    `insert into deliveries (event_id, person_id, channel, state, thread_key, created_at)
      select event_id, person_id, 'page', 'sent', thread_key, now() - row_number() over () * interval '1 minute' from notifications`,
  );
  await database.query(
    `insert into notification_choices (person_id, reason, page, email) select id, 'like', true, true from people`,
  );
  await database.query(`insert into notification_settings (person_id) select id from people on conflict do nothing`);
  await database.query(`insert into mail_suppressions (address, reason, created_at)
    select lower(email), 'bounce', now() - row_number() over () * interval '1 hour' from people on conflict do nothing`);
  await plantMail(database);
}
