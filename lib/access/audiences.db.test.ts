import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { transaction } from '@/db/writer';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { scope } from './scope';
import { findSession } from './session';
import { type Viewer, withoutKnownAudiences } from './viewer';

const open = useDatabase();
const people = Object.values(cast).filter((one) => 'handle' in one);
const { member, guest, groups } = cast;

/** Someone signed in, as a request meets them. */
async function signedIn({ id }: { id: string }): Promise<Viewer> {
  const token = randomUUID();
  await open.current.query(
    `insert into sessions (id, token_hash, person_id, expires_at) values ($1, $2, $3, now() + interval '1 day')`,
    [newId(), token, id],
  );
  const session = await findSession(token, 'UTC');
  if (!session) throw new Error('no session');
  return session.viewer;
}

const groupIds = async (s: ReturnType<typeof scope>) =>
  (await s.rows<{ id: string }>(sql`select g.id from ${s.openGroups} g order by g.id`)).map(({ id }) => id);

test('a session knows the audiences of its person, and reads by them what is read without', async () => {
  for (const person of people.filter(({ id }) => id !== cast.deactivated.id)) {
    const viewer = await signedIn(person);
    const asked = withoutKnownAudiences(viewer);
    expect(viewer.audiences).not.toBeNull();
    expect(await groupIds(scope(viewer))).toEqual(await groupIds(scope(asked)));
  }
});

test('who was removed from a group has lost it with the next session statement, and in transactions at once', async () => {
  const before = await signedIn(member);
  expect(before.audiences).toContain(groups.private.id);
  await open.current.query('delete from memberships where group_id = $1 and person_id = $2', [
    groups.private.id,
    member.id,
  ]);
  expect((await signedIn(member)).audiences).not.toContain(groups.private.id);
  await transaction(async (tx) => expect(await groupIds(scope(before, tx))).not.toContain(groups.private.id));
});

test('who holds no audience at all sees no restricted place', async () => {
  await open.current.query('delete from memberships where person_id = $1', [guest.id]);
  const viewer = await signedIn(guest);
  expect(viewer.audiences).toEqual([]);
  expect(await groupIds(scope(viewer))).toEqual([]);
});

test('who holds very many is asked for them by each statement', async () => {
  await open.current.query(
    `with made as (insert into subjects (id, kind, name) select gen_random_uuid(), 'record', 'Record' from generate_series(1, 501) returning id)
     insert into grants (audience, principal, level) select id, $1, 'read' from made`,
    [cast.outsider.id],
  );
  const viewer = await signedIn(cast.outsider);
  expect(viewer.audiences).toBeNull();
  expect(await groupIds(scope(viewer))).toContain(groups.public.id);
});
