import { runCommand } from './command';

await runCommand({ DATA_DIR: '.data/dev' }, async () => {
  const { env } = await import('@/lib/env');
  const { runNext } = await import('./next');
  const { seedIfDemo } = await import('./seed-if-demo');
  await seedIfDemo();
  // Next's own handlers stay on: its development server has a cache to write.
  const own = { NODE_ENV: 'development', NEXT_MANUAL_SIG_HANDLE: '', PORT: String(env.PORT) };
  process.exit(await runNext(['dev', ...process.argv.slice(2)], { env: own }));
});
