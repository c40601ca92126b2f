import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigError } from '@/lib/env';
import { lockDirectory } from './lock';

const SLOW = 30_000;
const children: ChildProcess[] = [];
let dir = '';

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'chatter-lock-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

/** Another process that tries to take the directory, and what it said. */
async function contender(): Promise<{ said: string; child: ChildProcess }> {
  const args = ['--conditions=react-server', '--import', 'tsx', 'db/lock.fixture.ts', dir];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [chunk] = await once(child.stdout, 'data');
  return { said: String(chunk).trim(), child };
}

test(
  'a second process on the directory is told so in one line',
  async () => {
    const unlock = await lockDirectory(dir);
    const { said, child } = await contender();
    expect(said).toBe(`Another Chatter process is using the database in ${dir}. Stop it first.`);
    await once(child, 'exit');
    expect(child.exitCode).toBe(1);
    await unlock();
  },
  SLOW,
);

test(
  'the directory is free again when its process was killed',
  async () => {
    const { said, child } = await contender();
    expect(said).toBe('locked');
    await expect(lockDirectory(dir)).rejects.toThrow(ConfigError);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await lockDirectory(dir))();
  },
  SLOW,
);

test(
  'of processes that start together one wins',
  async () => {
    const said = (await Promise.all([contender(), contender(), contender()])).map((one) => one.said);
    expect(said.filter((line) => line === 'locked')).toHaveLength(1);
  },
  SLOW,
);

test('another path to the same directory is the same directory', async () => {
  const unlock = await lockDirectory(dir);
  const alias = `${dir}-alias`;
  symlinkSync(dir, alias);
  await expect(lockDirectory(alias)).rejects.toThrow(ConfigError);
  rmSync(alias);
  await unlock();
});

test('the directory is free again when it was given back', async () => {
  await (await lockDirectory(dir))();
  await (await lockDirectory(dir))();
});
