import { connectDatabase, type OpenOptions, setDatabase } from '@/db/open';
import { type Outcome, simulate } from './simulate';

/** Small, so that there can be many: what goes wrong does so with few people and few workers. */
const limits = { rounds: 4, workers: 3 };

/** Runs a seed on a database of its own that holds the cast. PGlite has one connection: nobody is killed there. */
export async function runSeed(seed: number, address: OpenOptions): Promise<Outcome> {
  const canKill = address.url !== undefined;
  const database = setDatabase(await connectDatabase(address));
  const onlooker = canKill ? await connectDatabase(address) : database;
  try {
    return await simulate(seed, { database, onlooker }, { ...limits, canKill });
  } finally {
    if (onlooker !== database) await onlooker.close();
    await database.close();
  }
}

/** What there is to read about a run that went wrong. */
export function report({ seed, problems, story }: Outcome): string {
  return [`seed ${seed}: npm run soak -- mail --seed ${seed}`, ...problems, '', ...story].join('\n');
}
