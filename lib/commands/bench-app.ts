import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { env, frameworkEnv } from '@/lib/env';
import { freePort } from '@/lib/testing/temporary';
import { buildApp, isBuildCurrent } from './build-app';

export type RunningApp = {
  url: string;
  pid: number;
  /** The parsed lines of its log so far. */
  requests: () => { path: string; statements: number }[];
  stop: () => Promise<void>;
};

/** Starts the built app on a free port of this machine; builds it first if the sources have changed. */
export async function startApp(databaseUrl: string, logLevel: 'debug' | 'warn'): Promise<RunningApp> {
  if (!isBuildCurrent()) await buildApp({ isQuiet: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const next = createRequire(import.meta.url).resolve('next/dist/bin/next');
  const child = spawn(process.execPath, [next, 'start', '-H', '127.0.0.1', '-p', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      ...frameworkEnv(),
      NEXTAUTH_URL: url,
      NEXT_MANUAL_SIG_HANDLE: '1',
      DATABASE_URL: databaseUrl,
      DATA_DIR: env.DATA_DIR,
      APP_URL: url,
      PORT: String(port),
      LOG_LEVEL: logLevel,
    },
  });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  process.once('exit', () => child.kill('SIGKILL'));
  for (let tries = 0; !(await isReady(url)); tries++) {
    if (child.exitCode !== null || tries > 600) throw new Error(`the app did not start:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    pid: child.pid ?? 0,
    requests: () => output.split('\n').flatMap(requestLine),
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

const isReady = async (url: string) => (await fetch(`${url}/api/ready`).catch(() => null))?.ok === true;

function requestLine(line: string): { path: string; statements: number }[] {
  if (!line.includes('"event":"request"')) return [];
  const { path, statements } = JSON.parse(line);
  return [{ path, statements }];
}
