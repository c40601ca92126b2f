import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Scope } from '@/lib/access/scope';
import { RECORDS_COUNTED } from './rules';

/** How the first use that the viewer may see spells a topic: one in what people wrote, or else one of a record. */
export const spelling = (s: Scope, topicId: SQL): SQL =>
  sql`coalesce((select a.spelling from ${s.topicAssignments} a where a.topic_id = ${topicId} order by a.item_id limit 1),
    (select rt.spelling from ${s.recordTopics} rt where rt.topic_id = ${topicId} order by rt.record_id limit 1))`;

/** How many posts carry it. */
export const postUses = (s: Scope, topicId: SQL): SQL =>
  sql`(select count(*)::int from ${s.topicAssignments} a where a.topic_id = ${topicId})`;

/** How many records carry it, counted up to a bound. */
export const recordUses = (s: Scope, topicId: SQL, bound = RECORDS_COUNTED): SQL =>
  sql`(select count(*)::int from (select 1 from ${s.recordTopics} rt where rt.topic_id = ${topicId} limit ${bound + 1}) counted)`;
