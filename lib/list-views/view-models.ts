import type { FieldView, ListFilter, StoredValue, StoredValues } from '@/lib/objects/view-models';

/** Whose records a list shows. */
export const listScopes = ['all', 'mine', 'team', 'followed', 'recent'] as const;
export type ListScope = (typeof listScopes)[number];

/** What a list shows and how: saved as a view, or spelled out in an address. `sort` is an API name. */
export type ListShape = {
  scope: ListScope;
  columns: readonly string[];
  filters: readonly ListFilter[];
  topics: readonly string[];
  sort: string;
  isDescending: boolean;
};

/** A way to look at an object that has a name: built in, mine, or shared by a colleague. */
export type ViewLine = { key: string; name: string; isShared: boolean; isOwn: boolean; ownerName: string | null };

/** A saved view. Its owner edits and deletes it; an admin may delete a shared one. */
export type SavedView = ViewLine & {
  id: string;
  version: number;
  shape: ListShape;
  can: { edit: boolean; delete: boolean };
};

/** A record in a list, with what this reader may read of it. */
export type ListRow = {
  id: string;
  name: string;
  ownerId: string;
  values: StoredValues;
  createdAt: string;
  updatedAt: string;
  version: number;
};

/** A person or record by id, as far as the reader may know it. */
export type Reference = { name: string; href: string };
export type References = Readonly<Record<string, Reference>>;

export type RecordList = {
  rows: ListRow[];
  names: References;
  next: string | null;
  /** Whether something was left out because only the newest records were looked at. */
  isBounded: boolean;
  /** Whether the page ended before it was full, and there is more to look through. */
  isUnfinished: boolean;
};

/** How many, as far as was counted; `isMore` says that there are more than that. */
export type BoundedCount = { count: number; isMore: boolean };

export type BoardCard = Pick<ListRow, 'id' | 'name' | 'ownerId' | 'version' | 'updatedAt'> & {
  amount: number | null;
  canEdit: boolean;
};
export type BoardColumn = { value: string; label: string; count: number; sum: number | null; cards: BoardCard[] };
export type Board = { columns: BoardColumn[]; names: References; isBounded: boolean };

/** A record that is named on the page of all objects. */
export type RecordMention = { id: string; name: string; object: string; objectLabel: string; at: string };

export type ObjectSummary = { apiName: string; plural: string; description: string } & BoundedCount;

/** A cell's value with its field. */
export type Cell = { field: FieldView; value: StoredValue };
