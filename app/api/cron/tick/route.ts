import { createHash, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/env';
import { tick } from '@/lib/events/tick';
import { log } from '@/lib/log';
import { readiness } from '@/lib/readiness';
import { isDatabaseDown } from '@/lib/server/database-down';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Compared as hashes of one length, in a time that says nothing. Without a secret nobody is let in. */
function isCron(request: Request): boolean {
  const given = digest(request.headers.get('authorization') ?? '');
  const wanted = digest(`Bearer ${env.CRON_SECRET ?? ''}`);
  return timingSafeEqual(given, wanted) && env.CRON_SECRET !== undefined;
}

/** Works off what is due for up to twenty seconds, and says how much that was and what is left. */
export async function POST(request: Request): Promise<Response> {
  if (!isCron(request)) return Response.json({ status: 'unauthorized' }, { status: 401 });
  const start = performance.now();
  try {
    const { taken } = await tick();
    const ms = Math.round(performance.now() - start);
    const state = await readiness();
    log.info('cron.tick', { taken, ms });
    return Response.json({ status: 'done', taken, ms, ...(state.database === 'up' && left(state)) });
  } catch (error) {
    if (!isDatabaseDown(error)) log.error('cron.tick', error);
    return Response.json({ status: 'unavailable' }, { status: 503 });
  }
}

const left = ({ outboxLagSeconds }: { outboxLagSeconds: number }) => ({ outboxLagSeconds });
