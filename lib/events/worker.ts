import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { transaction } from '@/db/writer';
import { log } from '@/lib/log';
import { isDatabaseDown } from '@/lib/server/database-down';
import { isShuttingDown, trackWork } from '@/lib/server/shutdown';
import type { Lane } from './claims';
import { type DrainOptions, drainBatch } from './drain';
import { onKick } from './kick';
import { keepRecurring } from './recurring';
import { subscribers as all } from './subscribers';

const POLL_MS = 1000;
const LONGEST_PAUSE_MS = 5000;
const lanes: readonly Lane[] = ['main', 'mail', 'background'];

/** What runs side by side in a process: an event that takes long leaves others of its lane a way past it. */
const loops: readonly Lane[] = ['main', 'main', 'mail', 'background'];

/**
 * Handles everything that is due, in all lanes, and what follows from it, until nothing is. With `now` that is the
 * clock, for tests and simulations; `deadline` ends it early. Returns how many events were taken.
 */
export async function drain({
  now,
  subscribers = all,
  deadline,
}: Partial<Pick<DrainOptions, 'now' | 'subscribers' | 'deadline'>> = {}): Promise<number> {
  let taken = 0;
  for (let before = -1; before !== taken && !(deadline && new Date() > deadline); ) {
    before = taken;
    for (const lane of lanes) taken += await drainBatch({ subscribers, lane, now, deadline });
  }
  return taken;
}

/** One poll of a lane; resolves to how long to pause before the next. */
async function turn(lane: Lane, lastPause: number): Promise<number> {
  try {
    const work = drainBatch({ subscribers: all, lane });
    trackWork(work);
    return (await work) > 0 ? 0 : POLL_MS;
  } catch (error) {
    if (!isDatabaseDown(error)) log.error('worker', error, { lane });
    return Math.min(Math.max(lastPause, POLL_MS) * 2, LONGEST_PAUSE_MS);
  }
}

async function work(lane: Lane, nextKick: () => Promise<void>) {
  let pause = 0;
  while (!isShuttingDown()) {
    // Asked for before the turn: what is written during it is then not slept through.
    const kicked = nextKick();
    pause = await turn(lane, pause);
    const poll = sleep(pause, undefined, { ref: false });
    if (pause > 0) await (pause > POLL_MS ? poll : Promise.race([poll, kicked]));
  }
}

async function remindRecurring() {
  while (!isShuttingDown()) {
    await transaction((tx) => keepRecurring(tx, new Date())).catch((error: unknown) => {
      if (!isDatabaseDown(error)) log.error('worker', error);
    });
    await sleep(60_000, undefined, { ref: false });
  }
}

/** Starts this process's worker: polls each second, and at once when something here was written. */
export function startWorker(): void {
  let wake: () => void = () => {};
  let waiting = new Promise<void>((resolve) => {
    wake = resolve;
  });
  onKick(() => {
    const wakeNow = wake;
    waiting = new Promise<void>((resolve) => {
      wake = resolve;
    });
    wakeNow();
  });
  for (const lane of loops) void work(lane, () => waiting);
  void remindRecurring();
}
