import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { people } from '@/db/schema/people';
import { subjects } from '@/db/schema/subjects';
import { type Tx, transaction } from '@/db/writer';
import { demand, load } from '@/lib/access/load';
import { scope } from '@/lib/access/scope';
import type { Viewer } from '@/lib/access/viewer';
import { Conflict, Invalid, NotFound } from '@/lib/errors';
import { audit } from '@/lib/events/audit';
import { emit } from '@/lib/events/outbox';
import { announceSubject } from '@/lib/tracking/announce-subject';
import type { EditProfileInput } from './input';
import { placeInHierarchy } from './place-in-hierarchy';
import { labels, type TextField } from './rules';
import { trackedValues } from './tracked-rules';

type Stored = Record<TextField, string> & {
  timeZone: string | null;
  locale: string;
  hasShortcuts: boolean;
  managerId: string | null;
  managerHandle: string;
  kind: 'internal' | 'guest';
};

type Values = Omit<Stored, 'managerId' | 'managerHandle' | 'kind'>;

async function stored(viewer: Viewer, id: string, tx: Tx): Promise<Stored> {
  const s = scope(viewer, tx);
  const [row] = await s.rows<Stored>(sql`
    select p.name, p.title, p.department, p.office, p.about, p.out_of_office as "outOfOffice", p.phone, p.mobile, p.street, p.city, p.region,
      p.postal_code as "postalCode", p.country, p.time_zone as "timeZone", p.locale, p.has_shortcuts as "hasShortcuts", p.manager_id as "managerId",
      coalesce((select m.handle from ${s.people} m where m.id = p.manager_id), '') as "managerHandle", p.kind
    from ${s.people} p where p.id = ${id}`);
  if (!row) throw new NotFound();
  return row;
}

function valuesOf({ id: _id, version: _version, manager: _manager, shortcuts, ...text }: EditProfileInput): Values {
  return { ...text, hasShortcuts: shortcuts === 'on' };
}

const isTextField = (name: string): name is TextField => name in labels;

/** Tells the second of two editors, beside each field, what stands there now. Saving again replaces it. */
function conflict(now: Stored, typed: Values): Conflict {
  const differing = Object.entries(typed).filter(([name, value]) => now[name as keyof Values] !== value);
  const fields = differing.map(([name]) => [
    name,
    isTextField(name) && now[name]
      ? `This now says “${now[name]}”. Saving again replaces it.`
      : 'This was left empty or chosen differently. Saving again replaces it.',
  ]);
  return new Conflict(
    'This profile was changed while you were editing, and nothing of yours is lost. What is different is marked below; save again to keep yours.',
    Object.fromEntries(fields),
  );
}

async function managerId(viewer: Viewer, handle: string, tx: Tx): Promise<string | null> {
  if (!handle) return null;
  const s = scope(viewer, tx);
  const [row] = await s.rows<{ id: string }>(
    sql`select p.id from ${s.people} p where p.handle = ${handle} and p.is_active and p.kind = 'internal'`,
  );
  if (!row) throw new Invalid({ manager: `There is no active colleague with the handle @${handle}.` });
  return row.id;
}

/** Who manages whom decides who reads whose records, so only those who may change everyone set it. Returns who it is now. */
async function changeManager(viewer: Viewer, input: EditProfileInput, now: Stored, tx: Tx): Promise<string | null> {
  if (input.manager === undefined || input.manager === now.managerHandle) return now.managerId;
  demand(viewer, 'modify_all_users');
  if (now.kind === 'guest') throw new Invalid({ manager: 'Guests stand outside the hierarchy.' });
  const id = await managerId(viewer, input.manager, tx);
  await placeInHierarchy(tx, input.id, id);
  return id;
}

/**
 * Saves a profile, one's own or with Modify All Users another's. Throws Conflict, with what stands there now, when it
 * changed since it was read, and Invalid on `manager`.
 */
export async function editProfile(viewer: Viewer, input: EditProfileInput): Promise<{ handle: string }> {
  return transaction(async (tx) => {
    const person = await load(viewer, 'person.edit', input.id, tx);
    const now = await stored(viewer, input.id, tx);
    const values = valuesOf(input);
    if (person.version !== input.version) throw conflict(now, values);
    const fields = Object.entries(values)
      .filter(([name, value]) => now[name as keyof Values] !== value)
      .map(([name]) => name);
    const manager = await changeManager(viewer, input, now, tx);
    if (manager !== now.managerId) fields.push('manager');
    if (fields.length === 0) return { handle: person.handle };
    const { name, ...row } = values;
    await tx.update(subjects).set({ name }).where(eq(subjects.id, input.id));
    await tx
      .update(people)
      .set({ ...row, version: person.version + 1 })
      .where(eq(people.id, input.id));
    const changed = { subjectId: input.id, audience: null, version: person.version + 1 };
    await announceSubject(tx, viewer, 'user', changed, {
      before: trackedValues(now),
      after: trackedValues({ ...values, managerId: manager }),
    });
    await emit(tx, viewer, 'person.edited', input.id, { personId: input.id, fields });
    if (input.id !== viewer.id) await audit(tx, viewer, 'person.edited', input.id, { fields });
    return { handle: person.handle };
  });
}
