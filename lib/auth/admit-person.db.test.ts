import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { transaction } from '@/db/writer';
import { findHolder, findIdentity } from '@/lib/access/arrivals';
import { env } from '@/lib/env';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { admitAddress, admitIdentity, type Identity } from './admit-person';

const settings = { ADMIN_EMAIL: undefined, OIDC_ISSUER: undefined, ...env };
afterEach(() => Object.assign(env, settings));

let count = 0;
function stranger(given: Partial<Identity> = {}): Identity {
  count += 1;
  const email = `stranger${count}@example.com`;
  return {
    issuer: 'https://id.example',
    subject: `s${count}`,
    email,
    isEmailVerified: true,
    name: 'New Comer',
    ...given,
  };
}

const admitted = async (identity: Identity) => {
  const admission = await admitIdentity(identity);
  if ('problem' in admission) throw new Error(admission.problem);
  return admission.personId;
};

describe('somebody whom the provider vouches for', () => {
  const open = useDatabase();
  const ask = (text: string, ...values: unknown[]) => open.current.query(text, values);

  test('is made at the first sign-in, with a handle, the usual permissions and an event, and found at the next', async () => {
    const identity = stranger({ name: 'Zoë  Quist' });
    const id = await admitted(identity);
    const [person] = await ask(
      'select s.handle, s.name, s.kind, p.email, p.kind as "personKind" from people p join subjects s on s.id = p.id where p.id = $1',
      id,
    );
    expect(person).toEqual({
      handle: 'zoe.quist',
      name: 'Zoë Quist',
      kind: 'person',
      email: identity.email,
      personKind: 'internal',
    });
    const held = await ask('select permission from person_permissions where person_id = $1 order by 1', id);
    expect(held.map((row) => row.permission)).toEqual(['assign_topics', 'create_groups', 'create_topics']);
    const events = await ask("select type from outbox_events where subject_id = $1 and type = 'person.created'", id);
    expect(events).toHaveLength(1);
    expect(await admitted({ ...identity, email: 'other@example.com', name: 'Renamed' })).toBe(id);
  });

  test('takes the next free handle when the name is taken, by people and by groups alike', async () => {
    const handles = [];
    for (const name of ['Anna Snelling', 'Anna Snelling']) {
      const id = await admitted(stranger({ name }));
      handles.push((await ask('select handle from subjects where id = $1', id))[0]?.handle);
    }
    expect(handles).toEqual(['anna.snelling2', 'anna.snelling3']);
  });

  test('is one identity per issuer: the same subject of another issuer is another person', async () => {
    const identity = stranger();
    const first = await admitted(identity);
    const second = await admitted({ ...identity, issuer: 'https://other.example', email: 'second@example.com' });
    expect(second).not.toBe(first);
  });

  test('whose address someone else has is told so, and nothing is joined', async () => {
    const first = stranger();
    await admitted(first);
    const intruder = stranger({ email: first.email });
    expect(await admitIdentity(intruder)).toEqual({ problem: 'address_taken' });
    expect(await findIdentity(intruder.issuer, intruder.subject)).toBeNull();
  });

  test('whose address is somebody’s who has no identity yet becomes them only if it is verified', async () => {
    const { email, id } = cast.outsider;
    expect(await admitIdentity(stranger({ email, isEmailVerified: false }))).toEqual({ problem: 'address_taken' });
    const identity = stranger({ email });
    expect(await admitIdentity(identity)).toEqual({ personId: id });
    expect(await admitIdentity(stranger({ email }))).toEqual({ problem: 'address_taken' });
    expect(await admitIdentity({ ...identity, isEmailVerified: false })).toEqual({ personId: id });
  });

  test('is told that they are deactivated, by identity and by address', async () => {
    const identity = stranger();
    const id = await admitted(identity);
    await ask('update subjects set is_active = false where id = $1', id);
    expect(await admitIdentity(identity)).toEqual({ problem: 'deactivated' });
    expect(await admitIdentity(stranger({ email: cast.deactivated.email }))).toEqual({ problem: 'deactivated' });
  });

  test('is not let in without an address', async () => {
    expect(await admitIdentity(stranger({ email: null, isEmailVerified: false }))).toEqual({
      problem: 'address_missing',
    });
  });

  test('with an unverified address gets no mailed link, because the address may be somebody else’s', async () => {
    const identity = stranger({ isEmailVerified: false });
    await admitted(identity);
    const email = identity.email ?? '';
    expect(await findHolder(email)).toMatchObject({ hasProvenAddress: false });
    expect(await transaction((tx) => admitAddress(tx, { email, name: null }))).toEqual({ problem: 'address_unproven' });
  });

  testParallel('in ten windows at once is one person', async () => {
    const identity = stranger();
    const ids = await Promise.all(Array.from({ length: 10 }, () => admitted(identity)));
    expect(new Set(ids).size).toBe(1);
  });

  testParallel('of one name, ten at once, have ten handles', async () => {
    await Promise.all(Array.from({ length: 10 }, () => admitted(stranger({ name: 'Same Name' }))));
    const handles = await ask("select handle from subjects where name = 'Same Name'");
    expect(new Set(handles.map((row) => row.handle)).size).toBe(10);
  });
});

describe('a fresh installation', () => {
  const open = useDatabase('empty');
  const admins = async () =>
    (await open.current.query("select person_id as id from person_permissions where permission = 'admin'")).map(
      (row) => row.id,
    );

  beforeEach(async () => {
    await open.current.query('delete from organisation');
    await open.current.query('delete from subjects');
  });

  test('makes its first person admin, and nobody after that', async () => {
    const first = await admitted(stranger());
    await admitted(stranger());
    expect(await admins()).toEqual([first]);
  });

  testParallel('has one admin when eight arrive at once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => admitted(stranger())));
    expect(await admins()).toHaveLength(1);
  });

  test('with ADMIN_EMAIL makes that address admin, whenever it comes, and nobody else', async () => {
    Object.assign(env, { ADMIN_EMAIL: 'boss@example.com' });
    await admitted(stranger());
    expect(await admins()).toEqual([]);
    const boss = await admitted(stranger({ email: 'boss@example.com' }));
    expect(await admins()).toEqual([boss]);
  });

  test('does not take an unverified word for ADMIN_EMAIL', async () => {
    Object.assign(env, { ADMIN_EMAIL: 'boss@example.com' });
    const claim = stranger({ email: 'boss@example.com', isEmailVerified: false });
    expect(await admitIdentity(claim)).toEqual({ problem: 'address_unproven' });
    expect(await admins()).toEqual([]);
  });

  test('gives ADMIN_EMAIL the permission back when no admin is left, and not while there is one', async () => {
    const other = await admitted(stranger());
    const identity = stranger({ email: 'boss@example.com' });
    const boss = await admitted(identity);
    Object.assign(env, { ADMIN_EMAIL: 'boss@example.com' });
    await admitted(identity);
    expect(await admins()).toEqual([other]);
    await open.current.query("delete from person_permissions where permission = 'admin'");
    await admitted(identity);
    expect(await admins()).toEqual([boss]);
  });

  test('of the demo makes nobody admin', async () => {
    Object.assign(env, { DEMO: true });
    await admitted(stranger());
    expect(await admins()).toEqual([]);
  });
});
