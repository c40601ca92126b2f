import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { people } from '@/db/schema/people';
import { subjects } from '@/db/schema/subjects';
import { transaction } from '@/db/writer';
import { Forbidden, Invalid, NotFound } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { followSubject } from './follow-subject';
import { listFollowers, listFollowing } from './queries';
import { MAX_FOLLOWS } from './rules';
import { unfollowSubject } from './unfollow-subject';

const open = useDatabase();
const { outsider, member, follower, guest, deactivated, owner } = cast;

const followCount = async (personId: string) => {
  const [row] = await open.current.query('select count(*)::int as count from follows where person_id = $1', [personId]);
  return row?.count;
};

const events = async (type: string, actorId: string) =>
  open.current.query('select payload from outbox_events where type = $1 and actor_id = $2', [type, actorId]);

const topicId = async (key: string) => {
  const [row] = await open.current.query('select id from topics where key = $1', [key]);
  return String(row?.id);
};

/** People nobody knows, to fill somebody's follows with. */
async function newcomers(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  await transaction(async (tx) => {
    await tx
      .insert(subjects)
      .values(ids.map((id) => ({ id, kind: 'person' as const, handle: id, name: `Person ${id}` })));
    await tx.insert(people).values(ids.map((id) => ({ id, email: `${id}@brightmoor.example` })));
  });
  return ids;
}

async function fillFollows(personId: string, count: number): Promise<string[]> {
  const ids = await newcomers(count);
  await transaction((tx) =>
    tx.execute(sql`insert into follows (person_id, subject_id) select ${personId}, unnest(${sql.param(ids)}::uuid[])`),
  );
  return ids;
}

beforeEach(async () => {
  await open.current.query('delete from follows where person_id = $1', [outsider.id]);
  await open.current.query('delete from outbox_events');
});

describe('following', () => {
  test('a person is followed once, however often it is asked, with one event', async () => {
    await followSubject(viewerOf(outsider), { subjectId: member.id, kind: 'person' });
    await followSubject(viewerOf(outsider), { subjectId: member.id, kind: 'person' });
    expect(await followCount(outsider.id)).toBe(1);
    expect(await events('subject.followed', outsider.id)).toEqual([{ payload: { subjectId: member.id } }]);
  });

  test('a topic is followed', async () => {
    const subjectId = await topicId('newtech');
    await followSubject(viewerOf(outsider), { subjectId, kind: 'topic' });
    const { items } = await listFollowing(viewerOf(outsider), outsider.id);
    expect(items).toMatchObject([{ kind: 'topic', topic: { key: 'newtech' }, isFollowing: true, canFollow: true }]);
  });

  test('nobody follows themselves', async () => {
    await expect(followSubject(viewerOf(outsider), { subjectId: outsider.id, kind: 'person' })).rejects.toThrow(
      Invalid,
    );
  });

  test('a deactivated person cannot be followed', async () => {
    const asked = followSubject(viewerOf(outsider), { subjectId: deactivated.id, kind: 'person' });
    await expect(asked).rejects.toThrow(Forbidden);
  });

  test('a guest does not find a colleague whom they share no group with', async () => {
    const asked = followSubject(viewerOf(guest), { subjectId: outsider.id, kind: 'person' });
    await expect(asked).rejects.toThrow(NotFound);
  });

  test('a guest follows someone of their own group', async () => {
    await followSubject(viewerOf(guest), { subjectId: member.id, kind: 'person' });
    expect(await followCount(guest.id)).toBe(1);
    await unfollowSubject(viewerOf(guest), { subjectId: member.id });
  });

  test('a group is not followed, and an unknown id is not found', async () => {
    for (const subjectId of [cast.groups.public.id, newId()]) {
      await expect(followSubject(viewerOf(outsider), { subjectId, kind: 'person' })).rejects.toThrow(NotFound);
      await expect(followSubject(viewerOf(outsider), { subjectId, kind: 'topic' })).rejects.toThrow(NotFound);
    }
  });
});

describe('the cap', () => {
  test('the 501st follow is refused with what to do, and makes no event', async () => {
    await fillFollows(outsider.id, MAX_FOLLOWS);
    const asked = followSubject(viewerOf(outsider), { subjectId: member.id, kind: 'person' });
    await expect(asked).rejects.toThrow(Invalid);
    await asked.catch((error: Invalid) => expect(error.fields['']).toMatch(/500 people, topics and records.*Unfollow/));
    expect(await followCount(outsider.id)).toBe(MAX_FOLLOWS);
    expect(await events('subject.followed', outsider.id)).toEqual([]);
  });

  test('at the cap what is followed already can be followed again', async () => {
    const [first = ''] = await fillFollows(outsider.id, MAX_FOLLOWS);
    await followSubject(viewerOf(outsider), { subjectId: first, kind: 'person' });
    expect(await followCount(outsider.id)).toBe(MAX_FOLLOWS);
  });

  test('follows of the deactivated rest and do not count', async () => {
    const ids = await fillFollows(outsider.id, MAX_FOLLOWS);
    await open.current.query('update subjects set is_active = false where id = $1', [ids[0]]);
    await followSubject(viewerOf(outsider), { subjectId: member.id, kind: 'person' });
    expect(await followCount(outsider.id)).toBe(MAX_FOLLOWS + 1);
  });

  testParallel('50 follows at once with two places left make two', async () => {
    await fillFollows(outsider.id, MAX_FOLLOWS - 2);
    const wanted = await newcomers(50);
    const asked = wanted.map((subjectId) => followSubject(viewerOf(outsider), { subjectId, kind: 'person' }));
    const settled = await Promise.allSettled(asked);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await followCount(outsider.id)).toBe(MAX_FOLLOWS);
  });

  testParallel('50 follows of one person at once make one follow and one event', async () => {
    const asked = Array.from({ length: 50 }, () =>
      followSubject(viewerOf(outsider), { subjectId: member.id, kind: 'person' }),
    );
    await Promise.all(asked);
    expect(await followCount(outsider.id)).toBe(1);
    expect(await events('subject.followed', outsider.id)).toHaveLength(1);
  });

  testParallel('two people who follow each other at once both succeed', async () => {
    for (let round = 0; round < 10; round += 1) {
      await open.current.query('delete from follows where person_id = any($1)', [[outsider.id, member.id]]);
      await Promise.all([
        followSubject(viewerOf(outsider), { subjectId: member.id, kind: 'person' }),
        followSubject(viewerOf(member), { subjectId: outsider.id, kind: 'person' }),
      ]);
    }
    expect([await followCount(outsider.id), await followCount(member.id)]).toEqual([1, 1]);
  });
});

describe('unfollowing', () => {
  test('it ends the follow once, with one event', async () => {
    await followSubject(viewerOf(outsider), { subjectId: member.id, kind: 'person' });
    await unfollowSubject(viewerOf(outsider), { subjectId: member.id });
    await unfollowSubject(viewerOf(outsider), { subjectId: member.id });
    expect(await followCount(outsider.id)).toBe(0);
    expect(await events('subject.unfollowed', outsider.id)).toHaveLength(1);
  });

  test("it touches nobody else's follows", async () => {
    const before = await followCount(follower.id);
    await unfollowSubject(viewerOf(outsider), { subjectId: owner.id });
    expect(await followCount(follower.id)).toBe(before);
  });
});

describe('lists of follows', () => {
  test('followers and following name people and topics, by name', async () => {
    const { items } = await listFollowing(viewerOf(outsider), follower.id);
    expect(items.map(({ name }) => name)).toEqual(['Cecily Lampkin', 'Dustin Brinkmann', 'newtech']);
    const followers = await listFollowers(viewerOf(outsider), member.id);
    expect(followers.items).toMatchObject([{ kind: 'person', person: { handle: follower.handle }, canFollow: true }]);
  });

  test('pages neither repeat nor skip', async () => {
    const ids = await fillFollows(outsider.id, 95);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await listFollowing(viewerOf(member), outsider.id, after);
      seen.push(...page.items.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after);
    expect(seen.toSorted()).toEqual(ids.toSorted());
  });

  test('a guest sees only follows between people whom they meet', async () => {
    expect((await listFollowing(viewerOf(guest), follower.id)).items).toEqual([]);
    expect((await listFollowers(viewerOf(guest), member.id)).items).toEqual([]);
  });

  test('a topic that is used in a private group only is in no outsider’s list', async () => {
    const [row] = await open.current.query(
      'select t.id, t.key from topics t where not exists (select 1 from topic_assignments a where a.topic_id = t.id and a.audience is null) limit 1',
    );
    if (!row) return expect.unreachable('The cast has no topic of a private group.');
    await open.current.query('insert into follows (person_id, subject_id) values ($1, $2)', [member.id, row.id]);
    const seen = async (viewer: typeof member) =>
      (await listFollowing(viewerOf(viewer), member.id)).items.some(({ id }) => id === row.id);
    expect([await seen(member), await seen(outsider)]).toEqual([true, false]);
  });
});
