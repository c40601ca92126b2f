import { beforeEach, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { transaction } from '@/db/writer';
import type { SendResult } from '@/lib/email/rules';
import type { Subscriber } from '@/lib/events/subscriber';
import { drain } from '@/lib/events/worker';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { newId } from '@/lib/ids';
import { notifications } from '@/lib/notifications/subscriber';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { tellAll } from '@/lib/testing/notifications';
import { forgetMail, mailDeliveries, postOffice } from '@/lib/testing/post-office';
import { batchDue } from './batch-subscriber';
import { queueMail } from './queue-mail';
import { mailsBy } from './subscriber';

const open = useDatabase();
const ask = (text: string, ...values: unknown[]) => open.current.query(text, values);
const { owner, member, manager } = cast;
const MINUTE = 60_000;
const later = (minutes: number) => new Date(Date.now() + minutes * MINUTE);
const written = () => ({ clientId: newId(), confirm: true });

async function commented(times: number): Promise<string> {
  const { postId: id } = await createPost(viewerOf(owner), {
    subjectId: cast.groups.public.id,
    body: 'A post',
    ...written(),
  });
  for (let index = 0; index < times; index++) {
    await createComment(viewerOf(member), { id, body: `Words ${index}`, parentId: undefined, ...written() });
  }
  return id;
}

beforeEach(() => forgetMail(open.current));

testParallel('eight workers on one batch make one mail', async () => {
  const id = await commented(5);
  await tellAll();
  const [event] = await ask(
    `select id from outbox_events where type = 'mail.batch_due' and payload ->> 'personId' = $1`,
    owner.id,
  );
  const payload = { personId: owner.id, threadKey: `post:${id}` };
  const due = { id: String(event?.id), type: 'mail.batch_due', payload, subjectId: null, actorId: null } as const;
  const run = () => batchDue({ ...due, createdAt: new Date(), now: later(3) });
  await Promise.all(Array.from({ length: 8 }, run));
  expect(await ask('select 1 from mails where person_id = $1', owner.id)).toHaveLength(1);
  expect(
    await ask(`select distinct mail_id from deliveries where person_id = $1 and channel = 'email'`, owner.id),
  ).toHaveLength(1);
  expect(await mailDeliveries(open.current, owner.id)).toEqual(Array(5).fill('sent'));
});

testParallel('eight workers send each of many mails once', async () => {
  const office = postOffice();
  const content = { subject: 'Hello', html: '', text: '' };
  for (let index = 0; index < 40; index++) {
    await transaction((tx) =>
      queueMail(tx, { kind: 'test', personId: null, address: `a${index}@example.com`, content }),
    );
  }
  const now = later(1);
  await Promise.all(Array.from({ length: 8 }, () => drain({ subscribers: [mailsBy(office.adapter)], now })));
  expect(office.sent.map(({ to }) => to).toSorted()).toEqual(
    Array.from({ length: 40 }, (_, index) => `a${index}@example.com`).toSorted(),
  );
  expect(await ask(`select distinct state from mails`)).toEqual([{ state: 'sent' }]);
});

test('a worker that ends between the provider and its note offers the same mail again, under the same key', async () => {
  const office = postOffice();
  await commented(1);
  const taken = new Map<string, string>();
  office.answer = (mail): SendResult => {
    const bytes = JSON.stringify(mail);
    const isFirst = !taken.has(mail.id);
    expect(taken.get(mail.id) ?? bytes).toBe(bytes);
    taken.set(mail.id, bytes);
    if (isFirst) throw new Error('the process ended here');
    return { outcome: 'accepted', providerId: mail.id };
  };
  const subscribers = [notifications, mailsBy(office.adapter)];
  for (const minutes of [0, 3, 5, 30]) await drain({ subscribers, now: later(minutes) });
  expect(taken.size).toBeGreaterThan(0);
  expect(office.sent).toHaveLength(2 * taken.size);
  expect(await ask('select distinct state from mails')).toEqual([{ state: 'sent' }]);
});

test('while a provider hangs the bell rings, and other mail is composed', async () => {
  let hangs = 0;
  const hanging: Subscriber = mailsBy(
    () => ({
      name: 'resend',
      send: (_, signal) => {
        hangs += 1;
        return new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve({ outcome: 'unknown', why: 'no answer' }));
        });
      },
    }),
    3_000,
  );
  await commented(1);
  await tellAll();
  const subscribers = [notifications, hanging];
  const stuck = drain({ subscribers, now: later(3) });
  await expect.poll(() => hangs, { timeout: 10_000 }).toBeGreaterThan(0);
  const id = await commented(2);
  const began = performance.now();
  await drain({ subscribers: [notifications] });
  const [bell] = await ask(
    'select count(*)::int as count from notifications where person_id = $1 and item_id = $2',
    owner.id,
    id,
  );
  expect(bell?.count).toBe(2);
  expect(performance.now() - began).toBeLessThan(3_000);
  await stuck;
  expect((await ask('select distinct state, note from mails')).at(0)).toMatchObject({
    state: 'sending',
    note: 'no answer',
  });
  expect(manager.id).not.toBe(owner.id);
});
