import { wallTime } from '@/lib/clock-rules';
import { unseen, type ValueNames } from '@/lib/objects/value-format';
import { isNumeric } from '@/lib/objects/value-rules';
import type { FieldView, StoredValue } from '@/lib/objects/view-models';

/** The name of a field's box in a form. */
export const boxName = (apiName: string) => `v_${apiName}`;

export type Reference = Pick<FieldView, 'lookupObject'> & { type: 'person' | 'lookup' };

/** Whether a field names a person or a record, which is written by name and found by the server. */
export const isReference = <F extends Pick<FieldView, 'type'>>(field: F): field is F & { type: 'person' | 'lookup' } =>
  field.type === 'person' || field.type === 'lookup';

/** How a name is written where several have it: with the handle of a person, with the end of a record's id. */
export const personText = (name: string, handle: string) => `${name} (@${handle})`;
export const recordText = (name: string, id: string) => `${name} [${tailOf(id)}]`;
export const tailOf = (id: string) => id.slice(-6);

/** What was written to name somebody or something: a name, and what tells it from others of that name. */
export type Written = { name: string; handle: string | null; tail: string | null };

export function readWritten(text: string): Written {
  const [, told, handle] = /^(.*?)\s*\(?@([\p{L}\p{N}._-]+)\)?$/u.exec(text) ?? [];
  if (handle !== undefined) return { name: told ?? '', handle: handle.toLowerCase(), tail: null };
  const [, name, tail] = /^(.+?)\s*\[([0-9a-f]{6})\]$/i.exec(text) ?? [];
  return { name: name ?? text, handle: null, tail: tail?.toLowerCase() ?? null };
}

const moment = (iso: string, timeZone: string) =>
  Number.isNaN(Date.parse(iso)) ? iso : new Date(wallTime(Date.parse(iso), timeZone)).toISOString().slice(0, 16);

/** What stands in the box of a field that has this value: what its reader would have typed, several picklist values as several. */
export function typedText(
  field: Pick<FieldView, 'type'>,
  value: StoredValue | undefined,
  { timeZone, names = {} }: { timeZone: string; names?: ValueNames },
): readonly string[] {
  if (value === null || value === undefined || value === false || value === '') return [];
  if (value === true) return ['on'];
  if (typeof value === 'object') return value;
  if (isNumeric(field.type)) {
    const plain = { useGrouping: false, maximumFractionDigits: 15 };
    return [typeof value === 'number' ? value.toLocaleString('en', plain) : value];
  }
  const text = String(value);
  if (isReference(field)) return [names[text]?.name ?? unseen[field.type]];
  return [field.type === 'datetime' ? moment(text, timeZone) : text];
}
