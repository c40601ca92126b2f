import type { GroupLine, Names, PersonLine, Place } from '@/lib/feed/view-models';
import type { FormattedField } from '@/lib/objects/value-format';
import type { StoredValue } from '@/lib/objects/view-models';
import type { RecordLine } from '@/lib/records/rules';

/** A text with the found words marked: odd parts are found, even ones stand around them. */
export type Marked = string[];

export type PostHit = {
  id: string;
  author: PersonLine;
  place: Place | null;
  createdAt: string;
  commentCount: number;
  excerpt: Marked;
  /** The first comment that matches, if one does. */
  comment: { author: string; excerpt: Marked } | null;
};

export type GroupHit = GroupLine & { description: string; members: number };

/** A record that was found, with the few of its values that tell it from others. */
export type RecordHit = RecordLine & {
  owner: PersonLine;
  facts: { field: FormattedField & { label: string }; value: StoredValue }[];
  names: Names;
};

/** `count` and those of the objects are counted up to a bound; one more than the bound means that there are more. */
export type RecordHits = {
  items: RecordHit[];
  count: number;
  objects: { apiName: string; plural: string; count: number }[];
};
