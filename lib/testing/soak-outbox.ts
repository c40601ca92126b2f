import { sql } from 'drizzle-orm';
import { connectDatabase, setDatabase } from '@/db/open';
import { transaction } from '@/db/writer';
import { emitEach, nobody } from '@/lib/events/outbox';
import type { Subscriber } from '@/lib/events/subscriber';
import { drain } from '@/lib/events/worker';
import { newId } from '@/lib/ids';
import { runOn } from './postgres';
import { prepareServer, templateName } from './templates';

export type OutboxFigures = {
  events: number;
  workers: number;
  emitSeconds: number;
  drainSeconds: number;
  perSecond: number;
};

const BATCH = 1000;
const WORKERS = 4;

/** A burst of events, drained by four workers whose subscriber writes one row for each. Every event is accounted for. */
export async function soakOutbox(events = 10_000): Promise<OutboxFigures> {
  const { server, run, stop } = await prepareServer();
  const name = `chatter_soak_${process.pid}`;
  await runOn(server, `create database ${name} template ${templateName(run, 'empty')}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = setDatabase(await connectDatabase({ url: url.href, driver: 'pg' }));
  try {
    await database.query('create table ledger (id uuid primary key)');
    const writing: Subscriber = {
      name: 'writing',
      on: {
        'post.bookmarked': async ({ id }) => {
          await transaction((tx) => tx.execute(sql`insert into ledger values (${id})`));
        },
      },
    };
    const [began, emitted] = [performance.now(), Math.ceil(events / BATCH)];
    for (let batch = 0; batch < emitted; batch++) {
      const payloads = Array.from({ length: Math.min(BATCH, events - batch * BATCH) }, () => ({ postId: newId() }));
      await transaction((tx) => emitEach(tx, nobody, 'post.bookmarked', payloads));
    }
    const written = performance.now();
    await Promise.all(Array.from({ length: WORKERS }, () => drain({ subscribers: [writing] })));
    const drainSeconds = (performance.now() - written) / 1000;
    const [row] = await database.query(`select (select count(*)::int from ledger) as told,
      (select count(*)::int from outbox_events where done_at is null) as open`);
    if (row?.told !== events || row.open !== 0)
      throw new Error(`of ${events} events ${row?.told} were told and ${row?.open} are open`);
    const rounded = (value: number) => Math.round(value * 100) / 100;
    return {
      events,
      workers: WORKERS,
      emitSeconds: rounded((written - began) / 1000),
      drainSeconds: rounded(drainSeconds),
      perSecond: Math.round(events / drainSeconds),
    };
  } finally {
    await database.close();
    await runOn(server, `drop database if exists ${name} with (force)`);
    await stop();
  }
}
