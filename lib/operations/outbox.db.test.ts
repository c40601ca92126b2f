import { beforeEach, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { transaction } from '@/db/writer';
import { Forbidden, NotFound } from '@/lib/errors';
import { emit } from '@/lib/events/outbox';
import { Hopeless, type Subscriber } from '@/lib/events/subscriber';
import { drain } from '@/lib/events/worker';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { getOutboxFigures, listDeadLetters, listRetries, listWaitingMail } from './queries';
import { discardLetter, retryAllLetters, retryLetter } from './retry-letters';
import { PAGE_SIZE } from './rules';

const open = useDatabase();
const query = (text: string, params: unknown[] = []) => open.current.query(text, params);
const admin = viewerOf(cast.admin);
const secret = 'thread:of-nobody';

/** Who cannot do it until `isWell`, and what it did. */
function patient() {
  const state = { isWell: false, did: [] as string[] };
  const subscriber: Subscriber = {
    name: 'patient',
    on: {
      'notifications.read': async ({ id }) => {
        if (!state.isWell) throw new Hopeless('The service is not there.');
        state.did.push(id);
      },
    },
  };
  return { state, drainIt: () => drain({ subscribers: [subscriber] }) };
}

const happen = (count = 1) =>
  transaction(async (tx) => {
    for (let index = 0; index < count; index++)
      await emit(tx, admin, 'notifications.read', cast.groups.public.id, { personId: secret });
  });

beforeEach(async () => {
  await query('delete from outbox_events');
  await query('delete from audit_entries');
  await query('delete from counters');
});

const audited = async () => (await query('select action, details from audit_entries order by id')).map((row) => row);

test('a dead letter is listed without what its event carries, and tried again it is done', async () => {
  const { state, drainIt } = patient();
  await happen();
  await drainIt();
  const { items, bySubscriber } = await listDeadLetters(admin, undefined);
  expect(items).toMatchObject([
    {
      subscriber: 'patient',
      type: 'notifications.read',
      attempts: 1,
      error: 'Hopeless: The service is not there.',
      subject: { href: `/groups/${cast.groups.public.slug}` },
    },
  ]);
  expect(bySubscriber).toEqual([{ subscriber: 'patient', count: 1 }]);
  expect(JSON.stringify(items)).not.toContain(secret);
  const [letter] = items;
  if (!letter) throw new Error('There is none.');
  state.isWell = true;
  await retryLetter(admin, letter);
  expect((await listRetries(admin)).count).toBe(1);
  await drainIt();
  expect(state.did).toEqual([letter.eventId]);
  expect((await listDeadLetters(admin, undefined)).items).toEqual([]);
  await expect(retryLetter(admin, letter)).rejects.toThrow(NotFound);
  expect(await audited()).toEqual([
    { action: 'outbox.retried', details: { eventId: letter.eventId, subscriber: 'patient' } },
  ]);
});

test('a discarded letter is never tried again', async () => {
  const { state, drainIt } = patient();
  await happen();
  await drainIt();
  const [letter] = (await listDeadLetters(admin, undefined)).items;
  if (!letter) throw new Error('There is none.');
  await discardLetter(admin, letter);
  state.isWell = true;
  await drainIt();
  expect(state.did).toEqual([]);
  await expect(discardLetter(admin, letter)).rejects.toThrow(NotFound);
  expect((await audited()).map((row) => row.action)).toEqual(['outbox.discarded']);
});

test('all letters of a subscriber are tried again, and only those, through all pages', async () => {
  const { state, drainIt } = patient();
  const many = PAGE_SIZE + 5;
  await happen(many);
  await drainIt();
  await query(
    `insert into outbox_retries (event_id, subscriber, due_at, last_error, dead_at) select id, 'other', now(), 'why', now() from outbox_events limit 1`,
  );
  const first = await listDeadLetters(admin, undefined);
  const second = await listDeadLetters(admin, first.next ?? undefined);
  expect([first.items.length, second.items.length, second.next]).toEqual([PAGE_SIZE, 6, null]);
  expect(new Set([...first.items, ...second.items].map((one) => `${one.eventId} ${one.subscriber}`)).size).toBe(31);
  state.isWell = true;
  expect(await retryAllLetters(admin, { subscriber: 'patient' })).toEqual({ count: many });
  await drainIt();
  expect(state.did).toHaveLength(many);
  expect((await listDeadLetters(admin, undefined)).bySubscriber).toEqual([{ subscriber: 'other', count: 1 }]);
  await expect(retryAllLetters(admin, { subscriber: 'nobody' })).rejects.toThrow(NotFound);
});

testParallel('of two admins who press at once one has it tried again', async () => {
  const { drainIt } = patient();
  await happen();
  await drainIt();
  const [letter] = (await listDeadLetters(admin, undefined)).items;
  if (!letter) throw new Error('There is none.');
  const outcomes = await Promise.allSettled([retryLetter(admin, letter), discardLetter(admin, letter)]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('the figures say how far behind it is, how fast it is, and what went wrong', async () => {
  const { drainIt } = patient();
  await happen(3);
  await drainIt();
  await happen(2);
  await query(`update outbox_events set due_at = now() - interval '10 minutes' where done_at is null`);
  await transaction((tx) =>
    emit(
      tx,
      admin,
      'mail.batch_due',
      null,
      { personId: cast.member.id, threadKey: secret },
      {
        dueAt: new Date(Date.now() + 90_000),
        waitingKey: 'batch:x',
      },
    ),
  );
  await transaction((tx) =>
    emit(tx, admin, 'mail.batch_due', null, { personId: cast.member.id, threadKey: secret }, { waitingKey: 'batch:x' }),
  );
  const figures = await getOutboxFigures(admin);
  expect(figures).toMatchObject({ due: 2, later: 1, inHand: 0, doneIn5Minutes: 3, doneInHour: 3 });
  expect(figures.oldestAgeSeconds).toBeGreaterThanOrEqual(600);
  expect(figures.failures).toEqual({ today: 3, week: 3 });
  expect(figures.duplicates).toEqual({ today: 1, week: 1 });
  const waiting = await listWaitingMail(admin);
  expect(waiting).toMatchObject({ count: 1, items: [{ person: { name: cast.member.name } }] });
  expect(JSON.stringify(waiting)).not.toContain(secret);
});

test('with nothing to do it says so', async () => {
  expect(await getOutboxFigures(admin)).toMatchObject({ due: 0, oldestDueAt: null, oldestAgeSeconds: 0 });
});

test('nobody but an admin looks or acts', async () => {
  const letter = { eventId: cast.member.id, subscriber: 'patient' };
  for (const person of [cast.member, cast.viewAllData, cast.guest]) {
    const viewer = viewerOf(person);
    for (const work of [
      () => getOutboxFigures(viewer),
      () => listDeadLetters(viewer, undefined),
      () => listRetries(viewer),
      () => listWaitingMail(viewer),
      () => retryLetter(viewer, letter),
      () => discardLetter(viewer, letter),
      () => retryAllLetters(viewer, letter),
    ])
      await expect(work()).rejects.toThrow(Forbidden);
  }
});

test.each(['', 'nonsense', `${cast.member.id}`, `${cast.member.id}.'; drop`, 'x.y'])(
  'an address that names no letter (%s) shows the first page',
  async (before) => {
    expect((await listDeadLetters(admin, before)).items).toEqual([]);
  },
);
