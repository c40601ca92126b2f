import { beforeEach, expect, test } from 'vitest';
import { transaction } from '@/db/writer';
import { newId } from '@/lib/ids';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { drainBatch } from './drain';
import { emit, nobody } from './outbox';
import { Hopeless, Later, type OutboxEvent, type Subscriber } from './subscriber';
import { drain } from './worker';

const open = useDatabase('empty');

const told = (postId: string, subjectId: string | null = null) =>
  transaction((tx) => emit(tx, nobody, 'post.bookmarked', subjectId, { postId }));

type Handler = (event: OutboxEvent<'post.bookmarked'>) => Promise<void>;

const named = (name: string, handler: Handler): Subscriber => ({ name, on: { 'post.bookmarked': handler } });

/** A subscriber that remembers what it got, in order. */
function recorder(name = 'recorder') {
  const got: string[] = [];
  const subscriber = named(name, async ({ payload }) => {
    got.push(payload.postId);
  });
  return { got, subscriber };
}

const letters = () =>
  open.current.query('select subscriber, attempts, last_error, dead_at, due_at from outbox_retries order by 1');

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);

beforeEach(async () => {
  await open.current.query('delete from outbox_events');
});

test('each subscriber gets each event once, and nothing is left', async () => {
  const [one, two] = [recorder('one'), recorder('two')];
  await told('a');
  await told('b');
  expect(await drain({ subscribers: [one.subscriber, two.subscriber] })).toBe(2);
  expect([one.got, two.got]).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
  expect(await drain({ subscribers: [one.subscriber] })).toBe(0);
  expect(one.got).toHaveLength(2);
});

test('what there was no time for is given back, and not what was tried for the same event', async () => {
  const slow = (name: string) =>
    named(name, async () => {
      await new Promise((resolve) => setTimeout(resolve, 80));
      throw new Error('no');
    });
  const subscribers = [slow('one'), slow('two')];
  await told('a');
  await drain({ subscribers });
  await drainBatch({ subscribers, lane: 'main', now: later(1), deadline: new Date(Date.now() + 40) });
  expect((await letters()).map(({ attempts }) => attempts).sort()).toEqual([1, 2]);
});

test('what is due later waits for its time', async () => {
  const { got, subscriber } = recorder();
  await transaction((tx) => emit(tx, nobody, 'post.bookmarked', null, { postId: 'late' }, { dueAt: later(10) }));
  await drain({ subscribers: [subscriber] });
  expect(got).toEqual([]);
  await drain({ subscribers: [subscriber], now: later(11) });
  expect(got).toEqual(['late']);
});

test('while an event with a key waits another is refused and counted; a claimed one no longer waits', async () => {
  const keyed = (postId: string) =>
    transaction((tx) => emit(tx, nobody, 'post.bookmarked', null, { postId }, { waitingKey: 'batch' }));
  const { got, subscriber } = recorder();
  expect(await keyed('first')).not.toBeNull();
  expect(await keyed('second')).toBeNull();
  const emitting = named('emitting', async ({ payload }) => {
    if (payload.postId === 'first') await keyed('third');
  });
  await drain({ subscribers: [emitting, subscriber] });
  expect(got).toEqual(['first', 'third']);
  const [refused] = await open.current.query(`select count from counters where name = 'duplicates_refused'`);
  expect(Number(refused?.count)).toBe(1);
});

test('a poison event is a dead letter after its tries, and holds up neither others nor its own other subscribers', async () => {
  const { got, subscriber } = recorder();
  let tries = 0;
  const failing = named('failing', async ({ payload }) => {
    if (payload.postId !== 'poison') return;
    tries++;
    throw new Error('boom');
  });
  const subject = newId();
  await told('poison', subject);
  await told('fine', subject);
  const subscribers = [failing, subscriber];
  await drain({ subscribers });
  expect(got).toEqual(['poison', 'fine']);
  for (let hours = 1; hours <= 24; hours++) await drain({ subscribers, now: later(hours * 120) });
  expect(got).toEqual(['poison', 'fine']);
  expect(tries).toBe(12);
  expect(await letters()).toMatchObject([{ subscriber: 'failing', attempts: 12, last_error: 'Error: boom' }]);
  expect((await letters())[0]?.dead_at).not.toBeNull();
});

test('pauses between tries grow', async () => {
  const failing = named('failing', async () => {
    throw new Error('boom');
  });
  await told('poison');
  const pauses: number[] = [];
  for (let now = new Date(), tries = 0; tries < 5; tries++) {
    await drain({ subscribers: [failing], now });
    const next = new Date((await letters())[0]?.due_at as string);
    pauses.push(next.getTime() - now.getTime());
    now = new Date(next.getTime() + 1);
  }
  const bounds = [2000, 4000, 8000, 16_000, 32_000];
  for (const [index, pause] of pauses.entries()) {
    expect(pause).toBeLessThanOrEqual((bounds[index] ?? 0) + 1);
    expect(pause).toBeGreaterThanOrEqual((bounds[index] ?? 0) / 2 - 1);
  }
});

test('what recovers is done and leaves nothing', async () => {
  let isDown = true;
  const { got, subscriber } = recorder();
  const flaky = named('flaky', async (event) => {
    if (isDown) throw new Error('down');
    await subscriber.on['post.bookmarked']?.(event);
  });
  await told('a');
  await drain({ subscribers: [flaky] });
  isDown = false;
  await drain({ subscribers: [flaky], now: later(1) });
  expect(got).toEqual(['a']);
  expect(await letters()).toEqual([]);
});

test('Later puts off without counting as a failure, Hopeless is a dead letter at once', async () => {
  const at = later(30);
  const putting = named('putting', async ({ now }) => {
    if (now < at) throw new Later(at);
  });
  const hopeless = named('hopeless', async () => {
    throw new Hopeless('no such address');
  });
  await told('a');
  for (const minutes of [0, 1, 2]) await drain({ subscribers: [putting, hopeless], now: later(minutes) });
  expect(await letters()).toMatchObject([
    { subscriber: 'hopeless', attempts: 1 },
    { subscriber: 'putting', attempts: 0, dead_at: null },
  ]);
  await drain({ subscribers: [putting, hopeless], now: later(31) });
  expect(await letters()).toHaveLength(1);
});

test('what a killed worker held comes back when its lease is over, and kills no worker for ever', async () => {
  const { got, subscriber } = recorder();
  await told('a');
  await open.current.query(`update outbox_events set leased_until = now() + interval '2 minutes', attempts = 1`);
  await drain({ subscribers: [subscriber] });
  expect(got).toEqual([]);
  await drain({ subscribers: [subscriber], now: later(3) });
  expect(got).toEqual(['a']);
  await told('killer');
  await open.current.query(`update outbox_events set attempts = 12 where done_at is null`);
  await drain({ subscribers: [subscriber] });
  expect(got).toEqual(['a']);
  expect((await letters())[0]?.dead_at).not.toBeNull();
});

testParallel('eight workers handle a burst of one thousand once each, one subject in order', async () => {
  const { got, subscriber } = recorder();
  const subject = newId();
  for (let index = 0; index < 1000; index++) await told(String(index), index % 2 === 0 ? subject : null);
  await Promise.all(Array.from({ length: 8 }, () => drain({ subscribers: [subscriber] })));
  await drain({ subscribers: [subscriber] });
  expect(got.toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 1000 }, (_, index) => `${index}`));
  const even = got.map(Number).filter((index) => index % 2 === 0);
  expect(even).toEqual(even.toSorted((a, b) => a - b));
});

testParallel('while a job of the background takes its time, what people wait for is handled', async () => {
  let finish = () => {};
  const slow = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const { got, subscriber } = recorder();
  const subscribers: Subscriber[] = [{ name: 'slow', on: { 'digest.due': () => slow } }, subscriber];
  await transaction((tx) => emit(tx, nobody, 'digest.due', null, { digestId: newId(), personId: newId() }));
  const background = drainBatch({ subscribers, lane: 'background' });
  await told('urgent');
  await drainBatch({ subscribers, lane: 'main' });
  expect(got).toEqual(['urgent']);
  finish();
  expect(await background).toBe(1);
});
