import 'server-only';
import { ConfigError, env } from '@/lib/env';
import type { Database } from './database';
import { migrateDatabase } from './migrate';

/** Migrates, and refuses to let strangers in by one click where real people work. Returns the number of new migrations. */
export async function prepareDatabase(database: Database): Promise<number> {
  const applied = await migrateDatabase(database);
  if (env.DEMO && (await holdsRealOrganisation(database))) {
    throw new ConfigError('DEMO=1 is refused, because this database holds a real organisation. Use another one.');
  }
  return applied;
}

async function holdsRealOrganisation(database: Database): Promise<boolean> {
  const [row] = await database.query(
    'select coalesce((select not is_demo from organisation), exists (select from people)) as "isReal"',
  );
  return row?.isReal === true;
}
