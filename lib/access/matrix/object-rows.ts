import { sql } from 'drizzle-orm';
import { cast } from '@/db/cast';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { getObject, listObjects } from '@/lib/objects/queries';
import { knowsObject } from './ability-reference';
import { objectKinds } from './ids';
import { readsMargin } from './reference';
import { type Case, type QueryRows, sorted } from './rows';

const marginOf = (fields: readonly { id: string }[]) => fields.some(({ id }) => id === cast.margin.id);

const one = (apiName: string): Case => ({
  of: apiName,
  ask: async (viewer) => ({ hasMargin: marginOf((await getObject(viewer, apiName)).fields) }),
  expected: (eyes) => {
    const object = objectKinds().find((kind) => kind.apiName === apiName);
    if (!object?.isForRecords || !knowsObject(eyes, object)) return 'NotFound';
    return { hasMargin: apiName === 'opportunity' && readsMargin(eyes.who) };
  },
});

/** The API names of what a viewer may read of opportunities' values, margin among them or not. */
const valuesOf = async (viewer: Viewer) => {
  const s = scope(viewer);
  const found = await s.rows<{ name: string; margin: string | null }>(
    sql`select r.name, r.values ->> 'margin' as margin from ${s.records} r where r.id = ${cast.records.open.id}`,
  );
  return found.map(({ name, margin }) => `${name} ${margin}`);
};

export const objectRows: QueryRows = {
  'objects/queries.getObject': () => [
    ...['account', 'opportunity', 'case', 'task', 'user', 'never_was'].map(one),
    {
      of: 'the values of a record',
      ask: valuesOf,
      expected: (eyes) => {
        if (eyes.who.isGuest) return [];
        return [`${cast.records.open.name} ${readsMargin(eyes.who) ? 43 : null}`];
      },
    },
  ],
  'objects/queries.listObjects': () => [
    {
      of: 'all',
      ask: async (viewer) => {
        const listed = await listObjects(viewer);
        const known = new Set(objectKinds().map(({ apiName }) => apiName));
        return sorted(
          listed
            .filter(({ apiName }) => known.has(apiName))
            .map(({ apiName, fields }) => `${apiName} ${marginOf(fields)}`),
        );
      },
      expected: (eyes) =>
        sorted(
          objectKinds()
            .filter((object) => object.isForRecords && knowsObject(eyes, object))
            .map(({ apiName }) => `${apiName} ${apiName === 'opportunity' && readsMargin(eyes.who)}`),
        ),
    },
  ],
};
