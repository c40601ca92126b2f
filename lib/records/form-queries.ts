import 'server-only';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { isId } from '@/lib/ids';
import type { FieldView, ObjectView } from '@/lib/objects/view-models';
import { findLike, findNamed, offersOf } from './references';
import { isReference, personText, type Reference, recordText, typedText } from './typed-rules';
import type { FilledField, Offer, RecordView } from './view-models';

const keyOf = ({ type, lookupObject }: Reference) => lookupObject ?? type;

/** What the boxes that name people and records offer before anything is written, asked once for each kind. */
async function offersFor(s: Scope, fields: readonly FieldView[]): Promise<ReadonlyMap<string, Offer[]>> {
  const kinds = new Map(fields.filter(isReference).map((field) => [keyOf(field), field]));
  const offered = await Promise.all(
    [...kinds].map(async ([key, field]) => [key, offersOf(await findLike(s, field, ''))] as const),
  );
  return new Map(offered);
}

const filled = (
  fields: readonly FieldView[],
  offers: ReadonlyMap<string, Offer[]>,
  typed: (field: FieldView) => readonly string[],
): FilledField[] =>
  fields.map((field) => ({
    field,
    typed: typed(field),
    offered: isReference(field) ? (offers.get(keyOf(field)) ?? []) : [],
  }));

/** A value that an address gives to a new record: an id is written as a name, which is what the box takes. */
async function preset(s: Scope, field: FieldView, given: string): Promise<string> {
  if (!isReference(field) || !isId(given)) return given.slice(0, 1000);
  const [found] = await findNamed(s, field, given);
  if (!found) return '';
  const alike = await findNamed(s, field, found.name);
  if (alike.length === 1) return found.name;
  return found.handle === null ? recordText(found.name, found.id) : personText(found.name, found.handle);
}

/** The boxes of a new record: its defaults, what the address gives, and oneself as its owner. */
export async function fillNew(
  viewer: Viewer,
  object: ObjectView,
  given: Readonly<Record<string, string>>,
): Promise<FilledField[]> {
  const s = scope(viewer);
  const asked = object.fields.filter(({ apiName }) => Object.hasOwn(given, apiName));
  const [offers, presets] = await Promise.all([
    offersFor(s, object.fields),
    Promise.all(
      asked.map(async (field) => [field.apiName, await preset(s, field, given[field.apiName] ?? '')] as const),
    ),
  ]);
  const said = new Map(presets);
  const self = { [viewer.id]: { name: viewer.name } };
  return filled(object.fields, offers, (field) => {
    const text = said.get(field.apiName);
    if (text) return [text];
    if (field.role === 'owner') return [personText(viewer.name, viewer.handle)];
    return typedText(field, field.defaultValue, { timeZone: viewer.timeZone, names: self });
  });
}

/** The boxes of a record as it is. Its owner is among them for those who may give it to somebody else. */
export async function fillEdit(viewer: Viewer, record: RecordView): Promise<FilledField[]> {
  const fields = record.object.fields.filter(({ role }) => role !== 'owner' || record.can.transfer);
  const offers = await offersFor(scope(viewer), fields);
  const { timeZone } = viewer;
  return filled(fields, offers, (field) =>
    typedText(field, record.values[field.apiName], { timeZone, names: record.names }),
  );
}

/** What to offer while somebody is named, or a record of an object. */
export async function completeReference(viewer: Viewer, typed: string, object: string): Promise<Offer[]> {
  const field: Reference = object ? { type: 'lookup', lookupObject: object } : { type: 'person', lookupObject: null };
  return offersOf(await findLike(scope(viewer), field, typed));
}
