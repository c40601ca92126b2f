import 'server-only';
import { sql } from 'drizzle-orm';
import type { Scope } from '@/lib/access/scope';
import type { PersonLine } from '@/lib/feed/view-models';
import type { ObjectView, StoredValues } from '@/lib/objects/view-models';
import { personOf, valueNames } from '@/lib/records/record-sql';
import { RECORDS_COUNTED } from '@/lib/topics/rules';
import type { ParsedQuery } from './parse-query';
import { nearestName, recordMatches } from './record-words';
import { RECORDS_SHOWN, tellingFields } from './rules';
import type { RecordHit, RecordHits } from './view-models';

type Row = Pick<RecordHit, 'id' | 'name' | 'names'> & { objectId: string; owner: PersonLine; values: StoredValues };

function hitOf({ objectId, values, ...row }: Row, objects: readonly ObjectView[]): RecordHit[] {
  const object = objects.find(({ id }) => id === objectId);
  if (!object) return [];
  const facts = tellingFields(object, values).map(({ label, type, options, scale, currency, apiName }) => ({
    field: { label, type, options, scale, currency },
    value: values[apiName] ?? null,
  }));
  return [{ ...row, object: object.apiName, objectLabel: object.label, facts }];
}

/**
 * The records that a query names, of one object or of all: those nearest to what was typed first, or the newest where it
 * asks for topics alone. What is counted and what is shown is looked for within a bound, among what the viewer may see.
 */
export async function findRecordHits(
  s: Scope,
  objects: readonly ObjectView[],
  query: ParsedQuery,
  objectName: string | undefined,
): Promise<RecordHits> {
  const among = objects.filter(({ apiName }) => objectName === undefined || apiName === objectName).map(({ id }) => id);
  const matches = recordMatches(s, query);
  const order =
    query.words.length + query.phrases.length > 0 ? sql`${nearestName(sql`f.name`, query.text)}, f.id` : sql`f.id desc`;
  const found = sql`select r.id, r.object_id, r.name from ${s.records} r where ${matches}`;
  const [counted, rows] = await Promise.all([
    s.rows<{ objectId: string; count: number }>(sql`select f.object_id as "objectId", count(*)::int as count
      from (${found} limit ${RECORDS_COUNTED + 1}) f group by f.object_id`),
    s.rows<Row>(sql`with found as materialized (${found} and r.object_id = any(${sql.param(among)}::uuid[]) limit ${RECORDS_COUNTED})
      select r.id, r.object_id as "objectId", r.name, r.values, ${personOf(s, sql`r.owner_id`)} as owner, ${valueNames(s)} as names
      from (select f.*, row_number() over (order by ${order}) as place from found f order by place limit ${RECORDS_SHOWN}) shown
      join ${s.records} r on r.id = shown.id order by shown.place`),
  ]);
  const countOf = (id: string) => counted.find(({ objectId }) => objectId === id)?.count ?? 0;
  return {
    items: rows.flatMap((row) => hitOf(row, objects)),
    count: among.reduce((sum, id) => sum + countOf(id), 0),
    objects: objects
      .map(({ id, apiName, plural }) => ({ apiName, plural, count: countOf(id) }))
      .filter(({ count }) => count > 0),
  };
}
