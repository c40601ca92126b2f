import type { ChangeView, PostView } from '@/lib/feed/view-models';
import type { FieldType, StoredValue } from '@/lib/objects/view-models';

type Field = NonNullable<ChangeView['field']>;

/** A field as a change carries it. */
export const fieldOf = (type: FieldType, label = 'Field', more: Partial<Field> = {}): Field => ({
  id: label,
  label,
  type,
  options: [],
  scale: 0,
  currency: 'USD',
  ...more,
});

let count = 0;

export const change = (
  field: Field | null,
  old: StoredValue,
  now: StoredValue,
  event: string | null = null,
): ChangeView => ({
  id: `change-${++count}`,
  event,
  field,
  old,
  new: now,
  related: null,
});

/** A feed item that announces some changes of an opportunity, as a view model, without a database. */
export function changeItem(
  id: string,
  changes: ChangeView[],
  { record = 'acme', minute = 0 }: { record?: string; minute?: number } = {},
): PostView {
  const createdAt = new Date(Date.UTC(2026, 10, 22, 9, minute)).toISOString();
  return {
    id,
    kind: 'change',
    author: {
      id: 'moses',
      handle: 'moses.frase',
      name: 'Moses Frase',
      title: 'Sales agent',
      photoId: null,
      kind: 'internal',
      isActive: true,
    },
    place: {
      kind: 'record',
      record: { id: record, object: 'opportunity', objectLabel: 'Opportunity', name: 'Acme, renewal' },
    },
    reach: { name: null, people: 47 },
    body: [],
    names: {},
    changes,
    topics: [],
    createdAt,
    activityAt: createdAt,
    editedAt: null,
    likeCount: 0,
    isLiked: false,
    commentCount: 0,
    isBookmarked: false,
    isMuted: false,
    isUnread: false,
    seenBy: null,
    comments: [],
    version: 1,
    can: { edit: false, delete: false, comment: true, like: true, keep: true, assignTopics: false, seeReaders: false },
  };
}
