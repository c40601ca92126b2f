import { sql } from 'drizzle-orm';
import type { Scope } from '../scope';
import type { Eyes } from './reference';
import type { Relation } from './rows';

const isAdmin = ({ who }: Eyes) => who.permissions.includes('admin');

/** What those see who define objects: that there is something, and how much of it. */
export const setupRelations: { [K in keyof Scope]?: Relation } = {
  definedObjects: { all: "select '' as of, id::text as key from objects", key: sql`r.id::text`, shows: isAdmin },
  definedRecords: {
    all: "select '' as of, object_id || ' ' || is_private as key from records",
    key: sql`r.object_id || ' ' || r.is_private`,
    shows: isAdmin,
  },
  fieldHistory: {
    all: "select '' as of, concat_ws(' ', field_id, item_id) as key from record_changes where field_id is not null",
    key: sql`concat_ws(' ', r.field_id, r.item_id)`,
    shows: isAdmin,
  },
  retention: {
    all: "select '' as of, coalesce(changes_kept_days, 0)::text as key from organisation",
    key: sql`coalesce(r.changes_kept_days, 0)::text`,
    shows: isAdmin,
  },
};
