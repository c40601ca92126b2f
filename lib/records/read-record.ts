import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/writer';
import { type Scope, scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { cleanLine } from '@/lib/body/rules';
import { Invalid } from '@/lib/errors';
import type { Definition } from '@/lib/objects/definition';
import { isSameValue, normal, type Read, readValue } from '@/lib/objects/value-rules';
import type { FieldView, StoredValue, StoredValues } from '@/lib/objects/view-models';
import type { TypedForm } from './input';
import { findLike, findNamed, offersOf, shownAs } from './references';
import { boxName, isReference, type Reference, typedText } from './typed-rules';

/** A record that is being changed, with all its values; null for one that is being made. */
export type Earlier = { id: string; values: StoredValues } | null;

/** The fields of an object that the viewer may read, by API name, in their order. */
export async function readableFields(s: Scope, { id, fields }: Definition): Promise<ReadonlyMap<string, FieldView>> {
  const rows = await s.rows<{ apiName: string }>(
    sql`select f.api_name as "apiName" from ${s.fields} f where f.object_id = ${id}`,
  );
  const readable = new Set(rows.map(({ apiName }) => apiName));
  return new Map(fields.filter(({ apiName }) => readable.has(apiName)).map((field) => [field.apiName, field]));
}

const nameOfKind = ({ type, lookupObject }: Reference) =>
  type === 'person' ? 'colleague' : (lookupObject ?? 'record');

async function askBack(s: Scope, field: Reference, text: string, isAmbiguous: boolean): Promise<Read> {
  const candidates = isAmbiguous ? await findNamed(s, field, text) : await findLike(s, field, text);
  const offers = offersOf(candidates).map(({ value, detail }) => (detail ? `“${value}” (${detail})` : `“${value}”`));
  const list = new Intl.ListFormat('en', { type: 'disjunction' }).format(offers);
  if (isAmbiguous) return { problem: `There are several. Write one of these as it stands here: ${list}` };
  const none = `There is no ${nameOfKind(field)} “${text.slice(0, 80)}” that you can choose.`;
  return { problem: offers.length > 0 ? `${none} Did you mean ${list}?` : none };
}

type Context = { s: Scope; earlier: StoredValue; recordId: string | null; timeZone: string };

/** Somebody or something named by what was written: found in what the writer may see, or asked back with what there is. */
async function readReference(
  field: FieldView & Reference,
  text: string,
  { s, earlier, recordId }: Context,
): Promise<Read> {
  if (earlier !== null && text === (await shownAs(s, field, earlier))) return { value: earlier };
  const [found, ...others] = await findNamed(s, field, text);
  if (!found || others.length > 0) return askBack(s, field, text, others.length > 0);
  if (found.id === recordId) return { problem: 'A record cannot point to itself. Choose another.' };
  return { value: found.id };
}

/** Whether the boxes came back as they were filled: then the value stays as it is, whatever is asked of new ones by now. */
function isUntouched(field: FieldView, typed: readonly string[], { earlier, timeZone }: Context): boolean {
  const given = typed.map((text) => text.replace(/\r\n?/g, '\n')).filter((text) => text !== '');
  const filled = typedText(field, earlier, { timeZone });
  return given.length === filled.length && given.every((text, index) => text === filled[index]);
}

function readField(field: FieldView, typed: readonly string[], context: Context): Promise<Read> | Read {
  const { earlier } = context;
  if (earlier !== null && !isReference(field) && isUntouched(field, typed, context)) return { value: earlier };
  const text = cleanLine(typed[0] ?? '');
  if (isReference(field) && text !== '') return readReference(field, text, context);
  return readValue(field, typed, context);
}

/** A record above one that stands above it would make a circle: one change of such a field at a time, so that two harmless ones make none. */
async function refuseCircle(tx: Tx, recordId: string, field: FieldView, value: StoredValue): Promise<string | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${field.id}, 0))`);
  const { rows } = await tx.execute(sql`with recursive above (id) as (select ${value}::uuid union
      select l.target_id from above join record_links l on l.record_id = above.id and l.field_id = ${field.id})
    select 1 from above where id = ${recordId}`);
  return rows.length > 0
    ? 'That one stands below this record already, which would make a circle. Choose another.'
    : null;
}

const removed =
  'This field was removed, or closed to you, while the form was open. What you typed cannot be kept in it: empty it to save the rest.';

/** What a form filled in that is not there any more, or was never open to whoever sent it. */
function lostFields({ typed, shown }: TypedForm, readable: ReadonlyMap<string, FieldView>): Record<string, string> {
  const lost = new Set([...shown, ...typed.keys()].filter((name) => !readable.has(name)));
  const filled = [...lost].filter((name) => typed.get(name)?.some((text) => text.trim() !== ''));
  return Object.fromEntries(filled.map((name) => [boxName(name), removed]));
}

type Asking = { s: Scope; tx: Tx; definition: Definition; earlier: Earlier };

/** One box of the form: its value, or what is wrong with it, also in the sight of other records. */
async function readBox(
  { s, tx, definition, earlier }: Asking,
  field: FieldView,
  typed: readonly string[],
): Promise<Read> {
  const was = normal(earlier?.values[field.apiName]);
  const context = { s, earlier: was, recordId: earlier?.id ?? null, timeZone: s.viewer.timeZone };
  const read = await readField(field, typed, context);
  if ('problem' in read) return read;
  const problem = await circleIn(tx, definition, earlier, field, read.value);
  return problem ? { problem } : { value: normal(read.value) };
}

/** What the form showed; and of a new record what it has to have, shown or not. */
const isAsked = ({ apiName, isRequired, role, defaultValue }: FieldView, { shown }: TypedForm, earlier: Earlier) =>
  shown.includes(apiName) || (!earlier && isRequired && role !== 'owner' && defaultValue === null);

/**
 * Reads what a form showed and what was typed into it, in the fields that the viewer may read: their values by API
 * name, null for blank. What the form did not show is not among them, and so stays as it is. Throws Invalid with a
 * message for each box.
 */
export async function readRecord(
  viewer: Viewer,
  tx: Tx,
  definition: Definition,
  form: TypedForm,
  earlier: Earlier,
): Promise<Record<string, StoredValue>> {
  const s = scope(viewer, tx);
  const readable = await readableFields(s, definition);
  const problems = lostFields(form, readable);
  const values: Record<string, StoredValue> = {};
  for (const field of [...readable.values()].filter((one) => isAsked(one, form, earlier))) {
    const { apiName } = field;
    const read = await readBox({ s, tx, definition, earlier }, field, form.typed.get(apiName) ?? []);
    if ('problem' in read) problems[boxName(apiName)] = read.problem;
    else values[apiName] = read.value;
  }
  if (Object.keys(problems).length > 0) throw new Invalid(problems);
  return values;
}

function circleIn(tx: Tx, definition: Definition, earlier: Earlier, field: FieldView, value: StoredValue) {
  const isUpward = field.type === 'lookup' && field.lookupObject === definition.apiName;
  if (!isUpward || !earlier || value === null || isSameValue(value, earlier.values[field.apiName])) return null;
  return refuseCircle(tx, earlier.id, field, value);
}

/** What a new record holds in the fields that its form did not show. */
export function defaultsOf({ fields }: Definition): StoredValues {
  const filled = fields.filter(({ defaultValue }) => defaultValue !== null);
  return Object.fromEntries(filled.map(({ apiName, defaultValue }) => [apiName, defaultValue]));
}
