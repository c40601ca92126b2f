import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Scope } from '@/lib/access/scope';
import { isId } from '@/lib/ids';
import { unseen } from '@/lib/objects/value-format';
import type { StoredValue } from '@/lib/objects/view-models';
import { personText, type Reference, readWritten, recordText } from './typed-rules';
import type { Offer } from './view-models';

/** Somebody or something that a name may mean; `note` tells them apart for whoever chooses. */
export type Candidate = { id: string; name: string; handle: string | null; note: string };

/** Numbers that are part of the statement: more than one is already one too many, and as many are offered. */
const FOUND = sql`8`;
const LISTED = sql`40`;

const person = sql`p.id, p.name, p.handle, p.title as note`;
const record = (s: Scope) =>
  sql`r.id, r.name, null as handle, coalesce((select 'owned by ' || who.name from ${s.people} who where who.id = r.owner_id), '') as note`;

/** Colleagues can be named; who left and who is a guest holds nothing new. */
const active = sql`p.is_active and p.kind = 'internal'`;

const ofObject = (s: Scope, object: string | null) =>
  sql`r.object_id = (select o.id from ${s.objects} o where o.api_name = ${object})`;

/** Everybody or everything that the text names exactly: one is who is meant, several have to be told apart. */
export async function findNamed(s: Scope, { type, lookupObject }: Reference, text: string): Promise<Candidate[]> {
  const { name, handle, tail } = readWritten(text);
  if (type === 'person') {
    const isMeant = isId(text) ? sql`p.id = ${text}` : sql`lower(p.name) = lower(${name})`;
    const named = handle === null ? isMeant : sql`p.handle = ${handle}`;
    return s.rows<Candidate>(
      sql`select ${person} from ${s.people} p where ${named} and ${active} order by p.name, p.id limit ${FOUND}`,
    );
  }
  const isMeant = isId(text)
    ? sql`r.id = ${text}`
    : sql`(lower(r.name) = lower(${text}) or (lower(r.name) = lower(${name}) and right(r.id::text, 6) = ${tail}))`;
  return s.rows<Candidate>(sql`select ${record(s)} from ${s.records} r where ${ofObject(s, lookupObject)} and ${isMeant}
    order by r.id desc limit ${FOUND}`);
}

const escaped = (text: string) => text.toLowerCase().replace(/[\\%_]/g, '\\$&');

/** So many records are passed on the way to the few that are offered, however few of them the viewer may see. */
const PASSED = 500;

/** Records of an object in the order of an index: by name from where the text stands, or what was changed last. */
async function walk(s: Scope, object: string | null, name: string): Promise<SQL | null> {
  const [found] = await s.rows<{ id: string }>(sql`select o.id from ${s.objects} o where o.api_name = ${object}`);
  if (!found) return null;
  const way = { objectId: found.id, count: PASSED };
  return name
    ? s.walkedRecords({
        ...way,
        where: sql`lower(r.name) >= lower(${name})`,
        key: sql`lower(r.name)`,
        isDescending: false,
      })
    : s.walkedRecords({ ...way, where: sql`true`, key: sql`r.updated_at`, isDescending: true });
}

async function recordsLike(s: Scope, object: string | null, name: string): Promise<Candidate[]> {
  const walked = await walk(s, object, name);
  if (!walked) return [];
  const begins = name ? sql`lower(r.name) like ${`${escaped(name)}%`}` : sql`true`;
  const order = name ? sql`lower(r.name), r.id` : sql`r.updated_at desc, r.id desc`;
  return s.rows<Candidate>(
    sql`select ${record(s)} from ${walked} r where ${begins} order by ${order} limit ${name ? FOUND : LISTED}`,
  );
}

/** What begins like the text, for whoever is still writing it; what was touched last where nothing is written yet. */
export async function findLike(s: Scope, { type, lookupObject }: Reference, text: string): Promise<Candidate[]> {
  const { name, handle } = readWritten(text);
  if (type === 'lookup') return recordsLike(s, lookupObject, name);
  const begin = `${escaped(handle ?? name)}%`;
  const like = sql`(lower(p.name) like ${begin} or lower(p.name) like ${`% ${begin}`} or p.handle like ${begin})`;
  return s.rows<Candidate>(
    sql`select ${person} from ${s.people} p where ${active} and ${like} order by p.name, p.id limit ${name || handle ? FOUND : LISTED}`,
  );
}

/** What to write for each of them: the name alone where it is the only one of its name. */
export function offersOf(candidates: readonly Candidate[]): Offer[] {
  const key = ({ name }: Candidate) => name.toLowerCase();
  return candidates.map((one) => {
    const isAlone = candidates.filter((other) => key(other) === key(one)).length === 1;
    const told = one.handle === null ? recordText(one.name, one.id) : personText(one.name, one.handle);
    return { value: isAlone ? one.name : told, detail: one.note };
  });
}

/** How a value that names somebody or something shows to the reader: as it stood in the box when the form opened. */
export async function shownAs(s: Scope, { type }: Pick<Reference, 'type'>, value: StoredValue): Promise<string | null> {
  if (!isId(value)) return null;
  const from = type === 'person' ? s.people : s.records;
  const [row] = await s.rows<{ name: string }>(sql`select shown.name from ${from} shown where shown.id = ${value}`);
  return row?.name ?? unseen[type];
}
