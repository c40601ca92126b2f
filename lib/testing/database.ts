import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, inject, test } from 'vitest';
import type { Database } from '@/db/database';
import { connectDatabase, type OpenOptions, setDatabase } from '@/db/open';
import { runOn } from './postgres';
import { type Content, type Databases, templateName } from './templates';

export type TestDatabase = {
  /** The file's own database, which is also the process's `database()`. */
  readonly current: Database;
  /** Where it is, for opening it a second time; PGlite directories belong to one process at a time. */
  readonly address: OpenOptions;
};

/**
 * Gives a *.db.test.ts file a database of its own, with the cast or empty, for all its tests. The same file runs on
 * Postgres 15, on PGlite and, if listed in vitest.config.ts, through Neon's driver.
 */
export function useDatabase(content: Content = 'cast'): TestDatabase {
  let opened: { database: Database; copy: Copy } | undefined;
  const get = () => {
    if (!opened) throw new Error('useDatabase() opens the database in beforeAll: use it inside a test or a hook.');
    return opened;
  };
  beforeAll(async () => {
    const copy = await copyDatabase(content);
    opened = { copy, database: setDatabase(await connectDatabase(copy.address)) };
  });
  afterAll(async () => {
    await opened?.database.close();
    await opened?.copy.remove();
  });
  return {
    get current() {
      return get().database;
    },
    get address() {
      return get().copy.address;
    },
  };
}

export type Copy = { address: OpenOptions; remove: () => Promise<void> };

let copies = 0;

/** A new database with this content. Who copies it removes it. */
export async function copyDatabase(content: Content, from: Databases = inject('databases')): Promise<Copy> {
  copies += 1;
  const suffix = `${process.pid}_${copies}_${Date.now().toString(36)}`;
  if (from.kind === 'pglite') {
    const dataDir = path.join(from.folder, suffix);
    cpSync(path.join(from.folder, content), dataDir, { recursive: true });
    return {
      address: { dataDir },
      remove: async () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 }),
    };
  }
  const name = `chatter_${suffix}`;
  await runOn(from.server, `create database ${name} template ${templateName(from.run, content)}`);
  const url = new URL(from.server);
  url.pathname = `/${name}`;
  if (from.kind === 'neon') url.searchParams.set('ws_proxy', from.proxy);
  return {
    address: { url: url.href, driver: from.kind },
    remove: () => runOn(from.server, `drop database if exists ${name} with (force)`),
  };
}

/** Whether the run's databases take connections in parallel. PGlite has one, on which everything waits its turn. */
export const hasConnections = () => inject('databases').kind !== 'pglite';

/** A test about what happens between connections: on PGlite it says that it was not run. */
export function testParallel(name: string, body: () => Promise<void>): void {
  if (hasConnections()) return void test(name, body);
  console.log(`not run: ${name} (PGlite has one connection)`);
  test.skip(name, body);
}
