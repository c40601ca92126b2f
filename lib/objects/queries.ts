import 'server-only';
import { sql } from 'drizzle-orm';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { NotFound } from '@/lib/errors';
import { fieldJson, objectColumns } from './object-sql';
import type { ObjectView } from './view-models';

const objectQuery = (s: Scope) => sql`select ${objectColumns},
    (select f.api_name from ${s.fields} f where f.id = o.path_field_id) as "pathField",
    coalesce((select json_agg(${fieldJson(s.objects)} order by f.position, f.id) from ${s.fields} f where f.object_id = o.id), '[]') as fields
  from ${s.objects} o`;

/** The objects that have records, in their order, each with the fields that the viewer may read. */
export async function listObjects(viewer: Viewer): Promise<ObjectView[]> {
  const s = scope(viewer);
  return s.rows<ObjectView>(sql`${objectQuery(s)} where o.kind = 'record' order by o.position, o.label`);
}

/** One object by its API name with the fields that the viewer may read. Throws NotFound. */
export async function getObject(viewer: Viewer, apiName: string): Promise<ObjectView> {
  const s = scope(viewer);
  const [object] = await s.rows<ObjectView>(sql`${objectQuery(s)} where o.kind = 'record' and o.api_name = ${apiName}`);
  if (!object) throw new NotFound();
  return object;
}
