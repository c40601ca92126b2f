import 'server-only';
import { log } from '@/lib/log';
import { type Claim, claim, type Lane, release } from './claims';
import { recurring } from './recurring';
import { type Failed, MAX_ATTEMPTS, settle, settleAll } from './settle';
import { Hopeless, handlerOf, Later, type Subscriber } from './subscriber';

/** Subjects handled side by side. */
const WIDTH = 4;

/** What has not begun by then is given back; with HANDLER_MS for each subscriber that stays within the lease. */
const BEGIN_MS = 45_000;
const HANDLER_MS = 15_000;

export type DrainOptions = {
  subscribers: readonly Subscriber[];
  lane: Lane;
  /** A clock of one's own: events due until then are taken. The database's otherwise. */
  now?: Date | undefined;
  /** What has not begun by then is given back. */
  deadline?: Date | undefined;
};

async function limited(work: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No end after ${HANDLER_MS} ms`)), HANDLER_MS).unref();
  });
  try {
    await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function attempt({ event, attempts, onlySubscriber }: Claim, name: string, handler: () => Promise<void>) {
  try {
    if (!onlySubscriber && attempts > MAX_ATTEMPTS) throw new Hopeless('It ended the process each time.');
    await limited(handler);
    return null;
  } catch (error) {
    if (!(error instanceof Later)) {
      log.error('outbox.failed', error, { subscriber: name, type: event.type, id: event.id, attempts });
    }
    return { subscriber: name, error };
  }
}

/** Runs each subscriber of an event in a try of its own: what one cannot do holds up no other. */
async function handle(claim: Claim, subscribers: readonly Subscriber[]): Promise<Failed[]> {
  const failed: Failed[] = [];
  for (const subscriber of subscribers) {
    const handler = handlerOf(subscriber, claim.event);
    const isMeant = !claim.onlySubscriber || claim.onlySubscriber === subscriber.name;
    const failure = handler && isMeant ? await attempt(claim, subscriber.name, handler) : null;
    if (failure) failed.push(failure);
  }
  return failed;
}

/** Events of one subject in their order. Returns those that need no more than to be marked done. */
async function handleInOrder(claims: readonly Claim[], subscribers: readonly Subscriber[], until: number) {
  const done: Claim[] = [];
  for (const [index, one] of claims.entries()) {
    if (performance.now() > until) {
      await release(claims.slice(index));
      break;
    }
    const failed = await handle(one, subscribers);
    if (failed.length > 0 || one.onlySubscriber || one.event.type in recurring) await settle(one, failed);
    else done.push(one);
  }
  return done;
}

function bySubject(claims: readonly Claim[]): Claim[][] {
  const groups = new Map<string, Claim[]>();
  for (const one of claims) {
    const key = one.event.subjectId ?? one.event.id;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** Takes one batch and handles it. Returns how many events it took: 0 when nothing is due. */
export async function drainBatch({ subscribers, lane, now, deadline }: DrainOptions): Promise<number> {
  const claims = await claim(lane, now);
  const groups = bySubject(claims);
  const until = performance.now() + Math.min(BEGIN_MS, deadline ? deadline.getTime() - Date.now() : BEGIN_MS);
  const workLane = async () => {
    for (let group = groups.shift(); group; group = groups.shift()) {
      await settleAll(await handleInOrder(group, subscribers, until));
    }
  };
  await Promise.all(Array.from({ length: Math.min(WIDTH, groups.length) }, workLane));
  return claims.length;
}
