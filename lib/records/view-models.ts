import type { Names, PersonLine, Reach } from '@/lib/feed/view-models';
import type { FieldView, ObjectView, StoredValue, StoredValues } from '@/lib/objects/view-models';

/** What the reader may do with a record: the answers of lib/access/abilities. */
export type RecordCan = {
  view: boolean;
  post: boolean;
  follow: boolean;
  edit: boolean;
  delete: boolean;
  share: boolean;
  transfer: boolean;
  assignTopics: boolean;
  addToGroup: boolean;
};

/** A record as its own pages show it, with no more of it than its reader may read. */
export type RecordView = {
  id: string;
  object: ObjectView;
  name: string;
  owner: PersonLine;
  /** All values by field, name and owner among them. */
  values: StoredValues;
  /** The people and records that its values name; one that is absent is not visible to the reader. */
  names: Names;
  version: number;
  /** Restricted by hand, whatever its object says. */
  isPrivate: boolean;
  /** Its own id while only those with access read it, else null. */
  audience: string | null;
  /** Who reads what is posted here. */
  reach: Reach;
  createdAt: string;
  createdBy: PersonLine;
  updatedAt: string;
  updatedBy: PersonLine;
  followerCount: number;
  isFollowing: boolean;
  /** Whether it is open only by a permission; such visits are recorded. */
  isOverseen: boolean;
  can: RecordCan;
};

/** Records of an object that point to a record by one of their fields. */
export type RelatedList = {
  fieldId: string;
  fieldLabel: string;
  /** API names of the field and of the object that has it. */
  field: string;
  object: string;
  objectLabel: string;
  plural: string;
  /** Whether another field of the same object points here as well, so that the field has to be told. */
  isOneOfSeveral: boolean;
  items: { id: string; name: string; state: string | null }[];
  /** How many there are, counted up to a bound; one more than the bound means that there are more. */
  count: number;
};

/** A field of a save, before and after. */
export type SavedField = {
  field: Pick<FieldView, 'id' | 'label' | 'type' | 'options' | 'scale' | 'currency'>;
  old: StoredValue;
  new: StoredValue;
};

/** One save, or one event, as far as the reader may read it. */
export type SaveView = {
  /** Of its last row: the cursor of what came before. */
  id: string;
  by: PersonLine;
  at: string;
  fields: SavedField[];
  /** `created`, `deleted`, `restored`, `relatedCreated` …, which concern the record as a whole. */
  events: string[];
  related: { href: string; name: string }[];
};

export type HistoryPage = { saves: SaveView[]; names: Names; next: string | null };

/** When a record came to a stage, for the days spent in each. */
export type StageMove = { from: StoredValue; to: StoredValue; at: string };

/** One stage of a path. Those that end it stand together at its end until one of them is reached. */
export type PathStep = {
  key: string;
  label: string;
  state: 'done' | 'now' | 'next' | 'won' | 'lost' | 'skipped';
  /** Whole days spent in it; null where it was never reached. */
  days: number | null;
};

/** What stands in one box of a form when it opens. */
export type FilledField = { field: FieldView; typed: readonly string[]; offered: readonly Offer[] };

/** Something that a box which names people or records offers: what to write, and what tells it from others. */
export type Offer = { value: string; detail: string };
