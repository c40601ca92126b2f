import { cast } from '@/db/cast';
import type { Database } from '@/db/database';
import { newId } from '@/lib/ids';

type Planted = {
  id: string;
  by: 'owner' | 'member';
  object: string;
  name: string;
  isShared: boolean;
  isOfMargin?: boolean;
};

/** Views of lists: one for oneself, one for all, and one for all that is narrowed by a field that few read. */
export const plantedViews: readonly Planted[] = [
  { id: newId(), by: 'member', object: 'case', name: 'For myself', isShared: false },
  { id: newId(), by: 'owner', object: 'opportunity', name: 'For everyone', isShared: true },
  { id: newId(), by: 'owner', object: 'opportunity', name: 'By margin', isShared: true, isOfMargin: true },
];

/** What was looked at, in this order, also by somebody who may not see it any more. */
export const plantedLooks = [
  { by: 'member', record: 'open' },
  { by: 'member', record: 'restricted' },
  { by: 'outsider', record: 'restricted' },
  { by: 'outsider', record: 'account' },
  { by: 'guest', record: 'shared' },
  { by: 'guest', record: 'open' },
] as const;

export async function plantViews(query: Database['query']): Promise<void> {
  for (const { id, by, object, name, isShared, isOfMargin } of plantedViews) {
    const filters = isOfMargin ? [{ field: cast.margin.apiName, operator: 'over', values: ['40'] }] : [];
    await query(
      `insert into list_views (id, object_id, owner_id, name, is_shared, columns, filters)
       select $1, id, $2, $3, $4, '["owner"]', $5 from objects where api_name = $6`,
      [id, cast[by].id, name, isShared, JSON.stringify(filters), object],
    );
  }
  for (const { by, record } of plantedLooks)
    await query('insert into record_views (person_id, record_id) values ($1, $2)', [
      cast[by].id,
      cast.records[record].id,
    ]);
}
