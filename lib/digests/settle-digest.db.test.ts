import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { transaction } from '@/db/writer';
import { deletePost } from '@/lib/feed/delete-post';
import { removeMember } from '@/lib/groups/remove-member';
import { sweep } from '@/lib/housekeeping/sweep';
import { newId } from '@/lib/ids';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { digestTests, morning } from '@/lib/testing/digests';
import { planDigests } from './plan-digests';
import { reopenDigest } from './settle-digest';
import { digestsSubscriber } from './subscriber';

const open = useDatabase();
const { ask, mailsOf, reset, set, setFrequency, statesOf, work, write } = digestTests(open);
const { groups, member, owner } = cast;

beforeEach(reset);

describe('what is seen by then counts', () => {
  const planned = async () => {
    await setFrequency(member, groups.private.id, 'daily');
    const id = await write(owner, groups.private.id, 'A secret of pricing');
    await planDigests(morning());
    return id;
  };

  test('nothing of a group that one lost between planning and writing', async () => {
    await planned();
    await removeMember(viewerOf(owner), { groupId: groups.private.id, personId: member.id });
    await work();
    expect(await mailsOf(member)).toEqual([]);
    await ask('insert into memberships (group_id, person_id) values ($1, $2)', groups.private.id, member.id);
  });

  test('nothing that was deleted', async () => {
    await deletePost(viewerOf(owner), { id: await planned() });
    await work();
    expect(await mailsOf(member)).toEqual([]);
  });

  test('nothing for who was switched off, and nothing for who wants no mail any more', async () => {
    await planned();
    await set(member, 'receives_email', false);
    await work();
    expect(await mailsOf(member)).toEqual([]);
    expect(await statesOf(member)).toEqual(['empty']);
  });

  test('in quiet hours it waits', async () => {
    await ask(
      'insert into notification_settings (person_id, quiet_from, quiet_until) values ($1, 360, 540)',
      member.id,
    );
    await planned();
    await work();
    expect(await mailsOf(member)).toEqual([]);
    await work(new Date(morning().getTime() + 2 * 3_600_000));
    expect(await mailsOf(member)).toHaveLength(1);
  });

  test('an address that bounces gets none, and that is noted', async () => {
    await planned();
    await ask(`insert into mail_suppressions (address, reason) values ($1, 'bounce')`, member.email);
    await work();
    expect(await mailsOf(member)).toEqual([]);
    expect(await statesOf(member)).toEqual(['off']);
    await ask('delete from mail_suppressions');
  });

  test('a mail that may not go out as it is opens its digest again, without what is gone', async () => {
    const gone = await planned();
    await write(owner, groups.private.id, 'What stays');
    await work();
    const [first] = await mailsOf(member);
    await deletePost(viewerOf(owner), { id: gone });
    await transaction((tx) => reopenDigest(tx, String(first?.id)));
    await work();
    const second = (await mailsOf(member)).find(({ id }) => id !== first?.id);
    expect(String(second?.text)).toContain('What stays');
    expect(String(second?.text)).not.toContain('A secret of pricing');
  });

  test('where content is hidden it says that there is something, and not what', async () => {
    await ask('insert into email_settings (hides_content) values (true)');
    await planned();
    await work();
    const [mail] = await mailsOf(member);
    expect(JSON.stringify(mail)).not.toMatch(/secret of pricing/);
    expect(mail).toBeDefined();
  });
});

test('a digest of long ago is let go with what it told, and one that waits is not', async () => {
  await setFrequency(member, groups.private.id, 'daily');
  const id = await write(owner, groups.private.id, 'Long ago');
  await planDigests(morning());
  await work();
  await ask(`update digests set until = now() - interval '31 days'`);
  await ask(
    `insert into digests (id, person_id, period, day, "from", until) values ($1, $2, 'weekly', '2020-01-06', '2019-12-30', '2020-01-06')`,
    newId(),
    member.id,
  );
  expect(await ask('select 1 from digest_items where item_id = $1', id)).toHaveLength(1);
  await sweep(new Date());
  expect(await ask('select 1 from digest_items')).toEqual([]);
  expect(await statesOf(member)).toEqual(['waiting']);
});

testParallel('eight workers on one window make one mail', async () => {
  await setFrequency(member, groups.private.id, 'daily');
  await write(owner, groups.private.id, 'Once');
  await planDigests(morning());
  const [event] = await ask(
    `select payload from outbox_events where type = 'digest.due' and payload->>'personId' = $1`,
    member.id,
  );
  const due = digestsSubscriber.on['digest.due'];
  const payload = event?.payload as { digestId: string; personId: string };
  const base = { id: newId(), type: 'digest.due', subjectId: null, actorId: null, createdAt: new Date() } as const;
  await Promise.all(Array.from({ length: 8 }, () => due?.({ ...base, payload, now: morning() })));
  await Promise.all(Array.from({ length: 8 }, () => work()));
  expect(await mailsOf(member)).toHaveLength(1);
  expect(await ask(`select 1 from outbox_events where type = 'mail.ready'`)).toHaveLength(1);
});

test('a crash after any statement leaves nothing, and the next try writes the one mail', async () => {
  const death =
    open.current.driver === 'pglite' ? `raise exception 'crash'` : 'perform pg_terminate_backend(pg_backend_pid())';
  await ask('create sequence digest_crash');
  await ask('create table digest_crash_plan (at int not null)');
  await ask('insert into digest_crash_plan values (0)');
  await ask(`create function digest_crash() returns trigger language plpgsql as $$ begin
    if (select at from digest_crash_plan) > 0 and nextval('digest_crash') = (select at from digest_crash_plan) then ${death}; end if; return null; end $$`);
  const tables = ['digests', 'digest_items', 'mails', 'outbox_events'];
  for (const table of tables)
    await ask(
      `create trigger digest_crash after insert or update on ${table} for each statement execute function digest_crash()`,
    );
  const crashAt = async (statement: number) => {
    await ask(`select setval('digest_crash', 1, false)`);
    await ask('update digest_crash_plan set at = $1', statement);
  };
  await setFrequency(member, groups.private.id, 'daily');
  await write(owner, groups.private.id, 'Once');
  const due = digestsSubscriber.on['digest.due'];
  await planDigests(morning());
  const [digest] = await ask(
    `select id as "digestId", person_id as "personId" from digests where person_id = $1`,
    member.id,
  );
  const payload = digest as { digestId: string; personId: string };
  const base = { id: newId(), type: 'digest.due', subjectId: null, actorId: null, createdAt: new Date() } as const;
  let crashes = 0;
  for (let statement = 1; statement < 20; statement++) {
    await crashAt(statement);
    const isDone = await due?.({ ...base, payload, now: morning() }).then(
      () => true,
      () => false,
    );
    await crashAt(0);
    if (isDone) break;
    crashes++;
    expect(await mailsOf(member)).toEqual([]);
    expect(await ask('select 1 from digest_items')).toEqual([]);
    expect(await statesOf(member)).toEqual(['waiting']);
  }
  expect(crashes).toBe(4);
  expect(await mailsOf(member)).toHaveLength(1);
  for (const table of tables) await ask(`drop trigger digest_crash on ${table}`);
});
