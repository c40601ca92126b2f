import { describe, expect, test, vi } from 'vitest';

vi.hoisted(() => {
  process.env.AUTH_SECRET = 'a secret of more than thirty-two characters';
});

import { cast } from '@/db/cast';
import { newId } from '@/lib/ids';
import { audienceChannel, orgChannel, personChannel } from '@/lib/realtime/channels';
import { authPath } from '@/lib/realtime/connect-rules';
import { realtimeService } from '@/lib/server/realtime-service';
import { useApp } from '@/lib/testing/app';
import { signIn } from '@/lib/testing/browser';
import { sign } from '@/lib/testing/realtime';

const app = useApp({ env: { AUTH_SECRET: process.env.AUTH_SECRET ?? '' } });
const { member, outsider, guest, groups } = cast;
const socketId = '123.456';
const own = realtimeService();

type Somebody = { handle: string };
type Form = Record<string, string> | string;

const cookieOf = async (person: Somebody) => `next-auth.session-token=${await signIn(app, person.handle)}`;

async function ask(person: Somebody | null, form: Form, headers: Record<string, string> = {}): Promise<Response> {
  const cookie: Record<string, string> = person ? { cookie: await cookieOf(person) } : {};
  return fetch(`${app.url}${authPath}`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { origin: app.url, ...cookie, ...headers },
    redirect: 'manual',
  });
}

const askFor = (person: Somebody | null, channel: string) =>
  ask(person, { socket_id: socketId, channel_name: channel });

/** All that an answer tells, without what is new with every request. */
async function told(answer: Response) {
  const changing = ['date', 'x-request-id', 'content-security-policy'];
  const headers = [...answer.headers].filter(([name]) => !changing.includes(name));
  return { status: answer.status, headers, body: await answer.text() };
}

function signature(text: string) {
  if (own.kind !== 'embedded') throw new Error(own.kind);
  return sign(text, own);
}

describe('what one is signed for', () => {
  test('is who one is, which no form can say', async () => {
    const answer = await ask(member, {
      socket_id: socketId,
      user_id: outsider.id,
      user_data: `{"id":"${outsider.id}"}`,
    });
    const user_data = JSON.stringify({ id: member.id });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual({ auth: signature(`${socketId}::user::${user_data}`), user_data });
  });

  test.each([
    ['their own', personChannel(member.id)],
    ['that of all colleagues', orgChannel],
    ['that of their group', audienceChannel(groups.private.id, 1)],
  ])('a channel: %s', async (_name, channel) => {
    const answer = await askFor(member, channel);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await answer.json()).toEqual({ auth: signature(`${socketId}:${channel}`) });
  });

  test('and no other for those who ask to be refused quietly', async () => {
    const fields = { socket_id: socketId, quiet: '1' };
    for (const [person, channel] of [
      [outsider, audienceChannel(groups.private.id, 1)],
      [guest, orgChannel],
      [null, orgChannel],
    ] as const) {
      const answer = await ask(person, { ...fields, channel_name: channel });
      expect([answer.status, await answer.json()]).toEqual([200, { error: 'Refused' }]);
    }
  });

  test('no longer a group that one has lost, with the session that one has', async () => {
    const cookie = await cookieOf(cast.manager);
    const form = { socket_id: socketId, channel_name: audienceChannel(groups.unlisted.id, 1) };
    const before = await ask(null, form, { cookie });
    await app.database.query('delete from memberships where group_id = $1 and person_id = $2', [
      groups.unlisted.id,
      cast.manager.id,
    ]);
    expect([before.status, (await ask(null, form, { cookie })).status]).toEqual([200, 403]);
  });
});

describe('what is refused', () => {
  test('is refused alike, whether it is somebody else’s or never was', async () => {
    const never = await told(await askFor(outsider, 'private-never-was'));
    expect(never).toMatchObject({ status: 403, body: '{"error":"Refused"}' });
    const foreign = [
      personChannel(member.id),
      personChannel(newId()),
      audienceChannel(groups.private.id, 1),
      audienceChannel(groups.unlisted.id, 1),
      audienceChannel(groups.private.id, 2),
      audienceChannel(newId(), 1),
      `presence-person-${outsider.id}`,
      `private-encrypted-person-${outsider.id}`,
      `private-cache-person-${outsider.id}`,
      `cache-person-${outsider.id}`,
      `#server-to-user-${outsider.id}`,
      `:user::{"id":"${outsider.id}"}`,
      `${orgChannel}\n`,
      `${orgChannel},${personChannel(member.id)}`,
      'org',
      '',
      '\0',
      `private-person-${outsider.id}`.padEnd(5000, 'x'),
    ];
    for (const channel of foreign)
      expect([channel, await told(await askFor(outsider, channel))]).toEqual([channel, never]);
    expect(await told(await askFor(guest, orgChannel))).toEqual(never);
  });

  test.each([
    '',
    '1',
    '1.',
    '.1',
    '1.2.3',
    '-1.2',
    '1.2\n',
    ' 1.2',
    '1,2',
    'a.b',
    '1.2:private-org',
    '١.٢',
    '1.2::user::{}',
  ])('a socket id like "%s"', async (id) => {
    expect((await ask(member, { socket_id: id, channel_name: orgChannel })).status).toBe(403);
    expect((await ask(member, { socket_id: id })).status).toBe(403);
  });

  test.each<[string, Form]>([
    ['no socket', { channel_name: orgChannel }],
    ['two sockets', 'socket_id=1.2&socket_id=3.4'],
    ['two channels', `socket_id=1.2&channel_name=${orgChannel}&channel_name=${orgChannel}`],
    ['nothing', ''],
  ])('a form with %s', async (_name, form) => {
    expect((await ask(member, form)).status).toBe(403);
  });

  test.each([
    ['JSON', 'application/json'],
    ['what calls itself text, which any site can send', 'text/plain'],
    ['no type', ''],
  ])('%s', async (_name, type) => {
    const form = { socket_id: socketId, channel_name: orgChannel };
    expect((await ask(member, form, { 'content-type': type })).status).toBe(403);
  });

  test('everything, to whoever is signed out or was', async () => {
    const never = await told(await askFor(outsider, 'private-never-was'));
    expect(await told(await askFor(null, orgChannel))).toEqual(never);
    const cookie = await cookieOf(cast.follower);
    await app.database.query('update sessions set ended_at = now() where person_id = $1', [cast.follower.id]);
    const form = { socket_id: socketId, channel_name: orgChannel };
    expect(await told(await ask(null, form, { cookie }))).toEqual(never);
    expect(await told(await ask(null, { socket_id: socketId }, { cookie: 'next-auth.session-token=x' }))).toEqual(
      never,
    );
  });

  test.each([{ origin: 'https://evil.test' }, { origin: 'null' }])('what another site sends: %o', async (headers) => {
    const answer = await ask(member, { socket_id: socketId }, headers);
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toContain('auth"');
  });

  test('to be read instead of asked', async () => {
    const cookie = await cookieOf(member);
    const address = `${app.url}${authPath}?socket_id=1.2&channel_name=${orgChannel}&callback=x`;
    expect((await fetch(address, { headers: { cookie } })).status).toBe(405);
  });
});
