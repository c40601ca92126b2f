import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** Notes a process that works for this folder, so that it can be ended even if this run crashes. */
export function noteProcess(folder: string, pid: number | undefined): void {
  if (pid) appendFileSync(path.join(folder, 'pids'), `${pid}\n`);
}

/** Ends one process that works for the given folder; another one that happens to have the pid is left alone. */
export async function endProcess(pid: number, folder: string, signal: NodeJS.Signals): Promise<void> {
  const worksHere = () => {
    try {
      return ['cmdline', 'environ'].some((file) => readFileSync(`/proc/${pid}/${file}`, 'utf8').includes(folder));
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

/** Removes what crashed runs left behind: their servers and their folders. */
export async function cleanUpAfterCrashes(): Promise<void> {
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX));
  for (const folder of folders.map((name) => path.join(tmpdir(), name)).filter(isAbandoned)) {
    for (const pid of processesOf(folder)) await endProcess(pid, folder, 'SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  }
}

function isAbandoned(folder: string): boolean {
  const [pid, start] = read(folder, 'owner')?.split(' ') ?? [];
  return pid !== undefined && startOf(Number(pid)) !== start;
}

function processesOf(folder: string): number[] {
  const postmaster = read(folder, 'data/postmaster.pid')?.split('\n')[0];
  const noted = read(folder, 'pids')?.split('\n') ?? [];
  return [postmaster, ...noted].map(Number).filter((pid) => pid > 1);
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
