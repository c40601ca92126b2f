import { expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { newId } from '@/lib/ids';
import { useApp } from '@/lib/testing/app';
import { signIn } from '@/lib/testing/browser';

const secret = 'a-secret-of-the-platform';
// Where processes sleep between requests nobody works but this address.
const app = useApp({ env: { CRON_SECRET: secret, VERCEL: '1' } });
const bare = useApp({ content: 'empty' });

const tick = (url: string, authorization?: string, method = 'POST', more: Record<string, string> = {}) =>
  fetch(`${url}/api/cron/tick`, { method, headers: { ...(authorization && { authorization }), ...more } });

const happen = async (subject: string | null = null) => {
  const id = newId();
  await app.database.query(
    `insert into outbox_events (id, type, payload, subject_id) values ($1, 'notifications.read', '{}', $2)`,
    [id, subject],
  );
  return id;
};

const open = async () =>
  (await app.database.query('select id from outbox_events where done_at is null and due_at <= now()')).map(
    ({ id }) => id,
  );

test('whoever does not hold the secret gets one and the same answer, and nothing happens', async () => {
  const id = await happen();
  const cookie = `next-auth.session-token=${await signIn(app, cast.admin)}`;
  const answers = [
    await tick(app.url),
    await tick(app.url, 'Bearer '),
    await tick(app.url, 'Bearer wrong'),
    await tick(app.url, secret),
    await tick(app.url, `Bearer ${secret}x`),
    await tick(app.url, undefined, 'POST', { cookie, origin: app.url }),
    // Without a secret nobody has it.
    await tick(bare.url),
    await tick(bare.url, 'Bearer '),
    await tick(bare.url, 'Bearer undefined'),
  ];
  for (const answer of answers)
    expect([answer.status, await answer.text()]).toEqual([401, '{"status":"unauthorized"}']);
  expect(await open()).toEqual([id]);
});

test('other methods change nothing, with the secret too', async () => {
  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE'])
    expect((await tick(app.url, `Bearer ${secret}`, method)).status).toBe(405);
  expect(await open()).toHaveLength(1);
});

test('with the secret what is due is done, and what recurs comes again', async () => {
  await happen(cast.groups.public.id);
  await app.database.query(
    `update outbox_events set due_at = now() - interval '1 minute' where waiting_key = 'recurring:housekeeping.due'`,
  );
  const answer = await tick(app.url, `Bearer ${secret}`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ status: 'done', taken: 3, outboxLagSeconds: 0 });
  expect(await open()).toEqual([]);
  const waiting = await app.database.query(
    `select 1 from outbox_events where type = 'housekeeping.due' and done_at is null`,
  );
  expect(waiting).toHaveLength(1);
  expect(await (await tick(app.url, `Bearer ${secret}`)).json()).toMatchObject({ taken: 0 });
});

test('ten at once do everything once', async () => {
  for (let index = 0; index < 50; index++) await happen();
  const answers = await Promise.all(Array.from({ length: 10 }, () => tick(app.url, `Bearer ${secret}`)));
  const counts = await Promise.all(answers.map(async (answer) => (await answer.json()).taken as number));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(50);
});
