import { parseArgs } from 'node:util';
import { runCommand } from './command';

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string' }, runs: { type: 'string', default: '1000' }, count: { type: 'string' } },
  allowPositionals: true,
});

type Part = () => Promise<unknown>;

const count = values.count === undefined ? undefined : Number(values.count);

/** Each of them on databases of its own, which it throws away. */
const parts: Record<string, Part> = {
  mail: async () => {
    const { soakMail } = await import('@/lib/testing/simulation/soak-mail');
    return soakMail(values.seed === undefined ? { runs: Number(values.runs) } : { seed: Number(values.seed) });
  },
  outbox: async () => (await import('@/lib/testing/soak-outbox')).soakOutbox(count),
  sockets: async () => (await import('@/lib/realtime/embedded/soak')).soakSockets(count),
  digest: async () => (await import('@/lib/digests/soak')).soakDigests(count),
};

// What goes on for as long as one has time: the figures and the runs that are too many for every test.
await runCommand({ LOG_LEVEL: 'error' }, async () => {
  const asked = positionals.length > 0 ? positionals : Object.keys(parts);
  const unknown = asked.filter((name) => !(name in parts));
  if (unknown.length > 0)
    throw new Error(`there is no part ${unknown.join(', ')}, only ${Object.keys(parts).join(', ')}`);
  for (const name of asked) console.log(name, await parts[name]?.());
  process.exit(process.exitCode ?? 0);
});
