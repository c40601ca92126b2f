import 'server-only';
import { sql } from 'drizzle-orm';
import { subjects } from '@/db/schema/subjects';
import { topics } from '@/db/schema/topics';
import type { Tx } from '@/db/writer';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { newId } from '@/lib/ids';

/** A topic as one use spells it. */
export type UsedTopic = { id: string; key: string; name: string };

async function known(viewer: Viewer, tx: Tx, keys: string[]): Promise<Map<string, string>> {
  const s = scope(viewer, tx);
  const found = await s.rows<{ key: string; id: string }>(
    sql`select t.key, t.id from ${s.topics} t where t.key = any(${sql.param(keys)}::text[])`,
  );
  return new Map(found.map(({ key, id }) => [key, id]));
}

async function existing(tx: Tx, keys: string[]): Promise<Map<string, string>> {
  const { rows } = await tx.execute(sql`select key, id from topics where key = any(${sql.param(keys)}::text[])`);
  return new Map((rows as { key: string; id: string }[]).map(({ key, id }) => [key, id]));
}

/** New topics one at a time in the order of their keys, so that two writers of the same ones wait and do not deadlock. */
async function create(tx: Tx, keys: string[]): Promise<void> {
  for (const key of keys.toSorted())
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`topic:${key}`}, 0))`);
  const already = await existing(tx, keys);
  const made = keys.filter((key) => !already.has(key)).map((key) => ({ id: newId(), key }));
  if (made.length === 0) return;
  await tx.insert(subjects).values(made.map(({ id, key }) => ({ id, kind: 'topic' as const, name: key })));
  await tx.insert(topics).values(made);
}

async function madeIfNew(tx: Tx, keys: string[]): Promise<Map<string, string>> {
  const ids = await existing(tx, keys);
  const missing = keys.filter((key) => !ids.has(key));
  if (missing.length === 0) return ids;
  await create(tx, missing);
  return existing(tx, keys);
}

/**
 * The topics of some names, made where they are new and the viewer may make them. To whoever may not, topics that they
 * can see no use of are new like any other: those names are left out and stay plain text.
 */
export async function ensureTopics(
  viewer: Viewer,
  tx: Tx,
  wanted: readonly { key: string; name: string }[],
): Promise<UsedTopic[]> {
  if (wanted.length === 0 || !viewer.permissions.has('assign_topics')) return [];
  const keys = wanted.map(({ key }) => key);
  const ids = viewer.permissions.has('create_topics') ? await madeIfNew(tx, keys) : await known(viewer, tx, keys);
  return wanted.flatMap(({ key, name }) => {
    const id = ids.get(key);
    return id ? [{ id, key, name }] : [];
  });
}
