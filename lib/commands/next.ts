import { createRequire } from 'node:module';
import { frameworkEnv } from '@/lib/env';
import { runChild } from './child';

type NextOptions = { env?: Record<string, string>; isQuiet?: boolean; onStarted?: (url: string) => void };

/** Runs Next's own command in a child, because it must not inherit our `react-server` condition. */
export function runNext(args: string[], { env, isQuiet = false, onStarted }: NextOptions = {}): Promise<number> {
  const program = createRequire(import.meta.url).resolve('next/dist/bin/next');
  return runChild([program, ...args], {
    isQuiet,
    env: { ...frameworkEnv(), NEXT_MANUAL_SIG_HANDLE: '1', ...env },
    onMessage: (message) => {
      if (isStarted(message)) onStarted?.(message.url);
    },
  });
}

function isStarted(message: unknown): message is { chatter: 'started'; url: string } {
  return typeof message === 'object' && message !== null && 'chatter' in message && message.chatter === 'started';
}
