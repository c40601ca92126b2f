import { parseArgs } from 'node:util';
import { runCommand } from './command';

const { values, positionals } = parseArgs({
  options: { items: { type: 'string', default: '100000' }, rows: { type: 'string', default: '100000' } },
  allowPositionals: true,
});

// The figures are of a database of its own: one that this command filled before, or a new one that it throws away.
await runCommand({ LOG_LEVEL: 'warn' }, async () => {
  const { runBench } = await import('@/db/bench/run');
  const { runImportBench } = await import('@/db/bench/import-run');
  const parts = new Set(positionals.length > 0 ? positionals : ['sql', 'pages']);
  if (parts.delete('import')) await runImportBench(Number(values.rows));
  if (parts.size > 0) await runBench({ items: Number(values.items), parts });
  process.exit(0);
});
