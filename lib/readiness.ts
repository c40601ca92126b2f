import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastMigration, newestMigration } from '@/db/migrate';
import { database } from '@/db/open';
import { log } from './log';
import { DatabaseDown, isDatabaseDown } from './server/database-down';

export type Readiness =
  | { isReady: false; database: 'down' }
  | {
      isReady: boolean;
      database: 'up';
      migrations: 'current' | 'pending';
      /** How long the oldest due outbox event has been waiting. */
      outboxLagSeconds: number;
    };

const PATIENCE_MS = 3000;

const outboxLag = `select coalesce(extract(epoch from now() - min(oldest.due_at)), 0)::float8 as seconds
  from (values ('main'), ('mail'), ('background')) lanes (lane) cross join lateral (
    select e.due_at from outbox_events e where e.lane = lanes.lane and e.done_at is null and e.due_at <= now() order by e.due_at limit 1) oldest`;

/** Whether this process can serve people now. A database that does not answer soon counts as down. */
export async function readiness(): Promise<Readiness> {
  try {
    return await Promise.race([ask(), giveUp()]);
  } catch (error) {
    if (!isDatabaseDown(error)) log.error('readiness', error);
    return { isReady: false, database: 'down' };
  }
}

async function ask(): Promise<Readiness> {
  const isCurrent = (await lastMigration(database())) >= newestMigration();
  const [row] = await database().query(outboxLag);
  const outboxLagSeconds = Math.round(Number(row?.seconds ?? 0));
  return { isReady: isCurrent, database: 'up', migrations: isCurrent ? 'current' : 'pending', outboxLagSeconds };
}

async function giveUp(): Promise<never> {
  await sleep(PATIENCE_MS, undefined, { ref: false });
  throw new DatabaseDown('No answer in time.');
}
