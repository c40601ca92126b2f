import type { FieldView, StoredValue } from '@/lib/objects/view-models';
import { isSystem } from './rules';
import type { ListRow } from './view-models';

/** What a row has in a field, its name, its owner and its moments among them. */
export function valueIn(row: ListRow, field: FieldView): StoredValue {
  if (field.role === 'name') return row.name;
  if (field.role === 'owner') return row.ownerId;
  if (isSystem(field)) return field.apiName === 'created_at' ? row.createdAt : row.updatedAt;
  return row.values[field.apiName] ?? null;
}
