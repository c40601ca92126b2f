import 'server-only';
import { sql } from 'drizzle-orm';
import type { Scope } from '@/lib/access/scope';
import type { FieldView } from '@/lib/objects/view-models';
import type { ListRow, References } from './view-models';

type Named = { id: string; name: string; href: string };

/** The people and records that rows name, as far as the viewer may know them. */
export async function namesIn(
  s: Scope,
  rows: readonly Pick<ListRow, 'ownerId' | 'values'>[],
  fields: readonly FieldView[],
): Promise<References> {
  const ids = (type: 'person' | 'lookup') => {
    const shown = fields.filter((field) => field.type === type && field.role === null);
    return rows
      .flatMap(({ values }) => shown.map(({ apiName }) => values[apiName]))
      .filter((id) => typeof id === 'string');
  };
  const people = [...new Set([...rows.map(({ ownerId }) => ownerId), ...ids('person')])];
  const records = [...new Set(ids('lookup'))];
  if (people.length + records.length === 0) return {};
  const found = await s.rows<Named>(sql`
    select p.id, p.name, '/people/' || p.handle as href from ${s.people} p where p.id = any(${sql.param(people)}::uuid[])
    union all select r.id, r.name, '/records/' || o.api_name || '/' || r.id from ${s.records} r
      join ${s.objects} o on o.id = r.object_id where r.id = any(${sql.param(records)}::uuid[])`);
  return Object.fromEntries(found.map(({ id, name, href }) => [id, { name, href }]));
}
