import { runCommand } from './command';

await runCommand({}, async () => {
  const { openDatabase } = await import('@/db/open');
  const { prepareDatabase } = await import('@/db/prepare');
  const database = await openDatabase();
  try {
    const applied = await prepareDatabase(database);
    console.log(applied === 0 ? 'The database is up to date.' : `Applied ${applied} migrations.`);
  } finally {
    await database.close();
  }
});
