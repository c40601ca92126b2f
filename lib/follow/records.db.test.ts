import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { transaction } from '@/db/writer';
import type { Viewer } from '@/lib/access/viewer';
import { createPerson } from '@/lib/auth/create-person';
import { Forbidden, Invalid, NotFound } from '@/lib/errors';
import { drain } from '@/lib/events/worker';
import { newId } from '@/lib/ids';
import { placeInHierarchy } from '@/lib/people/place-in-hierarchy';
import { deleteRecord } from '@/lib/record-access/delete-record';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { opportunity, recordsIn, share } from '@/lib/testing/record-access';
import { makeRecord } from '@/lib/testing/records';
import { followAtFirst } from './first-follows';
import { followFor, unfollowFor } from './follow-for';
import { followSubject } from './follow-subject';
import { countFollowing, getFollowSettings, listFollowing } from './queries';
import { MAX_FOLLOWS, recordIdIn, SMALL_COMPANY } from './rules';
import { setFollowsOwn } from './set-follows-own';
import { firstFollows } from './subscriber';

const open = useDatabase();
const { query, count, audits } = recordsIn(open);

const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);
const owner = viewerOf(cast.owner);
const caretaker: Viewer = { ...viewerOf(cast.admin), permissions: new Set(['modify_all_users']) };

const follows = async (personId: string, subjectId: string) =>
  (await count('select count(*) from follows where person_id = $1 and subject_id = $2', [personId, subjectId])) === 1;

const fill = (personId: string, most: number) =>
  query(
    `with made as (insert into subjects (id, kind, name) select gen_random_uuid(), 'topic', 'x' from generate_series(1, $2::int) returning id)
     insert into follows (person_id, subject_id) select $1, id from made`,
    [personId, most],
  );

beforeEach(async () => {
  await query('delete from follows');
  await query('delete from outbox_events');
});

describe('following records', () => {
  test('a record is followed by whoever reads it, and listed to whoever reads it too', async () => {
    const [known, secret] = [await opportunity(false), await opportunity(true)];
    for (const subjectId of [known, secret]) await followSubject(member, { subjectId, kind: 'record' });
    await followSubject(member, { subjectId: cast.outsider.id, kind: 'person' });
    await expect(followSubject(outsider, { subjectId: secret, kind: 'record' })).rejects.toThrow(NotFound);
    const listed = async (viewer: Viewer) =>
      (await listFollowing(viewer, cast.member.id)).items.filter(({ kind }) => kind === 'record').map(({ id }) => id);
    expect((await listed(member)).toSorted()).toEqual([known, secret].toSorted());
    expect(await listed(outsider)).toEqual([known]);
    expect(await countFollowing(member, cast.member.id)).toEqual({ people: 1, topics: 0, records: 2 });
    expect(await countFollowing(outsider, cast.member.id)).toEqual({ people: 1, topics: 0, records: 1 });
  });

  test('what announces nothing is not followed, and what is deleted does not count toward the cap', async () => {
    await query(`update objects set is_tracked = false where api_name = 'account'`);
    const account = await makeRecord(member, 'account', { name: 'Silent' });
    await expect(followSubject(member, { subjectId: account, kind: 'record' })).rejects.toThrow(Forbidden);
    const [first, second] = [await opportunity(false), await opportunity(false)];
    await followSubject(outsider, { subjectId: first, kind: 'record' });
    await fill(outsider.id, MAX_FOLLOWS - 1);
    await expect(followSubject(outsider, { subjectId: second, kind: 'record' })).rejects.toThrow(Invalid);
    await deleteRecord(member, { recordId: first });
    await followSubject(outsider, { subjectId: second, kind: 'record' });
    expect(await follows(outsider.id, first)).toBe(true);
  });
});

describe('following what one creates', () => {
  test('is off until it is switched on, and goes for what one may read', async () => {
    expect(await getFollowSettings(member)).toEqual({ followsOwn: false });
    expect(await follows(member.id, await opportunity(false))).toBe(false);
    await setFollowsOwn(member, { followsOwn: true });
    expect(await getFollowSettings(member)).toEqual({ followsOwn: true });
    expect(await follows(member.id, await opportunity(true))).toBe(true);
    expect(await follows(member.id, await opportunity(true, { owner: cast.outsider.id }))).toBe(false);
    const quiet = await makeRecord(
      member,
      'opportunity',
      { name: 'Imported', stage: 'Prospecting' },
      { telling: { isQuiet: true } },
    );
    expect(await follows(member.id, quiet)).toBe(false);
  });

  test('at the cap the record is made and nothing is said', async () => {
    await fill(member.id, MAX_FOLLOWS);
    const id = await opportunity(false);
    expect(await follows(member.id, id)).toBe(false);
  });

  testParallel('twenty at once do not pass the cap', async () => {
    await fill(member.id, MAX_FOLLOWS - 3);
    await Promise.all(Array.from({ length: 20 }, () => opportunity(false)));
    expect(await count('select count(*) from follows where person_id = $1', [member.id])).toBe(MAX_FOLLOWS);
    await setFollowsOwn(member, { followsOwn: false });
  });
});

describe('the first follows', () => {
  const arrive = (kind: 'internal' | 'guest' = 'internal') =>
    transaction((tx) => createPerson(tx, { name: 'New Person', email: `${newId()}@brightmoor.example`, kind }));
  const colleagues = () =>
    count(`select count(*) from people p join subjects s on s.id = p.id where p.kind = 'internal' and s.is_active`, []);

  test('in a small company everybody follows everybody, and guests follow nobody', async () => {
    await query(`update subjects set is_active = false where id = $1`, [cast.superior.id]);
    const id = await arrive();
    expect(await colleagues()).toBeLessThan(SMALL_COMPANY);
    await drain({ subscribers: [firstFollows] });
    await drain({ subscribers: [firstFollows] });
    const others = (await colleagues()) - 1;
    expect(await count('select count(*) from follows where person_id = $1', [id])).toBe(others);
    expect(await count('select count(*) from follows where subject_id = $1', [id])).toBe(others);
    await query('delete from follows');
    const guest = await arrive('guest');
    await drain({ subscribers: [firstFollows] });
    expect(await count('select count(*) from follows where person_id = $1 or subject_id = $1', [guest])).toBe(0);
    expect(await query(`select 1 from notifications where reason = 'follow'`)).toEqual([]);
  });

  test('in a larger one those near them in the hierarchy, and their own latest records', async () => {
    for (let n = await colleagues(); n < SMALL_COMPANY; n += 1) await arrive();
    const [id, report] = [await arrive(), await arrive()];
    await transaction((tx) => placeInHierarchy(tx, id, cast.owner.id));
    await transaction((tx) => placeInHierarchy(tx, report, id));
    const record = await makeRecord(owner, 'opportunity', { name: 'Theirs', stage: 'Prospecting', owner: id });
    await followAtFirst(id);
    await followAtFirst(id);
    const rows = await query('select subject_id as id from follows where person_id = $1', [id]);
    const expected = [cast.owner, cast.member, cast.manager, cast.follower].map((person) => person.id);
    expect(rows.map((row) => row.id).toSorted()).toEqual([...expected, report, record].toSorted());
  });
});

describe('following for others', () => {
  test('an admin makes somebody follow a record that both may read, once, and ends it, all in the log', async () => {
    const id = await opportunity(false);
    const personId = cast.outsider.id;
    await followFor(caretaker, { personId, record: id });
    await followFor(caretaker, { personId, record: id });
    expect(await follows(personId, id)).toBe(true);
    await unfollowFor(caretaker, { personId, subjectId: id });
    await unfollowFor(caretaker, { personId, subjectId: id });
    expect(await follows(personId, id)).toBe(false);
    expect(await audits(id)).toEqual(['follow.made_for', 'follow.ended_for']);
  });

  test('never what one of the two cannot read, past the cap, or without the permission', async () => {
    const secret = await opportunity(true);
    const personId = cast.outsider.id;
    await expect(followFor(caretaker, { personId, record: secret })).rejects.toThrow(NotFound);
    await share(secret, caretaker.id);
    await expect(followFor(caretaker, { personId, record: secret })).rejects.toThrow(Invalid);
    await share(secret, personId);
    await fill(personId, MAX_FOLLOWS);
    await expect(followFor(caretaker, { personId, record: secret })).rejects.toThrow(Invalid);
    await expect(followFor(member, { personId, record: secret })).rejects.toThrow(Forbidden);
    await expect(unfollowFor(member, { personId, subjectId: secret })).rejects.toThrow(Forbidden);
    await expect(followFor(caretaker, { personId: cast.deactivated.id, record: secret })).rejects.toThrow(NotFound);
  });

  test.each([
    ['https://chatter.example/records/opportunity/018ce996-7180-7d70-a606-f972c393f17e?show=changes', true],
    ['/records/opportunity/018CE996-7180-7d70-a606-f972c393f17e', true],
    ['018ce996-7180-7d70-a606-f972c393f17e', true],
    ['/records/opportunity', false],
    ['x018ce996-7180-7d70-a606-f972c393f17e', false],
  ])('the address %s names a record: %s', (typed, isOne) => {
    expect(recordIdIn(typed)).toBe(isOne ? '018ce996-7180-7d70-a606-f972c393f17e' : null);
  });
});
