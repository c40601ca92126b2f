import { sql } from 'drizzle-orm';
import type { Db } from '@/db/database';
import { database } from '@/db/open';
import { organisation } from '@/db/schema/operations';
import { COMPANY } from './company';
import { insertGroupLife } from './group-life';
import { insertWorld } from './insert-rows';
import { buildWorld } from './world';

const LOCK = 7_302_117;

/**
 * Fills the database with the demo company, once. All of it or nothing, so that a crash leaves no half company. Resolves
 * to whether it did.
 */
export async function seedDemo(now = new Date()): Promise<boolean> {
  return database().unhurried((db) =>
    db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
      if (await isSeeded(tx)) return false;
      await insertWorld(tx, buildWorld(now));
      await insertGroupLife(tx, now);
      // What has just come in by the ten thousands is unknown to the planner, and the embedded database never looks by itself.
      await tx.execute(sql`analyze subjects, records, record_links, record_changes, feed_items, feed_entries`);
      const row = { name: COMPANY, isDemo: true, seededAt: now };
      await tx.insert(organisation).values(row).onConflictDoUpdate({ target: organisation.isHere, set: row });
      return true;
    }),
  );
}

async function isSeeded(tx: Db): Promise<boolean> {
  const [row] = await tx.select({ seededAt: organisation.seededAt }).from(organisation);
  return Boolean(row?.seededAt);
}
