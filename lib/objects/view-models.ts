/** A value as it is kept: text, number, true, an ISO date or moment in UTC, the id of a person or record, or several picklist values. */
export type StoredValue = string | number | boolean | readonly string[] | null;

/** A record's values by the API names of its fields; a blank one is absent. */
export type StoredValues = Readonly<Record<string, StoredValue>>;

/** One value of a picklist. `isClosed` ends the path; `isWon` says how. */
export type Picked = { value: string; label: string; isActive: boolean; isClosed?: boolean; isWon?: boolean };

export const fieldTypes = [
  'text',
  'long_text',
  'number',
  'currency',
  'percent',
  'date',
  'datetime',
  'checkbox',
  'picklist',
  'multi_picklist',
  'person',
  'lookup',
  'email',
  'phone',
  'url',
] as const;

export type FieldType = (typeof fieldTypes)[number];

export type FieldView = {
  id: string;
  apiName: string;
  label: string;
  help: string;
  type: FieldType;
  role: 'name' | 'owner' | null;
  isRequired: boolean;
  defaultValue: StoredValue;
  options: readonly Picked[];
  /** The API name of the object that a lookup points to. */
  lookupObject: string | null;
  scale: number;
  currency: string;
  isTracked: boolean;
  /** Per cent that a number has to move by to be announced. */
  threshold: number | null;
  isSortable: boolean;
  isRestricted: boolean;
  isStandard: boolean;
};

/** An object with the fields that this reader may read, in their order. */
export type ObjectView = {
  id: string;
  apiName: string;
  label: string;
  plural: string;
  description: string;
  kind: 'record' | 'person' | 'group' | 'topic';
  access: 'private' | 'read' | 'write';
  isTracked: boolean;
  announcesRelated: boolean;
  hasTopics: boolean;
  /** API name of the picklist that is its path; null without one, or where the reader may not read it. */
  pathField: string | null;
  isStandard: boolean;
  version: number;
  fields: readonly FieldView[];
};

export const filterOperators = [
  'is',
  'is_not',
  'contains',
  'starts',
  'over',
  'under',
  'from',
  'until',
  'blank',
  'filled',
] as const;

export type FilterOperator = (typeof filterOperators)[number];

/** One condition of a list: `field` is an API name; several are all to be met. `values` are any of them. */
export type ListFilter = { field: string; operator: FilterOperator; values: readonly string[] };
