import type { Database } from '@/db/database';
import { digestsSubscriber } from '@/lib/digests/subscriber';
import { resendAdapter } from '@/lib/email/resend';
import type { MailAdapter } from '@/lib/email/rules';
import { sampleMails } from '@/lib/email/templates/samples';
import { Conflict, Forbidden, Invalid, NotFound, TooMany } from '@/lib/errors';
import type { Subscriber } from '@/lib/events/subscriber';
import { drain } from '@/lib/events/worker';
import { mailsBy } from '@/lib/mails/subscriber';
import { notifications } from '@/lib/notifications/subscriber';
import { type FakeResend, type Fault, startFakeResend } from '../fake-resend';
import { type Action, draw, firstWords, newWorld, type World } from './actions';
import { findProblems, wrongWords } from './checks';
import { type Random, randomOf } from './random';
import { Dead, gateStatements, newProcess, openStage, type Stage } from './stage';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TIMEOUT_MS = 200;

const faults: readonly [Fault, ...Fault[]] = [
  { kind: 'error', status: 500, name: 'internal_server_error' },
  { kind: 'error', status: 429, name: 'rate_limit_exceeded', retryAfter: 30 },
  { kind: 'error', status: 401, name: 'invalid_api_key' },
  { kind: 'error', status: 422, name: 'validation_error' },
  { kind: 'gateway' },
  { kind: 'refused-connection' },
  { kind: 'dropped' },
  { kind: 'dropped' },
  { kind: 'late', ms: 1.5 * TIMEOUT_MS },
  { kind: 'hang' },
];

/** How often the provider fails, for as long as a round. In the last it takes nothing, and mail waits ready to be sent. */
const moods = [0, 0.2, 0.6, 1, 1] as const;
const closed: Fault = { kind: 'error', status: 429, name: 'rate_limit_exceeded', retryAfter: 60 };

const pauses = [40 * SECOND, 3 * MINUTE, 3 * MINUTE, 20 * MINUTE, 5 * HOUR] as const;

export type Outcome = {
  seed: number;
  problems: string[];
  /** What happened, for whoever has to find out why. */
  story: string[];
  steps: number;
  killed: number;
  taken: number;
  offered: number;
};

type Run = {
  world: World;
  fake: FakeResend;
  stage: Stage;
  random: Random;
  luck: Random;
  story: string[];
  problems: string[];
  killed: number;
  /** How often the provider fails. */
  mood: number;
};

/** Looks at every mail at the moment when it is given to the provider, and lets it take its turn. */
function watched({ world, stage, problems }: Run, resend: MailAdapter): MailAdapter {
  return {
    name: 'resend',
    async send(mail) {
      problems.push(...(await stage.look(() => wrongWords(world, mail))));
      return stage.step(() => resend.send(mail, AbortSignal.timeout(TIMEOUT_MS)));
    },
  };
}

function subscribersOf(run: Run): Subscriber[] {
  const adapter = watched(run, resendAdapter({ apiKey: 're_simulated', baseUrl: run.fake.url }));
  return [notifications, mailsBy(() => adapter), digestsSubscriber];
}

const expected = [NotFound, Forbidden, Conflict, Invalid, TooMany, Dead];

/** Somebody's request. What it is refused is no problem, and neither is being killed. */
async function request(run: Run, action: Action, left: number): Promise<void> {
  const process = newProcess(action.name, left, run.random.chance(0.5));
  const error = await run.stage.run(process, action.act);
  if (process.isDead) run.killed += 1;
  run.story.push(`${process.isDead ? 'killed: ' : ''}${action.name}`);
  const isExpected = process.isDead || expected.some((kind) => error instanceof kind);
  if (error instanceof Error && !isExpected)
    run.problems.push(`${action.name}: ${error.name} ${error.message.slice(0, 200)}`);
}

async function work(run: Run, name: string, now: Date, left: number): Promise<void> {
  const process = newProcess(name, left, run.random.chance(0.5));
  await run.stage.run(process, () => drain({ subscribers: subscribersOf(run), now }));
  if (process.isDead) run.killed += 1;
  run.story.push(`${process.isDead ? 'killed: ' : ''}${name} at ${now.toISOString()}`);
}

type Limits = { rounds: number; workers: number; canKill: boolean };

async function round(run: Run, now: Date, { workers, canKill }: Limits): Promise<void> {
  const { random, world, luck } = run;
  const isWaiting = run.mood > 0.2;
  const mood = random.pick(moods);
  run.mood = mood;
  run.fake.fault = () => (mood === 1 ? closed : luck.chance(mood) ? luck.pick(faults) : null);
  run.story.push(`the provider fails ${mood * 100} times in 100`);
  const lifetime = (probability: number, most: number) =>
    canKill && random.chance(probability) ? 1 + random.below(most) : Number.POSITIVE_INFINITY;
  const actions = Array.from({ length: 2 + random.below(5) }, () => draw(random, world, isWaiting));
  const requests = actions.map((action) => ({ action, left: lifetime(0.1, 25) }));
  const lives = Array.from({ length: workers }, () => lifetime(0.4, 120));
  await Promise.all([
    ...requests.map(({ action, left }) => request(run, action, left)),
    ...lives.map((left, index) => work(run, `worker ${index + 1}`, now, left)),
  ]);
}

async function isAtRest({ query }: World): Promise<boolean> {
  const [row] =
    await query(`select (select count(*) from outbox_events where done_at is null and coalesce(waiting_key, '') not like 'recurring:%')
    + (select count(*) from outbox_retries where dead_at is null) as open`);
  return Number(row?.open) === 0;
}

/** The provider is well again and nobody is killed: everything must come to its end by itself. */
async function comeToRest(run: Run, from: Date): Promise<void> {
  run.fake.fault = () => null;
  const subscribers = subscribersOf(run);
  for (let now = from.getTime() + 3 * MINUTE, tries = 0; tries < 60; tries++, now += 25 * MINUTE) {
    await drain({ subscribers, now: new Date(now) });
    if (await isAtRest(run.world)) return;
  }
  run.problems.push('it does not come to rest');
}

/** A second connection where there can be one: what looks on takes no turn. */
export type Place = { database: Database; onlooker: Database };

/**
 * Takes chance out of what would decide about an order: pauses that are spread, ids that the database makes, connections
 * that are opened on the way.
 */
async function tame({ database, onlooker }: Place, seed: number, hasConnections: boolean): Promise<() => void> {
  const { random } = Math;
  Math.random = randomOf(seed + 3).next;
  if (hasConnections) {
    await onlooker.query('create schema tamed');
    await onlooker.query('create sequence tamed.ids');
    await onlooker.query(
      `create function tamed.gen_random_uuid() returns uuid language sql volatile as $$ select md5(nextval('tamed.ids')::text)::uuid $$`,
    );
    const [row] = await onlooker.query('select current_database() as name');
    await onlooker.query(`alter database "${row?.name}" set search_path = tamed, pg_catalog, public`);
    await Promise.all(Array.from({ length: 10 }, () => database.query('select pg_sleep(0.02)')));
  }
  // What renders mails is loaded when it is first needed.
  for (const { render } of sampleMails) await render();
  return () => {
    Math.random = random;
  };
}

/** The next noon: by day and by night a seed meets the same mornings and quiet hours. */
const noon = () => new Date(Math.ceil((Date.now() - DAY / 2) / DAY) * DAY + DAY / 2);

/** Silence for what a run is meant to provoke. */
function hush(): () => void {
  const { write } = process.stdout;
  process.stdout.write = ((chunk: string | Uint8Array, ...rest: []) =>
    String(chunk).startsWith('{"time"') || write.call(process.stdout, chunk, ...rest)) as typeof write;
  return () => {
    process.stdout.write = write;
  };
}

/**
 * One run: people write, take back, come and go while workers tell of it and mail it, the provider has bad days, and
 * processes are killed at any statement. The seed decides about all of it. Afterwards time goes on until nothing is left
 * to do, and what must hold is looked at. Wants a database with the cast in which nothing else happened.
 */
export async function simulate(seed: number, { database, onlooker }: Place, limits: Limits): Promise<Outcome> {
  const random = randomOf(seed);
  const query = (text: string, params: unknown[] = []) => database.query(text, params);
  const look: World['query'] = (text, params = []) => onlooker.query(text, params);
  const blocked = `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  const stage = openStage(randomOf(seed + 1), async () =>
    limits.canKill ? Number((await look(blocked))[0]?.count) : 0,
  );
  const fake = await startFakeResend();
  const world = newWorld(look);
  const run: Run = {
    world,
    fake,
    stage,
    random,
    luck: randomOf(seed + 2),
    story: [],
    problems: [],
    killed: 0,
    mood: 0,
  };
  const chance = await tame({ database, onlooker }, seed, limits.canKill);
  const [speak, open] = [hush(), limits.canKill ? gateStatements() : () => {}];
  try {
    await query(`insert into notification_defaults (reason, page, email) values ('like', true, true), ('comment_after_mine', true, true),
      ('comment_on_liked', true, true), ('comment_on_profile_post', true, true)`);
    await query(`update memberships set email_frequency = 'every'`);
    let now = noon();
    for (const action of firstWords(random, world)) await request(run, action, Number.POSITIVE_INFINITY);
    for (let index = 0; index < limits.rounds; index++) {
      await round(run, now, limits);
      now = new Date(now.getTime() + random.pick(pauses));
    }
    await comeToRest(run, now);
    run.problems.push(...(await findProblems(world, fake)));
    const offered = [...fake.offers.values()].reduce((sum, count) => sum + count, 0);
    const { problems, story, killed } = run;
    return { seed, problems, story, killed, steps: stage.steps, taken: fake.taken.length, offered };
  } finally {
    open();
    speak();
    chance();
    await fake.close();
  }
}
