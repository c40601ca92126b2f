import 'server-only';
import { env } from '@/lib/env';
import { DatabaseDown } from '@/lib/server/database-down';
import type { Database } from './database';

export type OpenOptions = { url?: string | undefined; driver?: 'pg' | 'neon' | undefined; dataDir?: string };

// Next bundles routes and instrumentation apart: module scope is not shared between them, globalThis is.
const key = Symbol.for('chatter.database');
const holder: typeof globalThis & { [key]?: Database | undefined } = globalThis;

/** Connects without making it the process's database. Drivers load on demand: each brings a few megabytes. */
export async function connectDatabase(options: OpenOptions = fromEnv()): Promise<Database> {
  const { url, driver, dataDir = env.DATA_DIR } = options;
  if (!url) return (await import('./drivers/pglite')).openPglite(dataDir);
  if ((driver ?? guessDriver(url)) === 'neon') return (await import('./drivers/neon')).openNeon(url);
  return (await import('./drivers/pg')).openPg(url);
}

/** Opens the process's database, once. Scripts and tests call this; the server opens it when it boots. */
export async function openDatabase(options?: OpenOptions): Promise<Database> {
  return holder[key] ?? setDatabase(await connectDatabase(options));
}

/** Makes a database the process's own until it is closed. */
export function setDatabase(database: Database): Database {
  const own: Database = {
    ...database,
    async close() {
      if (holder[key] === own) holder[key] = undefined;
      await database.close();
    },
  };
  holder[key] = own;
  return own;
}

/** The process's database. Throws DatabaseDown until it is open and migrated. */
export function database(): Database {
  const open = holder[key];
  if (!open) throw new DatabaseDown('The database is not open.');
  return open;
}

function fromEnv(): OpenOptions {
  return { url: env.DATABASE_URL, driver: env.DATABASE_DRIVER };
}

function guessDriver(url: string): 'pg' | 'neon' {
  return new URL(url).hostname.endsWith('.neon.tech') ? 'neon' : 'pg';
}
