import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { connectDatabase } from '@/db/open';
import { createPost } from '@/lib/feed/create-post';
import { addMember } from '@/lib/groups/add-member';
import { removeMember } from '@/lib/groups/remove-member';
import { newId } from '@/lib/ids';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { findSession } from './session';

const open = useDatabase();

const TOKEN = 'hash of a token';

const stamp = async () => (await findSession(TOKEN, 'UTC'))?.stamp;
const post = () =>
  createPost(viewerOf(cast.member), { subjectId: cast.member.id, body: 'Said', clientId: newId(), confirm: false });

beforeEach(async () => {
  await open.current.query('delete from sessions');
  await open.current.query(
    "insert into sessions (id, token_hash, person_id, expires_at) values ($1, $2, $3, now() + interval '1 day')",
    [newId(), TOKEN, cast.outsider.id],
  );
});

describe('the stamp of what is kept for somebody', () => {
  test('stays while nothing happens', async () => {
    expect(await stamp()).toBe(await stamp());
  });

  test('changes with each post and with each group that is gained or lost', async () => {
    const stamps = [await stamp()];
    await post();
    stamps.push(await stamp());
    const membership = { groupId: cast.groups.private.id, personId: cast.outsider.id };
    await addMember(viewerOf(cast.owner), membership);
    stamps.push(await stamp());
    await removeMember(viewerOf(cast.owner), membership);
    await post();
    stamps.push(await stamp());
    expect(new Set(stamps).size).toBe(stamps.length);
  });

  testParallel('changes with what began before something newer and ended after it', async () => {
    const other = await connectDatabase(open.address);
    let before: string | undefined;
    await other.drizzle.transaction(async (tx) => {
      await tx.execute(
        sql`insert into outbox_events (id, type, payload) values (${newId()}, 'group.access_changed', '{}')`,
      );
      await post();
      before = await stamp();
    });
    await other.close();
    expect(await stamp()).not.toBe(before);
  });
});
