import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** How a stage of the checks ended; those that run tests count them. */
export type Outcome = { isOk: boolean; passed?: number; failed?: number; skipped?: number };

/** Runs a program of this project with its output shown and nothing to read. */
export function run(program: string, args: string[]): Promise<Outcome> {
  const bin = path.resolve('node_modules/.bin');
  const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` };
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], env });
  const stop = () => void child.kill();
  process.once('exit', stop);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message);
      resolve({ isOk: false });
    });
    child.once('exit', (code) => {
      process.off('exit', stop);
      resolve({ isOk: code === 0 });
    });
  });
}

/** Runs one project of vitest.config.ts. No tests at all is a failure. */
export async function runTests(project: string, folder: string): Promise<Outcome> {
  const file = path.join(folder, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { isOk } = await run('vitest', ['run', '--project', project, ...reporters]);
  if (!existsSync(file)) return { isOk: false, passed: 0, failed: 0 };
  const result: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const count = (name: string) => Number(Object(result)[name] ?? 0);
  const passed = count('numPassedTests');
  const failed = count('numFailedTests');
  const skipped = count('numPendingTests') + count('numTodoTests');
  return { isOk: isOk && failed === 0 && passed > 0, passed, failed, skipped };
}
