import 'server-only';
import { lastMigration, newestMigration } from '@/db/migrate';
import { database } from '@/db/open';
import { log } from './log';
import { isDatabaseDown } from './server/database-down';

export type Readiness = {
  isReady: boolean;
  database: 'up' | 'down';
  migrations: 'current' | 'pending';
  /** How long the oldest due outbox event has been waiting. */
  outboxLagSeconds: number;
};

const down: Readiness = { isReady: false, database: 'down', migrations: 'pending', outboxLagSeconds: 0 };

const outboxLag = `select coalesce(extract(epoch from now() - min(due_at)), 0)::float8 as seconds
  from outbox_events where done_at is null and due_at <= now()`;

/** Whether this process can serve people now. */
export async function readiness(): Promise<Readiness> {
  try {
    const isCurrent = (await lastMigration(database())) >= newestMigration();
    const [row] = await database().query(outboxLag);
    const outboxLagSeconds = Math.round(Number(row?.seconds ?? 0));
    return { isReady: isCurrent, database: 'up', migrations: isCurrent ? 'current' : 'pending', outboxLagSeconds };
  } catch (error) {
    if (!isDatabaseDown(error)) log.error('readiness', error);
    return down;
  }
}
