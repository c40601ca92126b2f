import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

vi.hoisted(() => {
  process.env.AUTH_SECRET = 'a secret of more than thirty-two characters';
  process.env.APP_URL = 'https://chatter.test';
});

import { cast, viewerOf } from '@/db/cast';
import type { CastRole } from '@/db/seed/cast/people';
import { drain } from '@/lib/events/worker';
import { addTopic } from '@/lib/feed/change-topics';
import { createComment } from '@/lib/feed/create-comment';
import { createPost } from '@/lib/feed/create-post';
import { deletePost } from '@/lib/feed/delete-post';
import { editPost } from '@/lib/feed/edit-post';
import { likeComment } from '@/lib/feed/like-comment';
import { likePost } from '@/lib/feed/like-post';
import { addMember } from '@/lib/groups/add-member';
import { askToJoin } from '@/lib/groups/ask-to-join';
import { changeRole } from '@/lib/groups/change-role';
import { removeMember } from '@/lib/groups/remove-member';
import { newId } from '@/lib/ids';
import { realtimeService } from '@/lib/server/realtime-service';
import { useDatabase } from '@/lib/testing/database';
import { established, join, type RawClient, serveRealtime } from '@/lib/testing/realtime';
import { signChannel } from './adapter';
import { audienceChannel, authorise, orgChannel, personChannel } from './channels';
import { noteEmbeddedPort } from './embedded/running';
import { bell, disconnects, realtime } from './subscriber';
import { allTold } from './tell';

const open = useDatabase();
const { groups } = cast;
const owner = viewerOf(cast.owner);
const restricted = [groups.private, groups.unlisted, groups.guests];

beforeEach(async () => {
  await open.current.query('delete from outbox_events');
});

afterEach(() => noteEmbeddedPort(null));

type Listener = { role: CastRole; client: RawClient };

async function versionOf(audience: string): Promise<number> {
  const [row] = await open.current.query('select channel_version as version from subjects where id = $1', [audience]);
  return Number(row?.version);
}

/** A browser of theirs, that listens to every channel on which they are let in now. */
async function listen(
  server: Awaited<ReturnType<typeof serveRealtime>>,
  key: string,
  role: CastRole,
): Promise<Listener> {
  const client = await established(server.raw(`/app/${key}?protocol=7`));
  const audiences = await Promise.all(restricted.map(async ({ id }) => audienceChannel(id, await versionOf(id))));
  for (const name of [personChannel(cast[role].id), orgChannel, ...audiences]) {
    if (!(await authorise(viewerOf(cast[role]), name))) continue;
    join(client, name, (signChannel(client.id, name) as { auth: string }).auth);
    await client.next();
  }
  client.frames.length = 0;
  return { role, client };
}

async function audience(...roles: CastRole[]): Promise<Listener[]> {
  const service = realtimeService();
  if (service.kind !== 'embedded') throw new Error(service.kind);
  const server = await serveRealtime({}, service);
  noteEmbeddedPort(Number(new URL(server.api).port));
  const all: Listener[] = [];
  for (const role of roles) all.push(await listen(server, service.key, role));
  // Who is connected is asked five times a second at most: somebody new may not be known for that long.
  await new Promise((resolve) => setTimeout(resolve, 250));
  return all;
}

async function everythingTold(): Promise<void> {
  await drain({ subscribers: [realtime, bell, disconnects] });
  await allTold();
  await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Who hears something of a deed, on which channels. */
async function heardBy(
  listeners: readonly Listener[],
  deed: () => Promise<unknown>,
): Promise<Record<string, string[]>> {
  await everythingTold();
  for (const { client } of listeners) client.frames.length = 0;
  await deed();
  await everythingTold();
  const names = (frames: RawClient['frames']) =>
    [...new Set(frames.map(({ channel = '' }) => kindOf(channel)))].toSorted();
  return Object.fromEntries(
    listeners.filter(({ client }) => client.frames.length > 0).map(({ role, client }) => [role, names(client.frames)]),
  );
}

const kindOf = (channel: string) => /^private-(org|person|audience)/.exec(channel)?.[1] ?? channel;

const say = (subjectId: string, body: string) =>
  createPost(owner, { subjectId, body, clientId: newId(), confirm: true });

const answer = (id: string, body: string) =>
  createComment(owner, { id, parentId: undefined, body, clientId: newId(), confirm: true });

const roles = ['member', 'manager', 'outsider', 'follower', 'guest', 'formerMember', 'admin', 'viewAllData'] as const;

describe('a hint reaches those who may see what it is about, and nobody else', () => {
  test('of a post for everyone: all colleagues, and those who follow its author by their own channel', async () => {
    const told = await heardBy(await audience(...roles), () => say(cast.owner.id, 'For all'));
    const org = ['org'];
    expect(told).toEqual({
      member: org,
      manager: org,
      outsider: org,
      follower: ['org', 'person'],
      formerMember: org,
      admin: org,
      viewAllData: org,
    });
  });

  test.each([
    ['private', groups.private.id, ['member', 'manager']],
    ['unlisted', groups.unlisted.id, ['member', 'manager']],
    ['guests', groups.guests.id, ['member', 'manager', 'guest']],
  ] as const)('of whatever is done in the %s group: its members', async (_, id, members) => {
    const listeners = await audience(...roles);
    const expected = Object.fromEntries(members.map((role) => [role, ['audience', 'person']]));
    let postId = '';
    let commentId = '';
    expect(await heardBy(listeners, async () => ({ postId } = await say(id, 'Hidden #words')))).toEqual(expected);
    expect(await heardBy(listeners, async () => ({ commentId } = await answer(postId, 'Hidden answer')))).toEqual(
      expected,
    );
    expect(await heardBy(listeners, () => likePost(viewerOf(cast.member), { id: postId }))).toEqual(expected);
    expect(await heardBy(listeners, () => likeComment(viewerOf(cast.member), { id: commentId }))).toEqual(expected);
    expect(await heardBy(listeners, () => addTopic(owner, { id: postId, topic: 'hidden' }))).toEqual(expected);
    expect(
      await heardBy(listeners, () => editPost(owner, { id: postId, body: 'Hidden better', version: 1, confirm: true })),
    ).toEqual(expected);
    const gone = await heardBy(listeners, () => deletePost(owner, { id: postId }));
    expect(Object.keys(gone).toSorted()).toEqual([...members].toSorted());
  });

  test('of a mention in a private group: not who cannot see it', async () => {
    const told = await heardBy(await audience('outsider', 'member'), () =>
      say(groups.private.id, `Do not tell @${cast.outsider.handle}`),
    );
    expect(Object.keys(told)).toEqual(['member']);
  });

  test('of a request to join: who decides, and who asks', async () => {
    const told = await heardBy(await audience(...roles), () =>
      askToJoin(viewerOf(cast.outsider), { groupId: groups.private.id }),
    );
    expect(told).toEqual({ manager: ['person'], outsider: ['person'] });
  });

  test('of a role: the group and whose it is', async () => {
    const told = await heardBy(await audience('member', 'manager', 'outsider'), () =>
      changeRole(owner, { groupId: groups.unlisted.id, personId: cast.manager.id, role: 'member' }),
    );
    expect(told).toEqual({ member: ['audience'], manager: ['audience', 'person'] });
  });
});

test('who is removed hears that their page is old, and nothing that happens afterwards', async () => {
  const membership = { groupId: groups.private.id, personId: cast.follower.id };
  await addMember(owner, membership);
  const listeners = await audience('follower', 'member');
  expect(await heardBy(listeners, () => say(groups.private.id, 'Still for you'))).toHaveProperty('follower');
  expect(await heardBy(listeners, () => removeMember(owner, membership))).toEqual({
    follower: ['audience', 'person'],
    member: ['audience'],
  });
  expect(await heardBy(listeners, () => say(groups.private.id, 'Among ourselves'))).toEqual({ member: ['person'] });
  const rejoined = await audience('member', 'follower');
  expect(await heardBy(rejoined, () => say(groups.private.id, 'Again'))).toEqual({ member: ['audience', 'person'] });
});

test('a hint holds ids that its whole audience may know, and nothing that was written', async () => {
  const listeners = await audience('member', 'guest');
  const secret = 'zqsecret';
  await heardBy(listeners, async () => {
    const { postId } = await say(
      groups.guests.id,
      `${secret} @${cast.formerMember.handle} @${cast.member.handle} #${secret}`,
    );
    await answer(postId, `${secret} again`);
    await likePost(viewerOf(cast.member), { id: postId });
  });
  const frames = listeners.flatMap(({ client }) => client.frames);
  expect(frames.length).toBeGreaterThan(4);
  const allowed = ['event', 'item', 'kind', 'spread', 'subjects'];
  for (const { event, data } of frames) {
    expect(event).toBe('hint');
    expect(Object.keys(data as object).filter((key) => !allowed.includes(key))).toEqual([]);
  }
  const text = JSON.stringify(frames);
  for (const hidden of [secret, cast.owner.name, cast.formerMember.id, cast.member.id.slice(0, -1).concat('!')])
    expect(text).not.toContain(hidden);
});

test('the outbox goes on while nobody can be told', async () => {
  noteEmbeddedPort(9);
  const silent = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  for (let count = 0; count < 12; count++) await say(cast.owner.id, `Unheard ${count}`);
  const began = performance.now();
  await drain({ subscribers: [realtime, bell] });
  expect(performance.now() - began).toBeLessThan(12_000);
  const left = await open.current.query(`select 1 from outbox_retries`);
  expect(left).toEqual([]);
  silent.mockRestore();
});
