import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { actionsKey } from '@/lib/env';
import { runNext } from './next';

const folders = ['app', 'components', 'db', 'lib', 'public'];
const files = [
  'package-lock.json',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'instrumentation.ts',
  'instrumentation-node.ts',
];
const STAMP = '.next/chatter-sources';

/** Builds the app; what it was built from is noted, so that the demo need not build twice. */
export async function buildApp({ isQuiet = false } = {}) {
  const stamp = sourcesStamp();
  const code = await runNext(['build'], { isQuiet, env: { NODE_ENV: 'production' } });
  if (code !== 0) throw new Error('the build failed.');
  writeFileSync(STAMP, stamp);
}

export function isBuilt(): boolean {
  return existsSync('.next/BUILD_ID');
}

export function isBuildCurrent(): boolean {
  return isBuilt() && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourcesStamp();
}

/** Forms carry ids derived from the key, so a build with another key is another build. */
function sourcesStamp(): string {
  const hash = createHash('sha256').update(actionsKey());
  for (const file of [...files, ...folders.flatMap(sourcesIn)]) {
    if (existsSync(file)) hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function sourcesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.(test|e2e)\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
