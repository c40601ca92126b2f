import 'server-only';
import type { Server } from 'node:http';
import { log } from '@/lib/log';

const GRACE_MS = 10_000;
const CLOSE_MS = 5000;
const SAME_SIGNAL_MS = 1000;

const servers = new Set<Server>();
const running = new Set<Promise<unknown>>();
const closedFirst = new Set<() => Promise<void>>();
let isStopping = false;

export function rememberServer(server: Server) {
  servers.add(server);
}

/** Work that the process must not end in the middle of: requests, and what follows after their answer. */
export function trackWork(work: Promise<unknown>) {
  const settled: Promise<void> = work.then(
    () => forget(settled),
    () => forget(settled),
  );
  running.add(settled);
}

/** Ends what would stay open for ever, such as the connections of open pages, before requests are waited for. */
export function closeFirst(close: () => Promise<void>) {
  closedFirst.add(close);
}

function forget(work: Promise<void>) {
  running.delete(work);
}

export function isShuttingDown(): boolean {
  return isStopping;
}

/**
 * Ends the process on a signal, and when the command that started it is gone: takes no more connections, lets running
 * work finish for a while, and closes what is open last. A later signal ends it at once; one right after the first is
 * the same Ctrl-C, delivered by the terminal and by the command.
 */
export function shutDownOnSignals(close: () => Promise<void>) {
  let since = 0;
  const shutDown = (reason: string) => {
    if (isStopping) return reason !== 'disconnect' && Date.now() - since > SAME_SIGNAL_MS ? process.exit(1) : undefined;
    isStopping = true;
    since = Date.now();
    log.info('app.stopping', { reason, running: running.size });
    void stop(close);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => shutDown(signal));
  if (process.connected) process.once('disconnect', () => shutDown('disconnect'));
}

async function stop(close: () => Promise<void>) {
  setTimeout(() => process.exit(1), GRACE_MS + CLOSE_MS).unref();
  for (const server of servers) {
    server.close();
    server.closeIdleConnections();
  }
  for (const end of closedFirst) trackWork(end());
  await Promise.race([settle(), new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref())]);
  await close().catch((error: unknown) => log.error('app.stopping', error));
  process.exit(0);
}

async function settle() {
  while (running.size > 0) await Promise.all(running);
}
