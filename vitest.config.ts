import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Narrow this to run only part of the database suite on PGlite. */
const onPglite = ['**/*.db.test.ts'];
const onNeon = ['lib/testing/drivers.db.test.ts'];
const elsewhere = ['**/node_modules/**', '**/.next/**', '**/.data/**'];

const database = { testTimeout: 20_000, hookTimeout: 60_000, setupFiles: ['lib/testing/setup/quiet.ts'] };

export default defineConfig({
  resolve: {
    alias: {
      'server-only': here('./lib/testing/server-only.ts'),
      '@': here('.'),
    },
  },
  test: {
    // No project may be empty by mistake: a glob that matches nothing fails the run.
    passWithNoTests: false,
    pool: 'forks',
    maxWorkers: 2,
    // A slow machine is no bug: what is waited for by asking again may take as long as what Playwright waits for.
    expect: { poll: { timeout: 15_000 } },
    env: { NEXT_TELEMETRY_DISABLED: '1', LOG_LEVEL: 'error' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          testTimeout: 20_000,
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [...elsewhere, '**/*.db.test.ts'],
          setupFiles: ['lib/testing/setup/quiet.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...database,
          name: 'db',
          include: ['**/*.db.test.ts'],
          exclude: elsewhere,
          globalSetup: ['lib/testing/setup/postgres.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...database,
          name: 'db-pglite',
          include: onPglite,
          exclude: elsewhere,
          testTimeout: 60_000,
          globalSetup: ['lib/testing/setup/pglite.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...database,
          name: 'neon',
          include: onNeon,
          exclude: elsewhere,
          globalSetup: ['lib/testing/setup/neon.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['**/*.e2e.ts'],
          exclude: elsewhere,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          globalSetup: ['lib/testing/setup/build.ts', 'lib/testing/setup/postgres.ts'],
          setupFiles: ['lib/testing/setup/quiet.ts'],
        },
      },
    ],
  },
});
