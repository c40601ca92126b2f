import type { FieldView, ObjectView } from './view-models';

/** An object as those see it who define objects; `records` stops above 10,000. */
export type DefinedObjectLine = {
  id: string;
  apiName: string;
  label: string;
  plural: string;
  access: ObjectView['access'];
  isTracked: boolean;
  isStandard: boolean;
  records: number;
  version: number;
};

export type DefinedField = FieldView & {
  /** Whether an index is asked for; `isSortable` says that it is there. */
  isSortWanted: boolean;
  /** How many people, groups and permissions read it while it is restricted. */
  readers: number;
};

export type DefinedObject = Omit<ObjectView, 'fields'> & { fields: readonly DefinedField[]; records: number };

/** Whoever reads a restricted field. A group that this admin may not know has no name. */
export type FieldReader = {
  id: string;
  kind: 'person' | 'group' | 'permission';
  name: string | null;
  href: string | null;
};

/** Somebody who could be made a reader. */
export type ReaderCandidate = { id: string; kind: 'person' | 'group'; name: string; detail: string };

export type FieldReading = { readers: readonly FieldReader[]; permissions: readonly { name: string; label: string }[] };

/** What goes with a field. */
export type FieldUses = { changes: number; announcements: number };

/** Fields of other objects that look up to this one. */
export type LookupHere = { object: string; field: string; isRequired: boolean };

/** What a new default would do: how many records it moves, and how many stay as they are by hand. */
export type AccessChange = { moved: number; kept: number };

export type TrackedObjectLine = {
  apiName: string;
  label: string;
  plural: string;
  kind: ObjectView['kind'];
  isTracked: boolean;
  tracked: number;
};
