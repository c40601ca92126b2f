import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { transaction } from '@/db/writer';
import { scope } from '@/lib/access/scope';
import { Conflict, Forbidden, NotFound } from '@/lib/errors';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { newId } from '@/lib/ids';
import { createRecord } from '@/lib/records/create-record';
import { createRecordInput } from '@/lib/records/input';
import { settleAccessOf } from '@/lib/records/settle-access';
import { hasConnections, testParallel, useDatabase } from '@/lib/testing/database';
import { makeField, makeObject, versionOf } from '@/lib/testing/objects';
import { makeRecord } from '@/lib/testing/records';
import { randomOf } from '@/lib/testing/simulation/random';
import { changeAccess } from './change-access';

const open = useDatabase();
const admin = viewerOf(cast.admin);
const ask = (text: string, ...values: unknown[]) => open.current.query(text, values);

const crowd = [cast.owner, cast.manager, cast.member, cast.outsider] as const;
const everyone = [...crowd, cast.superior, cast.guest, cast.admin];
const principals = [cast.groups.private, cast.groups.guests, ...everyone] as const;
const accesses = ['private', 'read', 'write'] as const;
const accounts: { id: string; name: string }[] = [];

beforeAll(async () => {
  for (const isPrivate of [false, true]) {
    const name = isPrivate ? 'Closed account' : 'Open account';
    accounts.push({ id: await makeRecord(viewerOf(cast.owner), 'account', { name }, { isPrivate }), name });
  }
});

type Rec = { id: string; name: string };

const settle = (ids: readonly string[]) => transaction((tx) => settleAccessOf(tx, admin, ids));

async function readersOf(id: string) {
  const sees = async (person: (typeof everyone)[number]) => {
    const s = scope(viewerOf(person));
    return (await s.rows(sql`select 1 from ${s.records} r where r.id = ${id}`)).length > 0;
  };
  const answers = await Promise.all(everyone.map(sees));
  return everyone.filter((_, at) => answers[at]);
}

/** What people wrote on a record and kept of it, before anything changes. */
async function inhabit({ id, name }: Rec, random: ReturnType<typeof randomOf>): Promise<void> {
  const readers = await readersOf(id);
  for (const { id: personId } of readers) {
    if (random.chance(0.5)) await ask('insert into follows (person_id, subject_id) values ($1, $2)', personId, id);
    const draft = 'insert into drafts (person_id, place, source, client_id) values ($1, $2, $3, $4)';
    if (random.chance(0.3)) await ask(draft, personId, `post:${id}`, name, newId());
  }
  const [author, answerer] = readers.toSorted(() => random.next() - 0.5).map(viewerOf);
  if (!author || !answerer) return;
  const input = { body: `Words on ${name} #talk`, clientId: newId(), confirm: true };
  const { postId } = await createPost(author, { ...input, subjectId: id });
  const answer = { body: `Answer on ${name}`, parentId: undefined, clientId: newId(), confirm: true };
  await createComment(answerer, { ...answer, id: postId });
  for (const { id: personId } of readers)
    if (random.chance(0.5)) await ask('insert into bookmarks (person_id, item_id) values ($1, $2)', personId, postId);
}

/** The same records for the same seed: private and not, shared, deleted, and announced on accounts of both kinds. */
async function build(object: string, seed: number): Promise<Rec[]> {
  const random = randomOf(seed);
  const records: Rec[] = [];
  for (let n = 0; n < 6; n += 1) {
    const name = `Record ${n}`;
    const account = random.pick([accounts[0], accounts[1]])?.id ?? '';
    const isPrivate = random.chance(0.3);
    const id = await makeRecord(viewerOf(random.pick(crowd)), object, { name, account }, { isPrivate });
    const share = 'insert into record_shares (record_id, principal, level) values ($1, $2, $3) on conflict do nothing';
    while (random.chance(0.5)) await ask(share, id, random.pick(principals).id, random.pick(['read', 'write']));
    records.push({ id, name });
  }
  await settle(records.map(({ id }) => id));
  for (const record of records) await inhabit(record, random);
  const gone = records.filter(() => random.chance(0.2)).map(({ id }) => id);
  await ask('update records set deleted_at = now() where id = any($1)', gone);
  await settle(gone);
  return records;
}

const ofThem = 'any($1::uuid[])';
const items = `feed_items i left join record_changes c on c.item_id = i.id and c.related_id is not null where i.subject_id = ${ofThem} or c.related_id = ${ofThem}`;
const looks = [
  `select id, audience, deleted_at is not null as deleted from records where id = ${ofThem} order by name`,
  `select name, audience from subjects where id = ${ofThem} order by name`,
  `select s.name, g.audience, g.principal, g.level, g.through_managers from grants g join subjects s on s.id = g.audience where g.audience = ${ofThem} order by 1, 2, 3`,
  `select s.name, i.plain, i.kind, r.name as related, i.audience from feed_items i join subjects s on s.id = i.subject_id left join record_changes c on c.item_id = i.id
    left join records r on r.id = c.related_id where i.subject_id = ${ofThem} or c.related_id = ${ofThem} order by 1, 2, 3, 4`,
  ...['feed_entries', 'topic_assignments', 'comments'].map(
    (
      table,
    ) => `select s.name, i.plain, b.audience from ${table} b join feed_items i on i.id = b.item_id join subjects s on s.id = i.subject_id
      where b.item_id in (select i.id from ${items}) order by 1, 2, 3`,
  ),
  `select s.name, f.person_id from follows f join subjects s on s.id = f.subject_id where subject_id = ${ofThem} order by 1, 2`,
  `select i.plain, b.person_id from bookmarks b join feed_items i on i.id = b.item_id where i.subject_id = ${ofThem} order by 1, 2`,
  `select source, person_id from drafts where substr(place, 6)::text = any($1::text[]) order by 1, 2`,
];

/** Everything that hangs on access, with names for ids. */
async function look(records: readonly Rec[]): Promise<string> {
  const ids = records.map(({ id }) => id);
  const named = (row: unknown) =>
    [...records, ...accounts].reduce((text, { id, name }) => text.replaceAll(id, name), JSON.stringify(row));
  const found = await Promise.all(looks.map((query) => ask(query, ids)));
  return found.map((rows) => rows.map(named).toSorted().join('\n')).join('\n\n');
}

/** Who finds which records, by the rule in words. */
async function expectedFor(personId: string, kind: string, records: readonly Rec[], access: string): Promise<string[]> {
  const rows = await ask(
    `select r.name, r.deleted_at is null as there, r.is_private or $3 = 'private' as closed, exists (
        select 1 from (select r.owner_id as principal union all select s.principal from record_shares s where s.record_id = r.id) h
        where h.principal = $2 or exists (select 1 from memberships m where m.group_id = h.principal and m.person_id = $2)
          or exists (select 1 from manager_tree t where t.person_id = h.principal and t.manager_id = $2)) as held
      from records r where r.id = any($1) order by r.name`,
    records.map(({ id }) => id),
    personId,
    access,
  );
  const seen = rows.filter(({ there, closed, held }) => there && (closed ? held : kind === 'internal'));
  return seen.map(({ name }) => String(name));
}

const seeds = hasConnections() ? [1, 2, 3, 4] : [1];

test.each(seeds)(
  'a new default leaves what settling record by record leaves, and shows what the rule says: %i',
  async (seed) => {
    const random = randomOf(seed * 7919);
    const [first, second] = [`Swift ${seed}`, `Slow ${seed}`];
    const access = random.pick(accesses);
    for (const label of [first, second]) {
      await makeObject(admin, label, { access });
      const apiName = label.toLowerCase().replace(' ', '_');
      await makeField(admin, apiName, 'lookup', 'Account', { lookupObject: 'account' });
    }
    const [swift, slow] = [`swift_${seed}`, `slow_${seed}`];
    const [moved, settled] = [await build(swift, seed), await build(slow, seed)];
    expect(await look(moved)).toBe(await look(settled));
    for (const to of [random.pick(accesses), random.pick(accesses), 'private', 'read'] as const) {
      await changeAccess(admin, { ...(await versionOf(swift)), access: to });
      await ask('update objects set access = $1 where api_name = $2', to, slow);
      for (const { id } of settled) await settle([id]);
      expect(await look(moved)).toBe(await look(settled));
      for (const person of everyone) {
        const viewer = viewerOf(person);
        const s = scope(viewer);
        const ids = moved.map(({ id }) => id);
        const found = await s.rows<{ name: string }>(
          sql`select r.name from ${s.records} r where r.id = any(${sql.param(ids)}::uuid[]) order by r.name`,
        );
        expect(found.map(({ name }) => name)).toEqual(await expectedFor(viewer.id, viewer.kind, moved, to));
      }
    }
  },
);

test('a new default is told and audited once, and only admins set it, of what has records', async () => {
  await makeObject(admin, 'Vault');
  const input = { ...(await versionOf('vault')), access: 'private' as const };
  await expect(changeAccess(viewerOf(cast.owner), input)).rejects.toThrow(Forbidden);
  await changeAccess(admin, input);
  await expect(changeAccess(admin, { ...input, access: 'read' })).rejects.toThrow(Conflict);
  await changeAccess(admin, { ...input, ...(await versionOf('vault')) });
  const told = await ask(
    `select payload from outbox_events where type = 'object.access_changed' and subject_id = $1`,
    input.objectId,
  );
  expect(told).toEqual([{ payload: { objectId: input.objectId, from: 'read', to: 'private' } }]);
  expect(
    await ask(`select 1 from audit_entries where action = 'object.access_changed' and subject_id = $1`, input.objectId),
  ).toHaveLength(1);
  await expect(changeAccess(admin, { ...(await versionOf('user')), access: 'private' })).rejects.toThrow(NotFound);
});

testParallel('a record that is made while the default changes is as the new default says', async () => {
  await makeObject(admin, 'Safe');
  for (const access of ['private', 'read', 'private'] as const) {
    const input = { ...(await versionOf('safe')), access };
    const create = (n: number) => {
      const form = { objectId: input.objectId, clientId: newId(), shown: 'name', v_name: `Safe ${access} ${n}` };
      return createRecord(viewerOf(crowd[n % crowd.length] ?? cast.owner), createRecordInput.parse(form));
    };
    await Promise.all([create(0), create(1), changeAccess(admin, input), create(2), create(3)]);
    const wrong = await ask(
      `select name from records where object_id = $1 and (audience is not null) <> ($2 = 'private')`,
      input.objectId,
      access,
    );
    expect(wrong).toEqual([]);
  }
});
