import { beforeEach, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { Forbidden, NotFound } from '@/lib/errors';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { getPost } from '@/lib/feed/queries';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { groupsIn, refusedFields } from '@/lib/testing/groups';
import { archiveGroup } from './archive-group';
import { deleteGroup } from './delete-group';
import { getGroup } from './queries';
import { reactivateGroup } from './reactivate-group';

const open = useDatabase();
const { found, events, audited } = groupsIn(open);

const owner = viewerOf(cast.owner);
const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);

const say = (groupId: string, body = 'A word.') =>
  createPost(member, { subjectId: groupId, body, clientId: newId(), confirm: false });

beforeEach(() => open.current.query('delete from outbox_events'));

test('an archived group takes no posts but comments, until it is active again', async () => {
  const { groupId } = await found('private', {}, [member]);
  const { postId } = await say(groupId);
  await archiveGroup(owner, { groupId });
  await archiveGroup(owner, { groupId });
  await expect(say(groupId)).rejects.toThrow(Forbidden);
  await createComment(member, { id: postId, parentId: undefined, body: 'Still.', clientId: newId(), confirm: false });
  await reactivateGroup(owner, { groupId });
  await reactivateGroup(owner, { groupId });
  await say(groupId);
  expect((await events()).filter((type) => String(type).startsWith('group.'))).toEqual([
    'group.archived',
    'group.reactivated',
  ]);
  expect(await audited(groupId)).toEqual(['group.archived', 'group.reactivated']);
});

test('archiving and reactivating are for owner and managers', async () => {
  const { groupId } = await found('private', {}, [member]);
  for (const viewer of [member, outsider]) {
    await expect(archiveGroup(viewer, { groupId })).rejects.toThrow(Forbidden);
    await expect(reactivateGroup(viewer, { groupId })).rejects.toThrow(Forbidden);
  }
  await expect(archiveGroup(outsider, { groupId: cast.groups.unlisted.id })).rejects.toThrow(NotFound);
});

test('deleting takes everything that was posted along, and what mentions the group elsewhere stays', async () => {
  const { groupId, slug, name } = await found('public', {}, [member]);
  const { postId } = await say(groupId, 'Gone soon. #gone');
  await createComment(member, { id: postId, parentId: undefined, body: 'Yes.', clientId: newId(), confirm: false });
  const elsewhere = await say(cast.groups.public.id, `As @${slug} says.`);
  await open.current.query(
    `insert into drafts (person_id, place, source, client_id) values ($1, $2, 'kept', $1), ($1, $3, 'kept', $1)`,
    [member.id, `post:${groupId}`, `comment:${postId}`],
  );
  await open.current.query('insert into bookmarks (person_id, item_id) values ($1, $2)', [outsider.id, postId]);
  await open.current.query('delete from outbox_events');
  await deleteGroup(owner, { groupId, name: name.toUpperCase() });
  await expect(getGroup(owner, slug)).rejects.toThrow(NotFound);
  await expect(getPost(member, postId)).rejects.toThrow(NotFound);
  expect((await getPost(outsider, elsewhere.postId)).id).toBe(elsewhere.postId);
  const left = await open.current.query(
    `select 'entry' from feed_entries where subject_id = $1 or item_id = $2 union all select 'comment' from comments where item_id = $2
     union all select 'topic' from topic_assignments where item_id = $2 union all select 'bookmark' from bookmarks where item_id = $2
     union all select 'draft' from drafts where person_id = $3 and source = 'kept' union all select 'member' from memberships where group_id = $1
     union all select 'subject' from subjects where id = $1 union all select 'grant' from grants where audience = $1`,
    [groupId, postId, member.id],
  );
  expect(left).toEqual([]);
  expect(await events()).toEqual(['group.deleted']);
  expect(await audited(groupId)).toEqual(['group.deleted']);
});

test('deleting takes the name, typed, and nobody but the owner', async () => {
  const { groupId, name } = await found('private', {}, [member]);
  expect(await refusedFields(deleteGroup(owner, { groupId, name: 'Something' }))).toEqual({
    name: 'This is not the name of the group.',
  });
  for (const viewer of [member, outsider, viewerOf(cast.manager), viewerOf(cast.viewAllData)])
    await expect(deleteGroup(viewer, { groupId, name })).rejects.toThrow(Forbidden);
  await expect(deleteGroup(outsider, { groupId: cast.groups.unlisted.id, name: 'Project Harbor' })).rejects.toThrow(
    NotFound,
  );
});
