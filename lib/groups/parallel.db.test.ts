import { beforeEach, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import type { Viewer } from '@/lib/access/viewer';
import { Conflict, Invalid } from '@/lib/errors';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { newId } from '@/lib/ids';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { groupsIn, refusedFields } from '@/lib/testing/groups';
import { askToJoin } from './ask-to-join';
import { createGroup } from './create-group';
import { decideRequest } from './decide-request';
import { editGroup } from './edit-group';
import { joinGroup } from './join-group';
import { MAX_GROUPS } from './rules';
import { transferOwnership } from './transfer-ownership';

const open = useDatabase();
const { found, roles, events, requestOf, asked } = groupsIn(open);

const owner = viewerOf(cast.owner);
const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);
const follower = viewerOf(cast.follower);

beforeEach(() => open.current.query('delete from outbox_events'));

const times = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, (_, index) => work(index)));

const refusals = (results: PromiseSettledResult<unknown>[]) =>
  results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));

/** Puts a person into so many groups that nobody looks into. */
async function fill(person: Viewer, count: number, archived = false) {
  const ids = Array.from({ length: count }, () => newId());
  await open.current.query(
    `insert into subjects (id, kind, name) select id, 'group', 'Full' from unnest($1::uuid[]) id`,
    [ids],
  );
  await open.current.query(
    `insert into groups (id, access, name_key, archived_at) select id, 'public', id::text, case when $2 then now() end from unnest($1::uuid[]) id`,
    [ids, archived],
  );
  await open.current.query('insert into memberships (group_id, person_id) select id, $2 from unnest($1::uuid[]) id', [
    ids,
    person.id,
  ]);
}

async function placesOf(person: Viewer) {
  const [row] = await open.current.query(
    `select (select count(*)::int from memberships m join groups g on g.id = m.group_id where person_id = $1 and g.archived_at is null)
       + (select count(*)::int from join_requests where person_id = $1 and status = 'pending') as places`,
    [person.id],
  );
  return row?.places;
}

testParallel('50 joins at once make one membership and one event', async () => {
  const { groupId } = await found('public');
  expect(refusals(await times(50, () => joinGroup(outsider, { groupId })))).toEqual([]);
  expect(await roles(groupId)).toEqual({ [owner.id]: 'owner', [outsider.id]: 'member' });
  expect(await events()).toEqual(['group.joined']);
});

testParallel('50 requests at once make one', async () => {
  const { groupId } = await found('private');
  expect(refusals(await times(50, () => askToJoin(outsider, { groupId })))).toEqual([]);
  expect(await events()).toEqual(['group.join_requested']);
});

testParallel('of many who decide one request at once, one does, and the others are told', async () => {
  const { groupId } = await found('private');
  const requestId = await asked(outsider, groupId);
  const decide = (index: number) =>
    decideRequest(owner, { requestId, decision: index % 2 ? 'accept' : 'decline', message: '' });
  const refused = refusals(await times(10, decide));
  expect(refused).toHaveLength(9);
  expect(refused.every((error) => error instanceof Conflict)).toBe(true);
  const { status } = (await requestOf(groupId, outsider.id)) ?? {};
  expect((await roles(groupId))[outsider.id]).toBe(status === 'accepted' ? 'member' : undefined);
});

testParallel('founders of one name at once: one wins, the others are told', async () => {
  const wanted = { name: 'Race', description: '', access: 'public' as const, isBroadcast: false, allowsGuests: false };
  const refused = refusals(await times(8, () => createGroup(outsider, wanted)));
  expect(refused).toHaveLength(7);
  expect(refused.every((error) => error instanceof Invalid && 'name' in error.fields)).toBe(true);
});

testParallel('an owner who gives the group to two people at once leaves it with one owner', async () => {
  const { groupId } = await found('private', {}, [member, follower]);
  await times(2, (index) => transferOwnership(owner, { groupId, personId: index ? member.id : follower.id }));
  const seats = Object.values(await roles(groupId)).sort();
  expect(seats).toEqual(['manager', 'member', 'owner']);
});

testParallel('nothing that is written while a group turns private stays open to everyone', async () => {
  const { groupId, name } = await found('public', {}, [member]);
  const first = { subjectId: groupId, body: 'First.', confirm: false };
  const { postId } = await createPost(member, { ...first, clientId: newId() });
  const settings = { groupId, version: 1, name, description: '', informationTitle: '', information: '' };
  const turn = () =>
    editGroup(owner, {
      ...settings,
      access: 'private',
      isBroadcast: false,
      allowsGuests: false,
      isAutoArchiveDisabled: false,
      confirmAccess: false,
    });
  const write = (index: number) =>
    index % 2
      ? createPost(member, { ...first, body: `#word${index}`, clientId: newId() })
      : createComment(member, { id: postId, parentId: undefined, body: 'Yes.', clientId: newId(), confirm: false });
  await times(41, async (index) => (index === 20 ? turn() : write(index)));
  const open_ = await open.current.query(
    `select 'post' as what from feed_items where subject_id = $1 and audience is null
     union all select 'comment' from comments c join feed_items i on i.id = c.item_id where i.subject_id = $1 and c.audience is null
     union all select 'entry' from feed_entries e join feed_items i on i.id = e.item_id where i.subject_id = $1 and e.audience is null
     union all select 'topic' from topic_assignments t join feed_items i on i.id = t.item_id where i.subject_id = $1 and t.audience is null`,
    [groupId],
  );
  expect(open_).toEqual([]);
});

test('the 301st group is refused, by whichever door, and archived groups are free', async () => {
  const person = viewerOf(cast.superior);
  await fill(person, MAX_GROUPS - 1);
  await fill(person, 5, true);
  const last = await found('private');
  await askToJoin(person, { groupId: last.groupId });
  const { groupId } = await found('public');
  const full = 'You are in 300 groups, open requests included. That is the most: leave one first.';
  expect(await refusedFields(joinGroup(person, { groupId }))).toEqual({ '': full });
  expect(await refusedFields(askToJoin(person, { groupId: (await found('private')).groupId }))).toEqual({ '': full });
  const wanted = {
    name: 'One more',
    description: '',
    access: 'public' as const,
    isBroadcast: false,
    allowsGuests: false,
  };
  expect(await refusedFields(createGroup(person, wanted))).toEqual({ '': full });
  await joinGroup(person, { groupId: cast.groups.archived.id });
  const { id: requestId } = (await requestOf(last.groupId, person.id)) ?? { id: '' };
  await decideRequest(owner, { requestId, decision: 'accept', message: '' });
  expect(await placesOf(person)).toBe(MAX_GROUPS);
});

testParallel('joins of many groups at once stop at the 300th', async () => {
  const person = viewerOf(cast.asker);
  await fill(person, MAX_GROUPS - 3);
  const groups = await Promise.all(Array.from({ length: 8 }, () => found('public')));
  const refused = refusals(await times(8, (index) => joinGroup(person, { groupId: groups[index]?.groupId ?? '' })));
  expect(refused.length).toBe(6);
  expect(await placesOf(person)).toBe(MAX_GROUPS);
});
