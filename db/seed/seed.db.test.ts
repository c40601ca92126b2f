import { describe, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { database } from '@/db/open';
import { listDemoPeople } from '@/lib/access/arrivals';
import { useDatabase } from '@/lib/testing/database';
import { seedDemo } from './index';
import { tellLatest } from './tell-latest';

const count = async (table: string) => Number((await database().query(`select count(*) as n from ${table}`))[0]?.n);

describe('the demo company in a database', () => {
  useDatabase('empty');

  test('leaves nothing behind when it is interrupted', async () => {
    await database().query(`insert into subjects (id, kind, name, handle)
      values ('018ce9b0-0000-7000-8000-000000000001', 'group', 'In the way', 'kickoff')`);
    await expect(seedDemo()).rejects.toThrow();
    expect([await count('people'), await count('feed_items'), await count('organisation')]).toEqual([0, 0, 0]);
    await database().query("delete from subjects where handle = 'kickoff'");
  });

  test('is there once, and the second time changes nothing', async () => {
    await seedDemo();
    const before = [
      await count('subjects'),
      await count('feed_items'),
      await count('comments'),
      await count('item_likes'),
      await count('records'),
      await count('record_changes'),
    ];
    await seedDemo();
    expect([
      await count('subjects'),
      await count('feed_items'),
      await count('comments'),
      await count('item_likes'),
      await count('records'),
      await count('record_changes'),
    ]).toEqual(before);
    expect(await database().query('select name, is_demo from organisation')).toEqual([
      { name: 'Brightmoor', is_demo: true },
    ]);
  }, 120_000);

  test('offers two colleagues on the sign-in page first, then who decides, and the admin last', async () => {
    const handles = (await listDemoPeople()).map((person) => person.handle);
    const managers = await database().query(
      'select s.handle from subjects s where s.is_active and exists (select 1 from people p where p.manager_id = s.id)',
    );
    expect(handles.slice(0, 2)).toEqual(['anna.snelling', 'cassey.cress']);
    expect(handles.slice(2, 2 + managers.length).sort()).toEqual(managers.map((row) => String(row.handle)).sort());
    expect(handles.at(-1)).toBe(cast.admin.handle);
    expect(handles).not.toContain(cast.deactivated.handle);
  });

  test('announces something in one group, and has most of what is older than yesterday read', async () => {
    expect(await count("announcements a join feed_items i on i.id = a.item_id and i.kind = 'announcement'")).toBe(1);
    const reads = await count('item_reads');
    const possible =
      await count(`feed_items i join memberships m on m.group_id = i.subject_id and m.person_id <> i.author_id
      and m.joined_at <= i.created_at where i.created_at > now() - interval '30 days'`);
    expect(reads / possible).toBeGreaterThan(0.7);
    expect(reads).toBeLessThan(possible);
  });

  test('floods nobody who subscribes to events later', async () => {
    expect(await count('outbox_events')).toBe(0);
  });

  test('has told people of its last days, on its own clock', async () => {
    await tellLatest(database(), new Date());
    expect(await count('notifications')).toBeGreaterThan(50);
    expect(await count('notifications where read_at is null')).toBeGreaterThan(5);
    expect(await count("notifications where created_at > now() - interval '1 second'")).toBe(0);
    expect(await count("outbox_events where type <> 'mail.batch_due'")).toBe(0);
  }, 60_000);

  test('counts comments and likes as there are, and orders by the last comment', async () => {
    const wrong = await database().query(`select i.id from feed_items i where
      i.comment_count <> (select count(*) from comments c where c.item_id = i.id)
      or i.like_count <> (select count(*) from item_likes l where l.item_id = i.id)
      or i.activity_at <> greatest(i.created_at, (select max(c.created_at) from comments c where c.item_id = i.id))`);
    expect(wrong).toEqual([]);
    expect(await count('item_likes')).toBeGreaterThan(1000);
  });

  test('lists every item under its place and its author, with the audience of the place everywhere', async () => {
    const missing = await database().query(`select i.id from feed_items i where not exists (
        select from feed_entries e where e.item_id = i.id and e.subject_id = i.subject_id and e.reason = 'parent')
      or not exists (select from feed_entries e where e.item_id = i.id and e.subject_id = i.author_id)`);
    expect(missing).toEqual([]);
    const widened = await database().query(`select i.id from feed_items i join subjects s on s.id = i.subject_id
      where (i.audience is distinct from s.audience and i.kind <> 'change')
      or exists (select from feed_entries e where e.item_id = i.id and e.audience is distinct from i.audience)
      or exists (select from comments c where c.item_id = i.id and c.audience is distinct from i.audience)
      or exists (select from topic_assignments a where a.item_id = i.id and a.audience is distinct from i.audience)`);
    expect(widened).toEqual([]);
  });

  test('grants every restricted group to itself, every restricted record to its owner, and nothing else', async () => {
    const wrong = await database().query(`select g.audience from grants g join subjects s on s.id = g.audience
      left join groups gr on gr.id = s.id left join records r on r.id = s.id
      where not coalesce(gr.access <> 'public' and g.principal = gr.id, false)
        and not coalesce(r.audience = r.id and g.through_managers and (g.principal = r.owner_id
          or exists (select from record_shares rs where rs.record_id = r.id and rs.principal = g.principal and rs.level = g.level)), false)`);
    expect(wrong).toEqual([]);
    expect(
      await count("groups where access <> 'public' and not exists (select from grants g where g.principal = id)"),
    ).toBe(0);
    expect(
      await count('records where audience is not null and not exists (select from grants g where g.audience = id)'),
    ).toBe(0);
  });

  test('keeps 8,800 opportunities and 85 accounts, each with its creation and with every change of version', async () => {
    const of = (object: string) => count(`records r join objects o on o.id = r.object_id and o.api_name = '${object}'`);
    expect([await of('opportunity'), await of('account')]).toEqual([8800, 85]);
    const wrong = await database().query(`select r.id from records r join subjects s on s.id = r.id
      where s.name <> r.name or s.audience is distinct from r.audience
        or not exists (select from record_changes c where c.subject_id = r.id and c.event = 'created' and c.item_id is not null)
        or r.version <> (select max(c.version) from record_changes c where c.subject_id = r.id)`);
    expect(wrong).toEqual([]);
  });

  test('tells of no change in a value that the record does not hold', async () => {
    const wrong = await database().query(`select last.subject_id from (
        select distinct on (c.subject_id, c.field_id) c.subject_id, c.field_id, c.new_value from record_changes c
        where c.field_id is not null order by c.subject_id, c.field_id, c.version desc) last
      join fields f on f.id = last.field_id and f.role is null join records r on r.id = last.subject_id
      where last.new_value is distinct from r.values -> f.api_name`);
    expect(wrong).toEqual([]);
  });

  test('tells nobody of a mention who cannot see the place', async () => {
    const [row] = await database().query(`select count(*) as n from feed_entries e join people p on p.id = e.subject_id
      where e.reason = 'mention' and p.kind = 'guest' and e.audience is null`);
    expect(row?.n).toBe(0);
  });
});
