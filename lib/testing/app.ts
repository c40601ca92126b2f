import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll } from 'vitest';
import type { Database } from '@/db/database';
import { connectDatabase, type OpenOptions } from '@/db/open';
import { actionsKey } from '@/lib/env';
import { recurring } from '@/lib/events/recurring';
import { newId } from '@/lib/ids';
import { copyDatabase } from './database';
import type { Content } from './templates';
import { freePort, noteProcess, sleep, temporaryFolder } from './temporary';

export type AppOptions = {
  /** What its database holds. */
  content?: Content;
  /** Variables of .env.example, which override what the test app is given; a function is asked when the app starts. */
  env?: Record<string, string> | (() => Record<string, string>);
  /** PGlite in a directory of its own, empty at first, instead of Postgres; the test cannot look into it. */
  isEmbedded?: boolean;
  /** The command of package.json that people type, instead of Next's own start. */
  command?: 'start' | 'demo';
};

export type LogLine = Record<string, unknown> & { event?: string; level?: string };

export type App = {
  readonly url: string;
  /** A second way into the app's database, for looking and for preparing what has no form. */
  readonly database: Database;
  readonly databaseAddress: OpenOptions;
  /** The structured log lines so far. */
  logs: () => LogLine[];
  /** Everything it wrote, which is where links are printed that a mail would carry. */
  output: () => string;
  /** Resolves when nothing is left of what follows from writes so far, mail that waits for its time excepted. */
  settled: () => Promise<void>;
  /** kill -9 with true, otherwise as an operator stops it. */
  stop: (isSudden?: boolean) => Promise<void>;
  /** Starts it again on the same address and data. */
  start: () => Promise<void>;
};

/** Starts the built app for the tests of one file, on its own database and port. */
export function useApp(options: AppOptions = {}): App {
  let app: (App & { remove: () => Promise<void> }) | undefined;
  const get = () => {
    if (!app) throw new Error('useApp() starts the app in beforeAll: use it inside a test or a hook.');
    return app;
  };
  beforeAll(async () => {
    app = await startApp(options);
  });
  afterAll(() => app?.remove());
  return {
    get url() {
      return get().url;
    },
    get database() {
      return get().database;
    },
    get databaseAddress() {
      return get().databaseAddress;
    },
    logs: () => get().logs(),
    output: () => get().output(),
    settled: () => get().settled(),
    stop: (isSudden) => get().stop(isSudden),
    start: () => get().start(),
  };
}

async function startApp({ content = 'cast', env = {}, isEmbedded = false, command }: AppOptions) {
  const folder = temporaryFolder('app');
  const copy = isEmbedded ? null : await copyDatabase(content);
  const database = copy && (await connectDatabase(copy.address));
  if (database) await holdRecurring(database);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = { ...minimal(), DATA_DIR: folder, PORT: String(port), APP_URL: url };
  if (copy?.address.url) Object.assign(environment, { DATABASE_URL: copy.address.url });
  let output = '';
  let child: ChildProcess | undefined;
  const app = {
    url,
    get database(): Database {
      if (!database) throw new Error('An embedded database belongs to the app alone.');
      return database;
    },
    databaseAddress: copy?.address ?? { dataDir: folder },
    output: () => output,
    logs: () => output.split('\n').flatMap(logLine),
    async start() {
      const own = typeof env === 'function' ? env() : env;
      child = launch(program(port, command), { ...environment, ...own }, (text) => {
        output += text;
      });
      noteProcess(folder, child.pid);
      await untilReady(url, child, () => output);
    },
    async settled() {
      while ((await app.database.query(unsettled)).length > 0) await sleep(20);
    },
    async stop(isSudden = false) {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill(isSudden ? 'SIGKILL' : 'SIGTERM');
      const late = setTimeout(() => child?.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(late);
    },
    async remove() {
      await app.stop();
      await database?.close();
      await copy?.remove();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  try {
    await app.start();
  } catch (error) {
    await app.remove();
    throw error;
  }
  return app;
}

const unsettled = 'select 1 from outbox_events where done_at is null and due_at <= now() limit 1';

/** What comes by itself waits for a year, so that a test sees only what it did. */
async function holdRecurring(database: Database) {
  for (const type of Object.keys(recurring)) {
    await database.query(
      `insert into outbox_events (id, type, payload, due_at, waiting_key) values ($1, $2, '{}', now() + interval '1 year', $3)`,
      [newId(), type, `recurring:${type}`],
    );
  }
}

/** Nothing of the test runner's own environment, or NODE_ENV=test and its like would reach the app. */
function minimal(): Record<string, string> {
  const { PATH = '', HOME = '', NODE_EXTRA_CA_CERTS = '' } = process.env;
  return {
    PATH,
    HOME,
    NODE_EXTRA_CA_CERTS,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXT_MANUAL_SIG_HANDLE: '1',
    // The forms of a build carry ids derived from the key it was built with.
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey(),
  };
}

function program(port: number, command: AppOptions['command']): string[] {
  if (command) return ['--conditions=react-server', '--import', 'tsx', `lib/commands/${command}.ts`];
  const next = createRequire(import.meta.url).resolve('next/dist/bin/next');
  return [next, 'start', '-H', '127.0.0.1', '-p', String(port)];
}

function launch(args: string[], env: Record<string, string>, onOutput: (text: string) => void): ChildProcess {
  // Through the channel the app hears of our death and ends too.
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: env as NodeJS.ProcessEnv,
  });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', onOutput);
  return child;
}

async function untilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  for (let waited = 0; waited < 90_000; waited += 50) {
    if (child.exitCode !== null) throw new Error(`The app ended with ${child.exitCode}:\n${output()}`);
    const response = await fetch(`${url}/api/ready`).catch(() => null);
    if (response?.ok) return;
    await sleep(50);
  }
  throw new Error(`The app did not become ready:\n${output()}`);
}

function logLine(line: string): LogLine[] {
  if (!line.startsWith('{')) return [];
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}
