import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { hasConnections, useDatabase } from '@/lib/testing/database';
import { allowImports, importer } from '@/lib/testing/imports';
import { temporaryFolder } from '@/lib/testing/temporary';

const open = useDatabase();
const ROWS = 9000;

/** Runs the import in a process of its own and kills it once so many chunks are said to be done. Returns whether it came to its end. */
async function importUntil(chunks: number, file: string): Promise<boolean> {
  const args = [
    '--conditions=react-server',
    '--import',
    'tsx',
    'db/import/killed.fixture.ts',
    open.address.url ?? '',
    file,
  ];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LOG_LEVEL: 'error' },
  });
  const ended = once(child, 'exit');
  let said = 0;
  let isDone = false;
  for await (const line of createInterface(child.stdout)) {
    isDone ||= line === 'done';
    said += 1;
    if (said === chunks) child.kill('SIGKILL');
  }
  await ended;
  return isDone;
}

test.runIf(hasConnections())(
  'an import that is killed again and again ends with each row once, with no ids to tell them by',
  async () => {
    await allowImports(open.current);
    const folder = temporaryFolder('killed');
    const file = path.join(folder, 'deals.csv');
    const rows = Array.from(
      { length: ROWS },
      (_, n) => `K${n},${importer.name},GTX Basic,,Won,2017-03-01,2017-03-01,${n}`,
    );
    writeFileSync(
      file,
      `opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n${rows.join('\n')}\n`,
    );
    const count = async () => {
      const [row] = await open.current.query(
        "select count(*)::int as n, count(distinct values ->> 'amount')::int as amounts from records where values ->> 'close_date' = '2017-03-01'",
      );
      return row;
    };
    expect(await importUntil(1, file)).toBe(false);
    const first = await count();
    expect(Number(first?.n) % 2000).toBe(0);
    expect(await importUntil(2, file)).toBe(false);
    expect(await importUntil(0, file)).toBe(true);
    expect(await count()).toEqual({ n: ROWS, amounts: ROWS });
    const [report] = await open.current.query(
      "select state, created, rows_done from imports where file_name = 'deals.csv'",
    );
    expect(report).toEqual({ state: 'done', created: ROWS, rows_done: ROWS });
  },
  120_000,
);
