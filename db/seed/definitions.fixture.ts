import { readFileSync } from 'node:fs';
import type { Definition } from '@/lib/objects/definition';
import type { FieldView, ObjectView } from '@/lib/objects/view-models';
import type { Definitions } from './definitions';

type ObjectRow = { id: string; api_name: string; kind: ObjectView['kind'] } & Record<string, unknown>;
type FieldRow = { object_id: string; api_name: string; lookup_object_id: string | null; is_tracked: boolean } & Record<
  string,
  unknown
>;

const migration = readFileSync('db/migrations/0013_standard_objects.sql', 'utf8');
const [objects = [], fields = []] = [...migration.matchAll(/jsonb_to_recordset\('(\[.*?\n\])'\)/gs)].map(
  ([, rows = '']) => JSON.parse(rows.replaceAll("''", "'")),
) as [ObjectRow[], FieldRow[]];

const [, pathField = ''] = /path_field_id = '([^']+)' where api_name = 'opportunity'/.exec(migration) ?? [];

function definition(object: ObjectRow): Definition {
  const own = fields.filter((field) => field.object_id === object.id);
  return {
    ...camel(object),
    access: 'read',
    pathField: own.find(({ id, api_name }) => id === pathField || api_name === 'status')?.api_name ?? null,
    fields: own.map((field) => ({
      ...camel(field),
      isRestricted: false,
      threshold: null,
    })) as unknown as FieldView[],
  } as unknown as Definition;
}

function camel(row: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase()), value]),
  );
}

/** The standard objects as the migration defines them, for tests without a database. */
export const standardDefinitions: Definitions = new Map(
  objects.filter(({ kind }) => kind === 'record').map((object) => [object.api_name, definition(object)]),
);
