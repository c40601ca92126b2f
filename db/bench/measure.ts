import { database } from '@/db/open';
import { databaseCpu } from './processes';
import { type Aim, line } from './report';

export function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** What `measure` prints. */
export const measured = ['p50 ms', 'max', 'CPU', 'p95'];

/** Each piece of work once to warm up and `rounds` times for the clock; prints p50, the slowest, the database's CPU for each and p95. */
export async function measure(name: string, aim: Aim | undefined, works: (() => Promise<unknown>)[], rounds = 1) {
  const times: number[] = [];
  for (const work of works) await work();
  const before = await databaseCpu(database());
  for (const work of works) {
    for (let round = 0; round < rounds; round++) times.push(await timeOf(work));
  }
  // A connection that was closed meanwhile takes its share along.
  const cpu = Math.max(0, (await databaseCpu(database())) - before) / times.length;
  line(name, [percentile(times, 0.5), Math.max(...times), cpu, percentile(times, 0.95)], aim);
}
