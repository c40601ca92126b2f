import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { test as anyTest, expect, inject } from 'vitest';
import { copyDatabase } from '@/lib/testing/database';
import { temporaryFolder } from '@/lib/testing/temporary';
import { openPglite } from './pglite';

const test = anyTest.runIf(inject('databases').kind === 'pglite');

/** The last row that a writing process was told is safe, before it was killed in the middle of its work. */
async function writeAndDie(dir: string, rows: number): Promise<number> {
  const args = ['--conditions=react-server', '--import', 'tsx', 'db/drivers/pglite.fixture.ts', dir];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let acknowledged = 0;
  let count = 0;
  for await (const line of createInterface(child.stdout)) {
    acknowledged = Number(line);
    if (++count === rows) child.kill('SIGKILL');
  }
  await ended;
  return acknowledged;
}

test('every row that was acknowledged is there after kill -9, again and again', async () => {
  const { address, remove } = await copyDatabase('empty');
  const { dataDir: dir = '' } = address;
  let acknowledged = 0;
  for (const rows of [150, 400]) acknowledged = await writeAndDie(dir, rows);
  const database = await openPglite(dir);
  const [found] = await database.query('select count(*) as n, max(n) as last from marks');
  await database.close();
  // The one row in flight when the process died may be there or not.
  expect(found?.last).toBeOneOf([acknowledged, acknowledged + 1]);
  expect(found?.n).toBe(found?.last);
  await remove();
}, 120_000);

test('a directory that holds something else is refused in one short line, and freed', async () => {
  const dir = temporaryFolder('not-a-database');
  mkdirSync(path.join(dir, 'pg'));
  writeFileSync(path.join(dir, 'pg', 'PG_VERSION'), '9.4\n');
  for (let times = 0; times < 2; times++) {
    const error = await openPglite(dir).catch((reason: unknown) => reason);
    expect(String(error)).toMatch(/^Error: The embedded database in .+ does not open: .{1,300}$/s);
  }
  rmSync(dir, { recursive: true });
}, 60_000);
