import { runCommand } from './command';

await runCommand({}, async () => {
  const { buildApp } = await import('./build-app');
  await buildApp();
});
