import { describe, expect, test } from 'vitest';
import { copyDatabase, hasConnections } from '@/lib/testing/database';
import { report, runSeed } from '@/lib/testing/simulation/run-seed';

// Each directory of PGlite takes a second to open, and nobody can be killed there: fewer runs tell as much.
const runs = hasConnections() ? 50 : 5;
const TOGETHER = 5;

const from = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index);

async function problemsOf(seed: number): Promise<string> {
  const copy = await copyDatabase('cast');
  try {
    const outcome = await runSeed(seed, copy.address);
    return outcome.problems.length > 0 ? report(outcome) : '';
  } finally {
    await copy.remove();
  }
}

describe('whoever writes, leaves and is killed, and whatever the provider does: each mail is sent once, to who may see it', () => {
  test.each(from(0, runs / TOGETHER).map((block) => 1 + block * TOGETHER))(
    'from seed %i',
    { timeout: 180_000 },
    async (first) => {
      for (const seed of from(first, TOGETHER)) expect(await problemsOf(seed)).toBe('');
    },
  );
});
