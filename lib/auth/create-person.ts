import 'server-only';
import { sql } from 'drizzle-orm';
import { people } from '@/db/schema/people';
import { subjects } from '@/db/schema/subjects';
import type { Tx } from '@/db/writer';
import { cleanLine, isBlank } from '@/lib/body/rules';
import { emit } from '@/lib/events/outbox';
import { newId } from '@/lib/ids';
import { freeHandle, handleBase, MAX_PERSON_NAME, nameFromAddress } from './rules';

export type NewPerson = { name: string | null; email: string; kind: 'internal' | 'guest' };

const ATTEMPTS = 20;

async function takenHandles(tx: Tx, base: string): Promise<Set<string>> {
  const { rows } = await tx.execute(
    sql`select handle from subjects where handle ~ ${`^${base.replaceAll('.', '\\.')}[0-9]*$`}`,
  );
  return new Set((rows as { handle: string }[]).map((row) => row.handle));
}

/** Handles are one name space with groups, and two people of one name may arrive at once: who is second takes the next. */
async function insertSubject(tx: Tx, name: string, base: string): Promise<string> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const id = newId();
    const handle = freeHandle(base, await takenHandles(tx, base));
    const written = await tx
      .insert(subjects)
      .values({ id, kind: 'person', handle, name })
      .onConflictDoNothing({ target: subjects.handle })
      .returning({ id: subjects.id });
    if (written.length > 0) return id;
  }
  throw new Error('No free handle was found.');
}

/** Makes a person, colleagues with the permissions that everyone has; guests have none. */
export async function createPerson(tx: Tx, { name, email, kind }: NewPerson): Promise<string> {
  const cleaned = cleanLine(name ?? '');
  const shown = [...(isBlank(cleaned) ? nameFromAddress(email) : cleaned)].slice(0, MAX_PERSON_NAME).join('');
  const id = await insertSubject(tx, shown, handleBase(shown, email));
  await tx.insert(people).values({ id, email, kind });
  await tx.execute(sql`insert into person_permissions (person_id, permission)
    select ${id}, name from permissions where is_default and ${kind} = 'internal'`);
  await emit(tx, { id }, 'person.created', id, { personId: id, kind });
  return id;
}
