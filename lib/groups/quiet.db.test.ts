import { beforeEach, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { drain } from '@/lib/events/worker';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { newId } from '@/lib/ids';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { groupsIn } from '@/lib/testing/groups';
import { archiveGroup } from './archive-group';
import { archiveQuietGroups } from './archive-quiet-groups';
import { editGroup } from './edit-group';
import { getGroup } from './queries';
import { reactivateGroup } from './reactivate-group';
import { quietGroups } from './subscriber';

const open = useDatabase();
const { found, events, audited } = groupsIn(open);
const owner = viewerOf(cast.owner);

const DAY_MS = 86_400_000;
const start = new Date();
const day = (days: number) => new Date(start.getTime() + days * DAY_MS + 120_000);
const run = (days: number) => archiveQuietGroups(day(days));

// The groups of the cast are as quiet as any other.
beforeEach(async () => {
  await open.current.query('update groups set is_auto_archive_disabled = true');
  await open.current.query('delete from outbox_events');
});

const say = (groupId: string, body = 'A word.') =>
  createPost(owner, { subjectId: groupId, body, clientId: newId(), confirm: false });

const state = async (slug: string) => {
  const { isArchived, isAutoArchived, archivesAt } = (await getGroup(owner, slug)).group;
  return { isArchived, isAutoArchived, isNoticed: archivesAt !== null };
};

/** Writing happens now; for the sweep it is to have happened on another day. */
async function moveTo(postId: string, at: Date) {
  await open.current.query('update feed_items set activity_at = $2 where id = $1', [postId, at]);
  await open.current.query('update feed_entries set activity_at = $2 where item_id = $1', [postId, at]);
}

const about = async (groupId: string) =>
  (
    await open.current.query('select type, actor_id from outbox_events where subject_id = $1 order by id', [groupId])
  ).filter(({ type }) => String(type).startsWith('group.'));

test('a quiet group gets one notice, and a week later it is archived by nobody', async () => {
  const { groupId, slug } = await found('private');
  await run(82);
  expect(await state(slug)).toEqual({ isArchived: false, isAutoArchived: false, isNoticed: false });
  await run(83);
  await run(84);
  await run(89);
  expect(await state(slug)).toEqual({ isArchived: false, isAutoArchived: false, isNoticed: true });
  await run(90);
  await run(91);
  expect(await state(slug)).toEqual({ isArchived: true, isAutoArchived: true, isNoticed: false });
  expect(await about(groupId)).toEqual([
    { type: 'group.archive_near', actor_id: null },
    { type: 'group.archived', actor_id: null },
  ]);
  expect(await audited(groupId)).toEqual(['group.archived_quiet']);
});

test('a post or a comment begins the count anew; a mention elsewhere does not', async () => {
  const posted = await found('public');
  const commented = await found('public');
  const mentioned = await found('public');
  const first = await say(commented.groupId);
  await run(83);
  await moveTo((await say(posted.groupId)).postId, day(85));
  await createComment(owner, {
    id: first.postId,
    parentId: undefined,
    body: 'And?',
    clientId: newId(),
    confirm: false,
  });
  await moveTo(first.postId, day(85));
  await moveTo((await say(cast.groups.public.id, `See @${mentioned.slug}.`)).postId, day(85));
  await run(91);
  expect(await state(posted.slug)).toMatchObject({ isArchived: false, isNoticed: false });
  expect(await state(commented.slug)).toMatchObject({ isArchived: false, isNoticed: false });
  expect(await state(mentioned.slug)).toMatchObject({ isArchived: true });
  await run(85 + 83.1);
  expect(await state(posted.slug)).toMatchObject({ isArchived: false, isNoticed: true });
  expect((await about(posted.groupId)).map(({ type }) => type)).toEqual(['group.archive_near', 'group.archive_near']);
});

test('a group that stays active when quiet is left alone, and after a change of mind it gets its notice', async () => {
  const { groupId, slug } = await found('public');
  await run(83);
  const save = async (isAutoArchiveDisabled: boolean) => {
    const { group } = await getGroup(owner, slug);
    const { version, name, description, access, isBroadcast, allowsGuests, informationTitle, information } = group;
    const texts = { name, description, informationTitle, information };
    const choices = { access, isBroadcast, allowsGuests, isAutoArchiveDisabled, confirmAccess: false };
    await editGroup(owner, { groupId, version, ...texts, ...choices });
  };
  await save(true);
  await run(200);
  expect(await state(slug)).toEqual({ isArchived: false, isAutoArchived: false, isNoticed: false });
  await save(false);
  await run(201);
  expect(await state(slug)).toMatchObject({ isArchived: false, isNoticed: true });
  await run(207);
  expect(await state(slug)).toMatchObject({ isArchived: false });
  await run(208);
  expect(await state(slug)).toMatchObject({ isArchived: true });
});

test('a group that is opened again is new, and one that a person archived stays theirs', async () => {
  const { groupId, slug } = await found('public');
  await run(83);
  await run(90);
  await reactivateGroup(owner, { groupId });
  expect(await state(slug)).toEqual({ isArchived: false, isAutoArchived: false, isNoticed: false });
  await open.current.query('update groups set reactivated_at = $2 where id = $1', [groupId, day(100)]);
  await run(182);
  expect(await state(slug)).toMatchObject({ isArchived: false, isNoticed: false });
  await run(183.1);
  expect(await state(slug)).toMatchObject({ isNoticed: true });
  await archiveGroup(owner, { groupId });
  expect(await state(slug)).toEqual({ isArchived: true, isAutoArchived: false, isNoticed: false });
  await run(300);
  expect(await audited(groupId)).toEqual(['group.archived_quiet', 'group.reactivated', 'group.archived']);
});

test('more groups than one batch takes are all seen to', async () => {
  const slugs: string[] = [];
  for (let index = 0; index < 60; index++) slugs.push((await found('unlisted')).slug);
  await run(83);
  expect((await events()).filter((type) => type === 'group.archive_near')).toHaveLength(60);
});

test('it follows from the event that comes every hour', async () => {
  const { slug } = await found('public');
  await open.current.query(
    `insert into outbox_events (id, type, payload, due_at, waiting_key) values ($1, 'groups.sweep_due', '{}', now(), 'recurring:groups.sweep_due')`,
    [newId()],
  );
  await drain({ subscribers: [quietGroups], now: day(83) });
  expect(await state(slug)).toMatchObject({ isNoticed: true });
});

testParallel('eight sweeps at once give one notice and archive once', async () => {
  const { groupId } = await found('public');
  await Promise.all(Array.from({ length: 8 }, () => run(83)));
  await Promise.all(Array.from({ length: 8 }, () => run(90)));
  expect((await about(groupId)).map(({ type }) => type)).toEqual(['group.archive_near', 'group.archived']);
});

testParallel('whoever posts while it is archived either keeps it active or is told that it is archived', async () => {
  for (let round = 0; round < 10; round++) {
    const { groupId, slug } = await found('public');
    await open.current.query(
      `update groups set created_at = now() - interval '100 days', archive_notice_at = now() - interval '8 days' where id = $1`,
      [groupId],
    );
    const [posted] = await Promise.allSettled([say(groupId), archiveQuietGroups(new Date())]);
    expect((await state(slug)).isArchived).toBe(posted.status === 'rejected');
  }
});
