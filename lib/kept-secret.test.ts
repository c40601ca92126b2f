import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { keptSecret } from './kept-secret';

const folder = mkdtempSync(path.join(tmpdir(), 'chatter-secret-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a secret is made once and kept, for its owner only', () => {
  const dir = path.join(folder, 'new');
  expect(keptSecret(dir, 'key', () => 'first')).toBe('first');
  expect(keptSecret(dir, 'key', () => 'second')).toBe('first');
  expect(statSync(path.join(dir, 'key')).mode & 0o777).toBe(0o600);
  expect(readdirSync(dir)).toEqual(['key']);
});

test('processes that start at once agree on one secret', async () => {
  const dir = path.join(folder, 'raced');
  const script = `import { keptSecret } from './lib/kept-secret.ts';
    console.log(keptSecret(process.argv[1], 'key', () => 'secret of ' + process.pid));`;
  const args = ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '-e', script, dir];
  const runs = await Promise.all([1, 2, 3, 4].map(() => promisify(execFile)(process.execPath, args)));
  expect(new Set(runs.map((run) => run.stdout)).size).toBe(1);
  expect(runs[0]?.stdout).toMatch(/^secret of \d+\n$/);
}, 30_000);
