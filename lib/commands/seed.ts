import { runCommand } from './command';

/** Fills in the demo company. A process of its own, because the embedded database's memory is given back only by ending. */
await runCommand({}, async () => {
  const { openDatabase } = await import('@/db/open');
  const { prepareDatabase } = await import('@/db/prepare');
  const { seedDemo } = await import('@/db/seed/index');
  const { tellLatest } = await import('@/db/seed/tell-latest');
  const database = await openDatabase();
  try {
    await prepareDatabase(database);
    const now = new Date();
    if (await seedDemo(now)) await tellLatest(database, now);
  } finally {
    await database.close();
  }
});
