import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Scope } from '@/lib/access/scope';

/**
 * Whether a record, by a column that holds its id, carries every one of these topics, as far as the viewer may see.
 * `keys` are those of topicKey; without any it holds for every record.
 */
export function recordsWithTopics(s: Scope, recordId: SQL, keys: readonly string[]): SQL {
  const each = keys.map(
    (key) => sql`${recordId} in (select rt.record_id from ${s.recordTopics} rt
      where rt.topic_id = (select t.id from ${s.topicKeys} t where t.key = ${key}))`,
  );
  return each.length === 0 ? sql`true` : sql.join(each, sql` and `);
}

/** The topics of the record whose id a column holds, as TopicLine, in the order they came. */
export const topicsJson = (s: Scope, recordId: SQL): SQL =>
  sql`coalesce((select json_agg(json_build_object('key', t.key, 'name', rt.spelling) order by rt.assigned_at, t.key)
    from ${s.recordTopics} rt join ${s.topicKeys} t on t.id = rt.topic_id where rt.record_id = ${recordId}), '[]')`;
