import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { scope } from '@/lib/access/scope';
import { asViewer, type Viewer } from '@/lib/access/viewer';
import { createPost } from '@/lib/feed/create-post';
import { newId } from '@/lib/ids';
import { completeTopic } from '@/lib/mentions/queries';
import { searchRecords, searchTopics } from '@/lib/search/queries';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { makeRecord } from '@/lib/testing/records';
import { getTopic, listTopics, listTrending } from '@/lib/topics/queries';
import { topicKey } from '@/lib/topics/rules';
import { addRecordTopic, removeRecordTopic } from './change-record-topics';
import { listRecordsWithTopic, listRecordTopics } from './queries';
import { recordsWithTopics } from './topic-sql';

const open = useDatabase();
const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);
const guest = viewerOf(cast.guest);

const record = (isPrivate = false, name = 'Topical deal') =>
  makeRecord(member, 'opportunity', { name, stage: 'Prospecting' }, { isPrivate });
const namesOf = async (viewer: Viewer, id: string) => (await listRecordTopics(viewer, id)).map(({ name }) => name);
const add = (id: string, topic: string, viewer = member) => addRecordTopic(viewer, { id, topic });

describe('a topic of a record', () => {
  test('is added as it is spelled, once whatever its case, and taken off again', async () => {
    const id = await record();
    await add(id, '#Big Deal');
    await add(id, 'big  deal');
    expect(await listRecordTopics(outsider, id)).toEqual([{ key: 'big deal', name: 'Big Deal' }]);
    await removeRecordTopic(member, { id, topic: 'BIG DEAL' });
    await removeRecordTopic(member, { id, topic: 'never there' });
    expect(await namesOf(member, id)).toEqual([]);
    const told = await open.current.query(
      "select payload from outbox_events where type = 'record.topics_changed' and payload ->> 'recordId' = $1",
      [id],
    );
    expect(told).toHaveLength(2);
  });

  test('needs to be a name, and the right to edit the record and to assign topics', async () => {
    const id = await record();
    await expect(add(id, '2024')).rejects.toMatchObject({
      fields: { topic: expect.stringContaining('cannot be a topic') },
    });
    await expect(add(id, 'mine', outsider)).rejects.toMatchObject({ name: 'Forbidden' });
    const without = asViewer({ ...cast.member, permissions: [] });
    await expect(add(id, 'mine', without)).rejects.toMatchObject({ name: 'Forbidden' });
    await expect(add(await record(true), 'mine', outsider)).rejects.toMatchObject({ name: 'NotFound' });
    expect(await namesOf(member, id)).toEqual([]);
  });

  test('is refused where its object has none, and what is there stays readable', async () => {
    const id = await record();
    await add(id, 'kept');
    await open.current.query("update objects set has_topics = false where api_name = 'opportunity'");
    await expect(add(id, 'more')).rejects.toMatchObject({ name: 'Forbidden' });
    expect(await namesOf(member, id)).toEqual(['kept']);
    await open.current.query("update objects set has_topics = true where api_name = 'opportunity'");
  });

  test('is one of at most a hundred', async () => {
    const id = await record();
    for (let index = 0; index < 100; index += 1) await add(id, `number ${index} of many`);
    await add(id, 'Number 7 of many');
    await expect(add(id, 'too many')).rejects.toMatchObject({ fields: { topic: expect.stringContaining('100') } });
    expect(await namesOf(member, id)).toHaveLength(100);
  });

  testParallel('two who add the last one at once do not both', async () => {
    const id = await record();
    for (let index = 0; index < 99; index += 1) await add(id, `filler ${index} of many`);
    const added = await Promise.allSettled(['one', 'two', 'three'].map((name) => add(id, `last ${name}`)));
    expect(added.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await namesOf(member, id)).toHaveLength(100);
  });
});

/** Everything that could tell somebody that there is such a topic. */
async function seenOf(viewer: Viewer, topic: string) {
  const key = topicKey(topic);
  const page = await getTopic(viewer, topic).catch((error: Error) => error.name);
  return {
    page: typeof page === 'string' ? page : { posts: page.posts, records: page.records, name: page.name },
    listed: (await listTopics(viewer, { q: topic })).items.length,
    searched: (await searchTopics(viewer, topic)).map(({ name, posts, records }) => ({ name, posts, records })),
    completed: (await completeTopic(viewer, topic)).map(({ label, detail }) => `${label} ${detail}`),
    records: (await listRecordsWithTopic(viewer, key)).count,
    found: (await searchRecords(viewer, `#[${topic}]`)).items.length,
    trending: (await listTrending(viewer)).filter((one) => one.key === key).length,
  };
}

const nothing = { page: 'NotFound', listed: 0, searched: [], completed: [], records: 0, found: 0, trending: 0 };

describe('a topic that only records carry', () => {
  test('is known to whoever may see one of them, spelled and counted by those alone', async () => {
    const [mine, all] = [await record(true), await record()];
    await add(mine, 'ZQ Secret');
    expect(await seenOf(outsider, 'zq secret')).toEqual(nothing);
    expect(await seenOf(guest, 'zq secret')).toEqual(nothing);
    expect(await seenOf(member, 'zq secret')).toEqual({
      page: { posts: 0, records: 1, name: 'ZQ Secret' },
      listed: 1,
      searched: [{ name: 'ZQ Secret', posts: 0, records: 1 }],
      completed: ['#ZQ Secret 1 record'],
      records: 1,
      found: 1,
      trending: 0,
    });
    await add(all, 'zq secret');
    expect((await seenOf(member, 'zq secret')).records).toBe(2);
    expect(await seenOf(outsider, 'zq secret')).toMatchObject({
      page: { posts: 0, records: 1, name: 'zq secret' },
      completed: ['#zq secret 1 record'],
      records: 1,
    });
  });

  test('is not given away to who may use topics and not make them', async () => {
    const id = await record(true);
    await add(id, 'ZQ Hidden');
    const user = asViewer({ ...cast.outsider, permissions: ['assign_topics'] });
    const write = async (topic: string) => {
      const input = { subjectId: cast.groups.public.id, body: `About #[${topic}]`, clientId: newId(), confirm: false };
      const { postId } = await createPost(user, input);
      return open.current.query('select 1 from topic_assignments where item_id = $1', [postId]);
    };
    expect([await write('ZQ Hidden'), await write('ZQ Never')]).toEqual([[], []]);
    await add(await record(), 'ZQ Hidden');
    expect(await write('ZQ Hidden')).toHaveLength(1);
  });

  test('goes with the record that was deleted', async () => {
    const id = await record();
    await add(id, 'ZQ Gone');
    await open.current.query('update records set deleted_at = now(), audience = id where id = $1', [id]);
    await open.current.query('update record_topics set audience = record_id where record_id = $1', [id]);
    expect(await seenOf(member, 'zq gone')).toEqual(nothing);
  });
});

test('a list is narrowed to records with every one of some topics', async () => {
  const [both, one] = [await record(), await record()];
  for (const id of [both, one]) await add(id, 'list one');
  await add(both, 'list two');
  const s = scope(outsider);
  const ids = async (keys: string[]) =>
    (
      await s.rows<{ id: string }>(
        sql`select r.id from ${s.records} r where r.id in (${both}, ${one}) and ${recordsWithTopics(s, sql`r.id`, keys)}`,
      )
    )
      .map(({ id }) => id)
      .toSorted();
  expect(await ids([])).toEqual([both, one].toSorted());
  expect(await ids(['list one'])).toEqual([both, one].toSorted());
  expect(await ids(['list one', 'list two'])).toEqual([both]);
  expect(await ids(['list one', 'nonsense'])).toEqual([]);
});
