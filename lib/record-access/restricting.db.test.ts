import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import type { Viewer } from '@/lib/access/viewer';
import { Invalid, NotFound } from '@/lib/errors';
import { bookmarkPost } from '@/lib/feed/bookmark-post';
import { createComment } from '@/lib/feed/create-comment';
import { getPost } from '@/lib/feed/queries';
import { followSubject } from '@/lib/follow/follow-subject';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { opportunity, reads, recordsIn, say, share } from '@/lib/testing/record-access';
import { changeValues, makeRecord } from '@/lib/testing/records';
import { deleteRecord } from './delete-record';
import { restoreRecord } from './restore-record';
import { restrictRecord } from './restrict-record';
import { unshareRecord } from './unshare-record';

const open = useDatabase();
const { query, audits, count } = recordsIn(open);

const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);
const follower = viewerOf(cast.follower);
const owner = viewerOf(cast.owner);
const superior = viewerOf(cast.superior);

beforeEach(() => query('delete from outbox_events'));

describe('restricting', () => {
  test('everything posted moves along, both ways, and opening it has to be confirmed', async () => {
    const id = await opportunity(false);
    const { postId } = await say(outsider, id, 'Out in the open. #dealsopen');
    await createComment(follower, { id: postId, parentId: undefined, body: 'Yes.', clientId: newId(), confirm: false });
    const audiences = () =>
      query(
        `select distinct audience from (select audience from feed_items where subject_id = $1
          union all select audience from comments where item_id = $2 union all select audience from feed_entries where item_id = $2
          union all select audience from topic_assignments where item_id = $2 union all select audience from records where id = $1
          union all select audience from subjects where id = $1) a`,
        [id, postId],
      );
    await restrictRecord(member, { recordId: id, access: 'restricted', confirmAccess: false });
    expect(await audiences()).toEqual([{ audience: id }]);
    await expect(getPost(outsider, postId)).rejects.toThrow(NotFound);
    const opening = restrictRecord(member, { recordId: id, access: 'open', confirmAccess: false });
    await expect(opening).rejects.toThrow(Invalid);
    await restrictRecord(member, { recordId: id, access: 'open', confirmAccess: true });
    expect(await audiences()).toEqual([{ audience: null }]);
    expect(await count('select count(*) from grants where audience = $1', [id])).toBe(0);
    expect((await getPost(outsider, postId)).id).toBe(postId);
    expect(await audits(id)).toEqual(['record.access_changed', 'record.access_changed']);
  });

  test('who loses it keeps no follow, bookmark, mute, draft or look of it; who holds it keeps them all', async () => {
    const id = await opportunity(false);
    const { postId } = await say(member, id);
    for (const viewer of [outsider, owner]) {
      await followSubject(viewer, { subjectId: id, kind: 'record' });
      await bookmarkPost(viewer, { id: postId });
      await query('insert into mutes (person_id, item_id) values ($1, $2)', [viewer.id, postId]);
      await query('insert into record_views (person_id, record_id) values ($1, $2)', [viewer.id, id]);
      await query(
        `insert into drafts (person_id, place, source, client_id) values ($1, $2, 'kept', $1), ($1, $3, 'kept', $1)`,
        [viewer.id, `post:${id}`, `comment:${postId}`],
      );
    }
    await restrictRecord(member, { recordId: id, access: 'restricted', confirmAccess: false });
    const kept = async ({ id: who }: Viewer) =>
      (
        await query(
          `select 'follow' as what from follows where person_id = $1 and subject_id = $2 union all select 'bookmark' from bookmarks where person_id = $1 and item_id = $3
          union all select 'mute' from mutes where person_id = $1 and item_id = $3 union all select 'look' from record_views where person_id = $1 and record_id = $2
          union all select 'draft' from drafts where person_id = $1 and place in ('post:' || $2::text, 'comment:' || $3::text)`,
          [who, id, postId],
        )
      ).map(({ what }) => what);
    expect(await kept(outsider)).toEqual([]);
    expect(await kept(owner)).toEqual(['follow', 'bookmark', 'mute', 'look', 'draft', 'draft']);
  });

  test('the channel is left behind when somebody loses it, and not when somebody is added', async () => {
    const id = await opportunity(true);
    const version = async () =>
      Number((await query('select channel_version from subjects where id = $1', [id]))[0]?.channel_version);
    const before = await version();
    await share(id, cast.outsider.id);
    expect(await version()).toBe(before);
    await unshareRecord(member, { recordId: id, principal: cast.outsider.id });
    expect(await version()).toBe(before + 1);
  });

  test('a new owner holds it from then on, and the former one only if it was shared with them', async () => {
    const id = await opportunity(true);
    await changeValues(member, id, { owner: cast.outsider.id });
    expect([await reads(member, id), await reads(outsider, id), await reads(superior, id)]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('what is told of a record in the feed of another', () => {
  const told = async (account: string, id: string) =>
    (
      await query(
        'select i.id, i.audience from record_changes c join feed_items i on i.id = c.item_id where c.subject_id = $1 and c.related_id = $2',
        [account, id],
      )
    )[0];

  test('it takes the stricter audience of both, goes where both are restricted, and rests while one is deleted', async () => {
    await query(`update objects set announces_related = true where api_name = 'account'`);
    const account = await makeRecord(member, 'account', { name: 'Southgate' });
    const id = await opportunity(false, { account });
    expect(await told(account, id)).toMatchObject({ audience: null });
    await restrictRecord(member, { recordId: id, access: 'restricted', confirmAccess: false });
    expect(await told(account, id)).toMatchObject({ audience: id });
    await restrictRecord(member, { recordId: id, access: 'open', confirmAccess: true });
    await restrictRecord(member, { recordId: account, access: 'restricted', confirmAccess: false });
    expect(await told(account, id)).toMatchObject({ audience: account });
    await deleteRecord(member, { recordId: id });
    expect(await told(account, id)).toMatchObject({ audience: id });
    await restoreRecord(member, { recordId: id });
    expect(await told(account, id)).toMatchObject({ audience: account });
    await restrictRecord(member, { recordId: id, access: 'restricted', confirmAccess: false });
    expect(await told(account, id)).toBeUndefined();
  });
});
