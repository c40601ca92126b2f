import { runCommand } from './command';

await runCommand({}, async () => {
  const { serve } = await import('./serve');
  const { seedIfDemo } = await import('./seed-if-demo');
  await seedIfDemo();
  await serve(process.argv.slice(2));
});
