import { expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { asViewer } from '@/lib/access/viewer';
import { bookmarkPost } from '@/lib/feed/bookmark-post';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { deletePost } from '@/lib/feed/delete-post';
import { likePost } from '@/lib/feed/like-post';
import { listRecordFeed } from '@/lib/feed/queries';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { changeValues, makeRecord } from '@/lib/testing/records';
import { sweep } from './sweep';

const open = useDatabase();
const owner = viewerOf(cast.owner);
const member = viewerOf(cast.member);
const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS);

async function deal() {
  const at = ago(90);
  const recordId = await makeRecord(owner, 'opportunity', { name: 'Acme', stage: 'Prospecting' }, { telling: { at } });
  let amount = 0;
  const change = async (days: number) => {
    amount += 100;
    return String((await changeValues(owner, recordId, { amount }, { at: ago(days) })).itemId);
  };
  return { recordId, change };
}

const shown = async (recordId: string) => (await listRecordFeed(member, recordId, {})).items.map(({ id }) => id);
const history = (recordId: string) =>
  open.current.query('select old_value, new_value, item_id from record_changes where subject_id = $1 order by id', [
    recordId,
  ]);

test('announcements that nobody cared for go when they are old; what changed stays in the history', async () => {
  const { recordId, change } = await deal();
  const said = (await createPost(owner, { subjectId: recordId, body: 'Old words', clientId: newId(), confirm: true }))
    .postId;
  await open.current.query(`update feed_items set created_at = now() - interval '80 days' where id = $1`, [said]);
  const [stale, liked, discussed, kept] = [await change(46), await change(47), await change(48), await change(49)];
  const fresh = await change(44);
  await likePost(member, { id: liked });
  await bookmarkPost(member, { id: kept });
  await createComment(member, { id: discussed, body: 'So?', parentId: undefined, clientId: newId(), confirm: true });
  const before = await shown(recordId);
  await sweep(new Date());
  expect(await shown(recordId)).toEqual(before);
  await open.current.query(
    `insert into organisation (name, changes_kept_days) values ('Acme', 45) on conflict (is_here) do update set changes_kept_days = 45`,
  );
  await sweep(new Date());
  expect((await shown(recordId)).toSorted()).toEqual([said, liked, discussed, kept, fresh].toSorted());
  const rows = await history(recordId);
  expect(rows).toHaveLength(6);
  expect(rows.filter((row) => row.item_id === null)).toHaveLength(2);
  expect(await open.current.query('select 1 from feed_entries where item_id = $1', [stale])).toEqual([]);
  await open.current.query('update organisation set changes_kept_days = null');
});

test('more than one statement takes goes in several', async () => {
  const { recordId, change } = await deal();
  const old = await change(60);
  await open.current.query(
    `with made as (
       insert into feed_items (id, kind, subject_id, author_id, source, tree, plain, client_id, created_at, activity_at)
       select overlay(id::text placing lpad(to_hex(n), 8, '0') from 29)::uuid, kind, subject_id, author_id, '', '[]', '', gen_random_uuid(), created_at, activity_at
       from feed_items cross join generate_series(1, 2500) n where id = $1 returning id)
     insert into record_changes (id, subject_id, version, event, actor_id, item_id)
     select gen_random_uuid(), $2, 1, 'created', $3, id from made`,
    [old, recordId, owner.id],
  );
  await open.current.query(`update organisation set changes_kept_days = 45`);
  await sweep(new Date());
  expect(await shown(recordId)).toEqual([]);
  await open.current.query('update organisation set changes_kept_days = null');
});

test('an announcement that is deleted by hand leaves the history as it was', async () => {
  const { recordId, change } = await deal();
  const item = await change(3);
  await expect(deletePost(owner, { id: item })).rejects.toThrow();
  const keeper = asViewer({ ...cast.admin, permissions: [...cast.admin.permissions, 'modify_all_data'] });
  const before = await history(recordId);
  await deletePost(keeper, { id: item });
  expect(await shown(recordId)).not.toContain(item);
  expect((await history(recordId)).map(({ old_value, new_value }) => [old_value, new_value])).toEqual(
    before.map(({ old_value, new_value }) => [old_value, new_value]),
  );
});
