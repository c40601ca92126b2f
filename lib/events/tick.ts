import 'server-only';
import { transaction } from '@/db/writer';
import { keepRecurring } from './recurring';
import { drain } from './worker';

const PATIENCE_MS = 20_000;

/** What a platform calls that freezes processes between requests: works off what is due, and keeps what recurs coming. */
export async function tick(now = new Date()): Promise<{ taken: number }> {
  await transaction((tx) => keepRecurring(tx, now));
  return { taken: await drain({ deadline: new Date(now.getTime() + PATIENCE_MS) }) };
}
