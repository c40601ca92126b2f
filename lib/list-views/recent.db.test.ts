import { expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { sweep } from '@/lib/housekeeping/sweep';
import { useDatabase } from '@/lib/testing/database';
import { makeRecord } from '@/lib/testing/records';
import { listRecentRecords } from './home-queries';
import { noteView } from './note-view';
import { MAX_RECENT, RECENT_DAYS } from './rules';

const open = useDatabase();
const owner = viewerOf(cast.owner);
const outsider = viewerOf(cast.outsider);

const looks = (where = 'true') =>
  open.current.query(`select record_id from record_views where person_id = $1 and ${where}`, [owner.id]);

test('what was looked at last stands first, once, and nothing that is closed', async () => {
  const first = await makeRecord(owner, 'account', { name: 'First' });
  const closed = await makeRecord(owner, 'account', { name: 'Closed' }, { isPrivate: true });
  for (const recordId of [first, closed, first]) {
    await noteView(owner, { recordId });
    await noteView(outsider, { recordId });
  }
  expect((await listRecentRecords(owner)).map(({ id }) => id)).toEqual([first, closed]);
  expect((await listRecentRecords(outsider)).map(({ id }) => id)).toEqual([first]);
});

test(`${MAX_RECENT} of an object are remembered, for ${RECENT_DAYS} days`, async () => {
  await open.current.query(
    `with made as (insert into subjects (id, kind, name) select gen_random_uuid(), 'record', 'Looked ' || n from generate_series(1, ${MAX_RECENT + 30}) n returning id),
       kept as (insert into records (id, object_id, name, owner_id, created_by, updated_by)
         select made.id, o.id, 'Looked', $1, $1, $1 from made, objects o where o.api_name = 'task' returning id)
     insert into record_views (person_id, record_id, viewed_at) select $1, id, now() - random() * interval '1 day' from kept`,
    [owner.id],
  );
  const old = await makeRecord(owner, 'case', { subject: 'Long ago', status: 'New', priority: 'Low' });
  await noteView(owner, { recordId: old });
  await open.current.query(`update record_views set viewed_at = now() - interval '91 days' where record_id = $1`, [
    old,
  ]);
  const oldest = await looks(`viewed_at = (select min(viewed_at) from record_views where record_id <> '${old}')`);
  await sweep(new Date());
  const tasks = await looks(
    `record_id in (select r.id from records r join objects o on o.id = r.object_id where o.api_name = 'task')`,
  );
  expect(tasks).toHaveLength(MAX_RECENT);
  expect(tasks).not.toContainEqual(oldest[0]);
  expect(await looks(`record_id = '${old}'`)).toEqual([]);
});
