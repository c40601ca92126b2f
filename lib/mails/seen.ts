import 'server-only';
import { sql } from 'drizzle-orm';
import type { Scope } from '@/lib/access/scope';

/** Which of these posts and comments the reader may see now. */
export async function findShown(s: Scope, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const given = sql`any(${sql.param(ids)}::uuid[])`;
  const found = await s.rows<{ id: string }>(sql`
    select i.id from ${s.items} i where i.id = ${given} union all select c.id from ${s.comments} c where c.id = ${given}`);
  return new Set(found.map(({ id }) => id));
}

export type SeenPerson = { id: string; name: string; handle: string; title: string };
export type SeenRecord = { id: string; name: string; object: string; isRestricted: boolean };
export type SeenGroup = { id: string; name: string; slug: string; access: 'public' | 'private' | 'unlisted' };

/** Which of these people, groups and records the reader may know, and what they are called. */
export async function findKnown(s: Scope, ids: readonly string[]) {
  const given = sql`any(${sql.param(ids)}::uuid[])`;
  const people = await s.rows<SeenPerson>(
    sql`select p.id, p.name, p.handle, p.title from ${s.people} p where p.id = ${given}`,
  );
  const groups = await s.rows<SeenGroup>(
    sql`select g.id, g.name, g.slug, g.access from ${s.groups} g where g.id = ${given}`,
  );
  const records = await s.rows<SeenRecord>(
    sql`select r.id, r.name, o.api_name as object, r.audience is not null as "isRestricted"
      from ${s.records} r join ${s.objects} o on o.id = r.object_id where r.id = ${given}`,
  );
  return {
    records: new Map(records.map((record) => [record.id, record])),
    people: new Map(people.map((person) => [person.id, person])),
    groups: new Map(groups.map((group) => [group.id, group])),
  };
}

export type Known = Awaited<ReturnType<typeof findKnown>>;

/** The same scope for a transaction, which has one connection: what is asked at once is asked one after another. */
export function oneByOne(s: Scope): Scope {
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...s,
    rows: <T>(query: Parameters<Scope['rows']>[0]) => {
      const next = last.then(() => s.rows<T>(query));
      last = next.catch(() => {});
      return next;
    },
  };
}
