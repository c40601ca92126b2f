import { fillCompany } from '@/db/bench/fill';
import { databaseCpu } from '@/db/bench/processes';
import { openDatabase } from '@/db/open';
import { drain } from '@/lib/events/worker';
import { newRequestContext, runInRequest } from '@/lib/request';
import { runOn, startPostgres } from '@/lib/testing/postgres';
import { planDigests } from './plan-digests';
import { digestsSubscriber } from './subscriber';

const POSTS_FOR_EACH = 50;
const LEAST_POSTS = 10_000;

export type DigestFigures = {
  people: number;
  mails: number;
  empty: number;
  posts: number;
  planMs: number;
  /** Of everything after planning: claiming, composing, rendering, writing. */
  seconds: number;
  statementsEach: number;
  cpuMsEach: number;
  databaseCpuMsEach: number;
};

const whole = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 0 });

function print(figures: DigestFigures) {
  const { people, mails, empty, posts, planMs, seconds, statementsEach, cpuMsEach, databaseCpuMsEach } = figures;
  process.stdout.write(
    `${whole(people)} digests: planned in ${whole(planMs)} ms, ${whole(mails)} mails with ${whole(posts)} posts and ${whole(empty)} empty in ${whole(seconds)} s\n` +
      `${whole(people / seconds)} people/s; each ${statementsEach.toFixed(1)} statements, ${cpuMsEach.toFixed(1)} ms CPU here and ${databaseCpuMsEach.toFixed(1)} ms in the database\n`,
  );
}

/** A zone whose clocks show eight and something: the day that their digests tell of ended an hour ago. */
function zoneAtEight(now: Date): string {
  const hours = ((8 - now.getUTCHours() + 36) % 24) - 12;
  // The signs of these names are the other way round.
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}

/** One morning of a company: plans and writes everybody's digest on a Postgres of its own, and prints what that took. */
export async function soakDigests(people = 10_000): Promise<DigestFigures> {
  const server = await startPostgres();
  await runOn(server.url('postgres'), 'create database soak_digests');
  const database = await openDatabase({ url: server.url('soak_digests') });
  try {
    await fillCompany(database, Math.max(LEAST_POSTS, people * POSTS_FOR_EACH));
    const now = new Date();
    await database.query('update people set time_zone = $1', [zoneAtEight(now)]);
    const begun = performance.now();
    await planDigests(now);
    const planMs = performance.now() - begun;
    const before = { at: performance.now(), cpu: process.cpuUsage(), database: await databaseCpu(database) };
    const context = newRequestContext({ id: 'soak', nonce: '', ip: '', path: '/' });
    await runInRequest(context, () =>
      drain({ now: new Date(now.getTime() + 600_000), subscribers: [digestsSubscriber] }),
    );
    const { user, system } = process.cpuUsage(before.cpu);
    const seconds = (performance.now() - before.at) / 1000;
    const databaseCpuMs = (await databaseCpu(database)) - before.database;
    const [row] =
      await database.query(`select count(*)::int as digests, count(*) filter (where state = 'sent')::int as mails,
      count(*) filter (where state = 'empty')::int as empty, (select count(*)::int from digest_items) as posts from digests`);
    const count = (name: string) => Number(row?.[name]);
    const digests = count('digests');
    const figures: DigestFigures = {
      people: digests,
      mails: count('mails'),
      empty: count('empty'),
      posts: count('posts'),
      planMs,
      seconds,
      statementsEach: context.statements / digests,
      cpuMsEach: (user + system) / 1000 / digests,
      databaseCpuMsEach: databaseCpuMs / digests,
    };
    print(figures);
    return figures;
  } finally {
    await database.close();
    await server.stop();
  }
}
