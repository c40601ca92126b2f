import { env } from '@/lib/env';
import { runChild } from './child';

/** Fills in the demo company before the server takes the database, which belongs to one process at a time. */
export async function seedIfDemo() {
  if (!env.DEMO) return;
  const seed = new URL('seed.ts', import.meta.url).pathname;
  const code = await runChild([...process.execArgv, seed]);
  if (code !== 0) process.exit(code);
}
