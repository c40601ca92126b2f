import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { Conflict, Forbidden, NotFound } from '@/lib/errors';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { getPost, listGroupFeed, listHomeFeed, listTopicFeed } from '@/lib/feed/queries';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { groupsIn, refusedFields } from '@/lib/testing/groups';
import { askToJoin } from './ask-to-join';
import { editGroup } from './edit-group';
import type { EditGroup } from './input';
import { getGroup } from './queries';

const open = useDatabase();
const { found, roles, events, audited, requestOf } = groupsIn(open);

const owner = viewerOf(cast.owner);
const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);

beforeEach(() => open.current.query('delete from outbox_events'));

/** What the settings form would send for a group as it is, with some of it changed. */
async function settings(slug: string, change: Partial<EditGroup> = {}): Promise<EditGroup> {
  const { group } = await getGroup(owner, slug);
  const {
    id: groupId,
    version,
    name,
    description,
    access,
    isBroadcast,
    isAutoArchiveDisabled,
    allowsGuests,
    informationTitle,
    information,
  } = group;
  const as = {
    groupId,
    version,
    name,
    description,
    access,
    isBroadcast,
    allowsGuests,
    isAutoArchiveDisabled,
    informationTitle,
    information,
  };
  return { ...as, confirmAccess: false, ...change };
}

async function write(groupId: string, author = owner) {
  const { postId } = await createPost(author, {
    subjectId: groupId,
    body: 'A word. #moving',
    clientId: newId(),
    confirm: false,
  });
  const comment = { id: postId, body: 'And one below.', clientId: newId(), confirm: false, parentId: undefined };
  const { commentId } = await createComment(author, comment);
  await createComment(author, { ...comment, clientId: newId(), parentId: commentId });
  return postId;
}

/** Every audience that stands anywhere on what was posted in a group. */
async function audiences(groupId: string) {
  const posted = 'item_id in (select id from feed_items where subject_id = $1)';
  const rows = await open.current.query(
    `select audience from feed_items where subject_id = $1
     union all select audience from comments where ${posted} union all select audience from feed_entries where ${posted}
     union all select audience from topic_assignments where ${posted} union all select audience from subjects where id = $1`,
    [groupId],
  );
  return { places: rows.length, differing: [...new Set(rows.map((row) => row.audience))] };
}

describe('editing', () => {
  test('changes what the group says of itself and counts the version', async () => {
    const { slug } = await found('private');
    const change = { name: 'Renamed', description: 'D', informationTitle: 'T', information: 'I', isBroadcast: true };
    await editGroup(owner, await settings(slug, change));
    expect((await getGroup(owner, slug)).group).toMatchObject({ ...change, slug, version: 2 });
    expect(await events()).toEqual(['group.edited']);
  });

  test('tells the second of two editors, and keeps what the first one saved', async () => {
    const { slug } = await found('private', {}, [member]);
    const early = await settings(slug, { description: 'First.' });
    const late = await settings(slug, { description: 'Second.' });
    await editGroup(owner, early);
    await expect(editGroup(owner, late)).rejects.toThrow(Conflict);
    expect((await getGroup(owner, slug)).group.description).toBe('First.');
  });

  test('is for owner, managers and Modify All Data', async () => {
    const { slug } = await found('private', {}, [member]);
    for (const viewer of [member, outsider, viewerOf(cast.admin), viewerOf(cast.viewAllData)])
      await expect(editGroup(viewer, await settings(slug))).rejects.toThrow(Forbidden);
    const modifier = { ...outsider, permissions: new Set(['modify_all_data'] as const) };
    await editGroup(modifier, await settings(slug, { description: 'Mended.' }));
    expect((await getGroup(owner, slug)).group.description).toBe('Mended.');
  });

  test('takes no name that another group has', async () => {
    const { slug } = await found('private');
    const fields = { name: 'Another group has this name. Choose one that tells them apart.' };
    expect(await refusedFields(editGroup(owner, await settings(slug, { name: 'PRICING' })))).toEqual(fields);
    expect(await events()).toEqual([]);
  });

  test('lets guests in for good, and then the access stays as it is', async () => {
    const { slug } = await found('private');
    await editGroup(owner, await settings(slug, { allowsGuests: true }));
    const problem = { allowsGuests: 'A group that has allowed guests goes on allowing them.' };
    expect(await refusedFields(editGroup(owner, await settings(slug, { allowsGuests: false })))).toEqual(problem);
    const wider = await settings(slug, { access: 'public', confirmAccess: true });
    expect(Object.keys(await refusedFields(editGroup(owner, wider)))).toEqual(['access']);
  });
});

describe('a change of access', () => {
  test('to private hides everything posted so far from whoever is no member', async () => {
    const { groupId, slug } = await found('public', {}, [member]);
    const postId = await write(groupId, outsider);
    expect(await audiences(groupId)).toEqual({ places: 8, differing: [null] });
    await open.current.query('insert into bookmarks (person_id, item_id) values ($1, $3), ($2, $3)', [
      outsider.id,
      member.id,
      postId,
    ]);
    await editGroup(owner, await settings(slug, { access: 'private' }));
    expect(await audiences(groupId)).toEqual({ places: 11, differing: [groupId] });
    await expect(getPost(outsider, postId)).rejects.toThrow(NotFound);
    expect((await listHomeFeed(outsider, 'company', {})).items.map((post) => post.id)).not.toContain(postId);
    expect((await listGroupFeed(outsider, groupId, {})).items).toEqual([]);
    expect((await getPost(member, postId)).comments).toHaveLength(2);
    const kept = await open.current.query('select person_id from bookmarks where item_id = $1', [postId]);
    expect(kept).toEqual([{ person_id: member.id }]);
    expect(await events()).toContain('group.access_changed');
    expect(await audited(groupId)).toContain('group.access_changed');
  });

  test('to public shows it to everyone, once that is confirmed, and lets in those who had asked', async () => {
    const { groupId, slug } = await found('private');
    const postId = await write(groupId);
    await askToJoin(outsider, { groupId });
    const unconfirmed = editGroup(owner, await settings(slug, { access: 'public' }));
    expect(Object.keys(await refusedFields(unconfirmed))).toEqual(['confirmAccess']);
    await editGroup(owner, await settings(slug, { access: 'public', confirmAccess: true }));
    expect(await audiences(groupId)).toEqual({ places: 11, differing: [null] });
    expect((await getPost(viewerOf(cast.follower), postId)).comments).toHaveLength(2);
    expect((await roles(groupId))[outsider.id]).toBe('member');
    expect((await requestOf(groupId, outsider.id))?.status).toBe('accepted');
    expect(await open.current.query('select 1 from grants where audience = $1', [groupId])).toEqual([]);
    await editGroup(owner, await settings(slug, { access: 'private' }));
    await expect(getPost(viewerOf(cast.follower), postId)).rejects.toThrow(NotFound);
  });

  test('moves what mentions another group as well, so that nobody reads it there', async () => {
    const elsewhere = cast.groups.public.id;
    const { groupId, slug } = await found('public');
    const body = `See @${cast.groups.public.slug} for the rest.`;
    const { postId } = await createPost(owner, { subjectId: groupId, body, clientId: newId(), confirm: false });
    const ids = async () => (await listGroupFeed(outsider, elsewhere, {})).items.map((post) => post.id);
    expect(await ids()).toContain(postId);
    await editGroup(owner, await settings(slug, { access: 'private' }));
    expect(await ids()).not.toContain(postId);
  });

  test('takes topics along: a topic used only there is unknown outside', async () => {
    const { groupId, slug } = await found('public');
    await createPost(owner, { subjectId: groupId, body: '#onlyhere', clientId: newId(), confirm: false });
    const [topic] = await open.current.query(`select id from topics where key = 'onlyhere'`);
    const seen = async () => (await listTopicFeed(outsider, String(topic?.id), {})).items.length;
    expect(await seen()).toBe(1);
    await editGroup(owner, await settings(slug, { access: 'private' }));
    expect(await seen()).toBe(0);
  });

  test('goes from unlisted to private, where its name must be its own, and never to public or back', async () => {
    const { groupId, slug, name } = await found('unlisted');
    await found('public', { name: `${name} too` });
    expect(Object.keys(await refusedFields(editGroup(owner, await settings(slug, { access: 'public' }))))).toEqual([
      'access',
    ]);
    const taken = await settings(slug, { access: 'private', name: `${name} TOO` });
    expect(Object.keys(await refusedFields(editGroup(owner, taken)))).toEqual(['name']);
    await expect(getGroup(outsider, slug)).rejects.toThrow(NotFound);
    await editGroup(owner, await settings(slug, { access: 'private' }));
    expect((await getGroup(outsider, slug)).group).toMatchObject({ id: groupId, isOpen: false });
    const back = editGroup(owner, await settings(slug, { access: 'unlisted' }));
    expect(Object.keys(await refusedFields(back))).toEqual(['access']);
  });
});
