import { runCommand } from './command';
import { assertPortIsFree } from './port';

process.env.DEMO = '1';

await runCommand({}, async () => {
  const { env } = await import('@/lib/env');
  const { buildApp, isBuildCurrent } = await import('./build-app');
  const { seedIfDemo } = await import('./seed-if-demo');
  const { serve } = await import('./serve');
  await assertPortIsFree(env.PORT);
  console.log(
    isBuildCurrent()
      ? 'Opening the demo company …'
      : 'Building Chatter and the demo company. The first time takes a minute …',
  );
  await Promise.all([seedIfDemo(), isBuildCurrent() || buildApp({ isQuiet: true })]);
  // Anyone who reaches the demo may be anyone in it: it answers this machine only.
  await serve(['-H', '127.0.0.1'], (url) => console.log(`Chatter is at ${url}`));
});
