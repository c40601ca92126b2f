import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { connectDatabase } from '@/db/open';
import { fill } from '../templates';
import { cleanUpAfterCrashes, temporaryFolder } from '../temporary';

/** Directories to copy: opening a copy takes a second where making a new database takes five. */
export default async function setup(project: TestProject) {
  await cleanUpAfterCrashes();
  const folder = temporaryFolder('pglite');
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', remove);
  const empty = path.join(folder, 'empty');
  const cast = path.join(folder, 'cast');
  await fill(await connectDatabase({ dataDir: empty }), 'empty');
  cpSync(empty, cast, { recursive: true });
  await fill(await connectDatabase({ dataDir: cast }), 'cast');
  project.provide('databases', { kind: 'pglite', folder });
  return remove;
}
