import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden, NotFound } from '@/lib/errors';
import { deletePost } from '@/lib/feed/delete-post';
import { editPost } from '@/lib/feed/edit-post';
import { listGroupFeed } from '@/lib/feed/queries';
import { archiveGroup } from '@/lib/groups/archive-group';
import { changeRole } from '@/lib/groups/change-role';
import { getGroup } from '@/lib/groups/queries';
import { newId } from '@/lib/ids';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { groupsIn, refusedFields } from '@/lib/testing/groups';
import { makeAnnouncement } from './make-announcement';
import { findAnnouncedPost } from './queries';
import { removeAnnouncement } from './remove-announcement';
import { dayIn, daysAfter } from './rules';

const open = useDatabase();
const { found, events, audited } = groupsIn(open);
const owner = viewerOf(cast.owner);
const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);

// Tests run in UTC, where this is the organisation's day too.
const now = new Date();
const today = dayIn('UTC', now);

const input = (subjectId: string, more: object = {}) => ({
  subjectId,
  body: 'The office is closed on Friday. #closed',
  clientId: newId(),
  confirm: false,
  expiresOn: daysAfter(today, 3),
  sendsEmail: false,
  ...more,
});

const announce = (groupId: string, more: object = {}, viewer: Viewer = owner) =>
  makeAnnouncement(viewer, input(groupId, more));

const shown = async (slug: string, viewer: Viewer = owner, at = now) =>
  (await getGroup(viewer, slug, at)).group.announcement;

const kept = async (groupId: string) =>
  open.current.query('select id, archived_at from announcements where group_id = $1 order by id', [groupId]);

beforeEach(() => open.current.query('delete from outbox_events'));

describe('an announcement', () => {
  test('is a post of its own kind, shown above the others to whoever reads the group', async () => {
    const { groupId, slug } = await found('private', {}, [member]);
    const { postId } = await announce(groupId, { sendsEmail: true });
    expect(await shown(slug, member)).toMatchObject({ postId, until: daysAfter(today, 3) });
    const [post] = (await listGroupFeed(member, groupId, {})).items;
    expect(post).toMatchObject({ id: postId, kind: 'announcement' });
    const { group } = await getGroup(member, slug);
    expect((await findAnnouncedPost(member, group))?.id).toBe(postId);
    expect(await events()).toEqual(['post.created', 'announcement.made']);
    const [made] = await open.current.query(`select payload from outbox_events where type = 'announcement.made'`);
    expect(made?.payload).toMatchObject({ groupId, postId, sendsEmail: true });
  });

  test('is nothing to whoever the group is closed to', async () => {
    const { groupId, slug } = await found('private');
    await announce(groupId);
    expect(await shown(slug, outsider)).toBeNull();
  });

  test('is shown until 23:59 of its day in the zone of the organisation', async () => {
    const { groupId, slug } = await found('public');
    await announce(groupId, { expiresOn: today });
    expect(await shown(slug, member, new Date(`${today}T23:59:59.999Z`))).not.toBeNull();
    expect(await shown(slug, member, new Date(`${daysAfter(today, 1)}T00:00:00Z`))).toBeNull();
  });

  test('gives way to the next, and its post stays', async () => {
    const { groupId, slug } = await found('public');
    const first = await announce(groupId);
    const second = await announce(groupId, { body: 'It is open after all.' });
    expect((await shown(slug))?.postId).toBe(second.postId);
    expect((await listGroupFeed(owner, groupId, {})).items.map(({ id }) => id)).toEqual([second.postId, first.postId]);
    expect((await kept(groupId)).map((row) => row.archived_at === null)).toEqual([false, true]);
  });

  test('sent twice is one', async () => {
    const { groupId } = await found('public');
    const clientId = newId();
    const first = await announce(groupId, { clientId });
    expect(await announce(groupId, { clientId })).toEqual(first);
    expect(await kept(groupId)).toHaveLength(1);
    expect((await events()).filter((type) => type === 'announcement.made')).toHaveLength(1);
  });

  test('is edited as its post, and goes with it', async () => {
    const { groupId, slug } = await found('public');
    const { postId } = await announce(groupId);
    await editPost(owner, { id: postId, body: 'The office is closed on Monday.', version: 1, confirm: false });
    const { group } = await getGroup(owner, slug);
    expect((await findAnnouncedPost(owner, group))?.editedAt).not.toBeNull();
    await deletePost(owner, { id: postId });
    expect(await shown(slug)).toBeNull();
    expect(await findAnnouncedPost(owner, group)).toBeNull();
  });

  test('is taken down by whoever manages the group, noted, and once', async () => {
    const { groupId, slug } = await found('private', {}, [member]);
    const { postId } = await announce(groupId);
    const id = (await shown(slug))?.id ?? '';
    await expect(removeAnnouncement(member, { groupId, id })).rejects.toThrow(Forbidden);
    await expect(removeAnnouncement(owner, { groupId: cast.groups.public.id, id })).rejects.toThrow(NotFound);
    await changeRole(owner, { groupId, personId: member.id, role: 'manager' });
    await removeAnnouncement(member, { groupId, id });
    expect(await shown(slug)).toBeNull();
    expect((await listGroupFeed(owner, groupId, {})).items[0]?.id).toBe(postId);
    expect(await audited(groupId)).toContain('announcement.removed');
    expect(await events()).toContain('announcement.removed');
    await expect(removeAnnouncement(owner, { groupId, id })).rejects.toThrow(NotFound);
  });
});

describe('announcing', () => {
  test('is for owner and managers, in broadcasts as well', async () => {
    const { groupId } = await found('private', { isBroadcast: true, allowsGuests: true }, [
      member,
      viewerOf(cast.guest),
    ]);
    for (const viewer of [member, viewerOf(cast.guest), viewerOf(cast.admin), outsider])
      await expect(announce(groupId, {}, viewer)).rejects.toThrow(Forbidden);
    await expect(announce(cast.groups.unlisted.id, {}, outsider)).rejects.toThrow(NotFound);
    await changeRole(owner, { groupId, personId: member.id, role: 'manager' });
    await announce(groupId, {}, member);
    expect(await kept(groupId)).toHaveLength(1);
  });

  test('is over in an archived group, where the last one can still be taken down', async () => {
    const { groupId, slug } = await found('public');
    await announce(groupId);
    await archiveGroup(owner, { groupId });
    await expect(announce(groupId)).rejects.toThrow(Forbidden);
    await removeAnnouncement(owner, { groupId, id: (await shown(slug))?.id ?? '' });
    expect(await shown(slug)).toBeNull();
  });

  test.each([
    [{ expiresOn: daysAfter(today, -1) }, 'expiresOn'],
    [{ expiresOn: daysAfter(today, 366) }, 'expiresOn'],
    [{ body: '  ' }, 'body'],
    [{ body: 'x'.repeat(10_001) }, 'body'],
    [{ body: `Hear this, @${cast.outsider.handle}` }, 'confirm'],
  ])('says what is wrong and writes nothing: %o', async (more, field) => {
    const { groupId } = await found('private');
    expect(Object.keys(await refusedFields(announce(groupId, more)))).toEqual([field]);
    expect(await kept(groupId)).toEqual([]);
    expect(await events()).toEqual([]);
  });

  testParallel('ten at once leave one that is shown', async () => {
    const { groupId, slug } = await found('public');
    await Promise.all(Array.from({ length: 10 }, (_, index) => announce(groupId, { body: `Number ${index}` })));
    const rows = await kept(groupId);
    expect(rows).toHaveLength(10);
    expect(rows.filter((row) => row.archived_at === null)).toHaveLength(1);
    expect((await shown(slug))?.id).toBe(rows.find((row) => row.archived_at === null)?.id);
  });
});
