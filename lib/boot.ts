import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@/db/database';
import { connectDatabase, setDatabase } from '@/db/open';
import { prepareDatabase } from '@/db/prepare';
import { env, provideFrameworkEnv } from './env';
import { log } from './log';
import { startRealtime } from './realtime/embedded/start';
import { isDatabaseDown } from './server/database-down';
import { type HookOptions, installHook } from './server/hook';
import { shutDownOnSignals, trackWork } from './server/shutdown';

const LONGEST_PAUSE_MS = 5000;

/** Everything between an empty process and one that serves. */
export async function boot(options: HookOptions) {
  provideFrameworkEnv();
  installHook(options);
  finishWorkAfterResponses();
  await startRealtime();
  const database = await connectDatabase();
  shutDownOnSignals(database.close);
  try {
    await bringUp(database);
  } catch (error) {
    if (!isDatabaseDown(error)) throw error;
    log.error('database.down', error);
    void keepTrying(database);
  }
  log.info('app.started', { url: env.APP_URL });
  process.send?.({ chatter: 'started', url: env.APP_URL });
}

async function bringUp(database: Database) {
  const applied = await prepareDatabase(database);
  setDatabase(database);
  await startWorking();
  log.info('database.up', { driver: database.driver, migrations: applied, isDemo: env.DEMO });
}

/** Loaded late: what follows from events is most of the app. A platform that freezes its processes calls /api/cron/tick. */
async function startWorking() {
  if (env.VERCEL) return;
  const { startWorker } = await import('./events/worker');
  startWorker();
}

/** The app serves its "database is down" page meanwhile. */
async function keepTrying(database: Database) {
  let pause = 250;
  while (!(await comesUp(database, pause))) pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
}

async function comesUp(database: Database, pause: number): Promise<boolean> {
  await sleep(pause, undefined, { ref: false });
  try {
    await bringUp(database);
    return true;
  } catch (error) {
    log.error('database.down', error);
    return false;
  }
}

/** Next hands what `after()` runs to this context where a platform provides one, so that a shutdown can wait for it. */
function finishWorkAfterResponses() {
  Object.assign(globalThis, { [Symbol.for('@next/request-context')]: { get: () => ({ waitUntil: trackWork }) } });
}
