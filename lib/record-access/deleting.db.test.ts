import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { overseeRecord } from '@/lib/access/oversee';
import type { Viewer } from '@/lib/access/viewer';
import { Forbidden, NotFound } from '@/lib/errors';
import { getPost } from '@/lib/feed/queries';
import { followSubject } from '@/lib/follow/follow-subject';
import { useDatabase } from '@/lib/testing/database';
import { opportunity, reads, recordsIn, say, share } from '@/lib/testing/record-access';
import { makeRecord } from '@/lib/testing/records';
import { deleteRecord } from './delete-record';
import { getDeletion, listBin } from './queries';
import { restoreRecord } from './restore-record';

const open = useDatabase();
const { query, types, audits, count } = recordsIn(open);

const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);
const owner = viewerOf(cast.owner);
const superior = viewerOf(cast.superior);
const keeper: Viewer = { ...viewerOf(cast.outsider), permissions: new Set(['modify_all_data']) };

beforeEach(() => query('delete from outbox_events'));

describe('deleting and restoring', () => {
  test('a deleted record is gone for everybody, and restored it is as it was', async () => {
    const account = await makeRecord(member, 'account', { name: 'Northgate' });
    const id = await opportunity(false, { account });
    const { postId } = await say(outsider, id, 'Soon gone. #soongone');
    await followSubject(outsider, { subjectId: id, kind: 'record' });
    expect(await getDeletion(member, 'opportunity', id)).toMatchObject({ posts: 1, comments: 0, below: 0 });
    expect(await getDeletion(member, 'account', account)).toMatchObject({ below: 1 });
    await query('delete from outbox_events');
    await deleteRecord(member, { recordId: id });
    for (const viewer of [member, owner, outsider]) {
      expect(await reads(viewer, id)).toBe(false);
      await expect(getPost(viewer, postId)).rejects.toThrow(NotFound);
    }
    expect(await getDeletion(member, 'account', account)).toMatchObject({ below: 0 });
    expect((await listBin(member, 'opportunity')).map((row) => row.id)).toContain(id);
    expect(await listBin(outsider, 'opportunity')).toEqual([]);
    await expect(restoreRecord(outsider, { recordId: id })).rejects.toThrow(NotFound);
    await expect(deleteRecord(member, { recordId: id })).rejects.toThrow(NotFound);
    await restoreRecord(member, { recordId: id });
    expect(await reads(outsider, id)).toBe(true);
    expect((await getPost(outsider, postId)).id).toBe(postId);
    expect(await count('select count(*) from follows where subject_id = $1', [id])).toBe(1);
    expect((await types()).filter((type) => /deleted|restored/.test(type))).toEqual([
      'record.deleted',
      'record.restored',
    ]);
    const history = await query(
      'select event, item_id is not null as told from record_changes where subject_id = $1 and event is not null order by id',
      [id],
    );
    expect(history).toEqual([
      { event: 'created', told: true },
      { event: 'deleted', told: false },
      { event: 'restored', told: true },
    ]);
  });

  test('what the restored record was shared as is shared again, and what was lost meanwhile does not come back', async () => {
    const id = await opportunity(true);
    await share(id, cast.outsider.id);
    await share(id, cast.groups.private.id);
    await followSubject(outsider, { subjectId: id, kind: 'record' });
    await deleteRecord(owner, { recordId: id });
    await query('delete from record_shares where record_id = $1 and principal = $2', [id, cast.outsider.id]);
    await restoreRecord(member, { recordId: id });
    expect([await reads(viewerOf(cast.manager), id), await reads(outsider, id)]).toEqual([true, false]);
    expect(await count('select count(*) from follows where subject_id = $1', [id])).toBe(0);
  });

  test('only its owner, those above them and Modify All Data delete it', async () => {
    const id = await opportunity(false);
    await share(id, cast.outsider.id, 'write');
    await expect(deleteRecord(outsider, { recordId: id })).rejects.toThrow(Forbidden);
    await expect(getDeletion(outsider, 'opportunity', id)).rejects.toThrow(Forbidden);
    await deleteRecord(superior, { recordId: id });
    await restoreRecord(keeper, { recordId: id });
    expect(await reads(outsider, id)).toBe(true);
  });

  test('nothing of a restricted record or of one in the bin is opened to whoever has no permission', async () => {
    const id = await opportunity(true);
    expect(await overseeRecord(outsider, id)).toBe(outsider);
    expect(await reads(viewerOf(cast.viewAllData), id)).toBe(true);
    expect(await audits(id)).toEqual(['oversight.used']);
    await deleteRecord(member, { recordId: id });
    expect(await reads(viewerOf(cast.viewAllData), id)).toBe(false);
  });
});
