import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PREFIX = 'chatter-test-';

/** When the process began, in clock ticks since boot: with it a reused pid is told from the one that owned a folder. */
function startOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** Makes a folder for this run. Its owner is written into it, so that a later run can tell a living run from a crashed one. */
export function temporaryFolder(kind: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), `${PREFIX}${kind}-`));
  writeFileSync(path.join(folder, 'owner'), `${process.pid} ${startOf(process.pid)}`);
  return folder;
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Ends one process that works for the given folder; another one that happens to have the pid is left alone. */
export async function endProcess(pid: number, folder: string, signal: NodeJS.Signals): Promise<void> {
  const worksHere = () => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
    } catch {
      return false;
    }
  };
  if (!worksHere()) return;
  process.kill(pid, signal);
  for (let waited = 0; waited < 5000 && worksHere(); waited += 25) await sleep(25);
  if (worksHere()) process.kill(pid, 'SIGKILL');
}

export const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Removes what crashed runs left behind: their Postgres servers and their folders. */
export async function cleanUpAfterCrashes(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = path.join(tmpdir(), name);
    const owner = read(folder, 'owner');
    if (owner === null) continue;
    const [pid = '0', start = ''] = owner.split(' ');
    if (startOf(Number(pid)) === start) continue;
    const postmaster = Number(read(folder, 'data/postmaster.pid')?.split('\n')[0]);
    if (postmaster > 1) await endProcess(postmaster, folder, 'SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  }
}

function read(folder: string, name: string): string | null {
  try {
    return readFileSync(path.join(folder, name), 'utf8').trim();
  } catch {
    return null;
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
