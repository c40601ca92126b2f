import { describe, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { newId } from '@/lib/ids';
import { useApp } from '@/lib/testing/app';
import { signIn } from '@/lib/testing/browser';
import { hugePng, noisePicture } from '@/lib/testing/pictures';

const app = useApp({ isEmbedded: false, env: { MAX_UPLOAD_MB: '3' } });
const { member, outsider, owner, guest, groups } = cast;

type Sent = { file?: Uint8Array; fields?: Record<string, string>; headers?: Record<string, string> };

const cookies = async (person: { handle: string }) => `next-auth.session-token=${await signIn(app, person.handle)}`;

function formOf({ file = new Uint8Array(), fields = {} }: Sent): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ subject: member.id, kind: 'photo', ...fields })) data.set(name, value);
  data.set('file', new Blob([new Uint8Array(file)]), 'photo.png');
  return data;
}

async function send(person: { handle: string } | null, sent: Sent): Promise<Response> {
  const cookie: Record<string, string> = person ? { cookie: await cookies(person) } : {};
  const headers = { origin: app.url, ...cookie, ...sent.headers };
  return fetch(`${app.url}/api/uploads`, { method: 'POST', body: formOf(sent), headers, redirect: 'manual' });
}

const photoId = async (subjectId: string) => {
  const [row] = await app.database.query("select id from photos where subject_id = $1 and kind = 'photo'", [subjectId]);
  return String(row?.id);
};

describe('an upload', () => {
  test('is refused with its status and words', async () => {
    const picture = await noisePicture('png');
    const refused: [number, Sent][] = [
      [415, { file: Buffer.from('<svg/>') }],
      [413, { file: hugePng(11_000, 11_000) }],
      [422, { file: picture.subarray(0, 2000) }],
      [422, {}],
      [422, { file: picture, fields: { x: '9000', y: '0', size: '50' } }],
      [422, { file: picture, fields: { x: '-1', y: '0', size: 'wide' } }],
      [400, { file: picture, fields: { subject: 'x' } }],
      [400, { file: picture, fields: { kind: 'poster' } }],
      [404, { file: picture, fields: { subject: newId() } }],
      [404, { file: picture, fields: { subject: groups.unlisted.id } }],
      [403, { file: picture, fields: { subject: owner.id } }],
    ];
    for (const [status, sent] of refused) {
      const answer = await send(outsider, { ...sent, fields: { subject: outsider.id, ...sent.fields } });
      expect([status, answer.status]).toEqual([status, status]);
      expect(await answer.text()).toMatch(/^[A-Z].*\.$/);
    }
    expect(app.logs().filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('larger than MAX_UPLOAD_MB is refused, whether its length is announced or not', async () => {
    const cookie = await cookies(member);
    const file = new Uint8Array(3.5 * 1024 * 1024);
    expect((await send(member, { file })).status).toBe(413);
    expect((await send(member, { file: new Uint8Array(8 * 1024 * 1024) })).status).toBe(413);
    const request = new Request('http://x', { method: 'POST', body: formOf({ file }) });
    const type = request.headers.get('content-type') ?? '';
    const streamed = await fetch(`${app.url}/api/uploads`, {
      method: 'POST',
      headers: { origin: app.url, cookie, 'content-type': type },
      body: request.body,
      duplex: 'half',
    } as RequestInit);
    expect(streamed.status).toBe(413);
  });

  test('that is no form is refused in words', async () => {
    const headers = { origin: app.url, cookie: await cookies(member) };
    const types = ['multipart/form-data', 'multipart/form-data; boundary=x', 'application/json', 'text/plain'];
    for (const type of types) {
      const answer = await fetch(`${app.url}/api/uploads`, {
        method: 'POST',
        headers: { ...headers, 'content-type': type },
        body: 'x',
      });
      expect(answer.status).toBe(400);
    }
  });

  test('of a browser goes back to its own form only, with the reason', async () => {
    const browser = { accept: 'text/html,*/*' };
    const back = async (path: string) => {
      const answer = await send(member, { headers: browser, fields: { return: path } });
      return [answer.status, answer.headers.get('location')];
    };
    expect(await back('/settings/profile?a=1')).toEqual([303, '/settings/profile?a=1&problem=none#pictures']);
    expect(await back('/settings/profile?problem=type')).toEqual([303, '/settings/profile?problem=none#pictures']);
    for (const path of ['//evil.example', 'https://evil.example/', '/\\evil.example'])
      expect((await back(path))[0]).toBe(422);
    const page = await fetch(`${app.url}/settings/profile?problem=pixels`, {
      headers: { cookie: await cookies(member) },
    });
    expect(page.status).toBe(413);
  });

  test('from another site is refused, and from nobody sent to sign in', async () => {
    const file = await noisePicture('png');
    expect((await send(member, { file, headers: { origin: 'https://evil.example' } })).status).toBe(403);
    expect((await send(member, { file, headers: { origin: 'null' } })).status).toBe(403);
    const answer = await send(null, { file });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/login?return=%2F']);
  });
});

describe('a photo', () => {
  const get = async (id: string, person: { handle: string } | null, init: RequestInit = {}, query = '?size=small') => {
    const headers = { ...(person && { cookie: await cookies(person) }), ...init.headers };
    return fetch(`${app.url}/photos/${id}${query}`, { redirect: 'manual', ...init, headers });
  };

  /** What tells one answer from another. */
  const told = async (answer: Response) => {
    const headers = Object.fromEntries(answer.headers);
    for (const name of ['date', 'x-request-id', 'content-security-policy']) delete headers[name];
    return JSON.stringify([answer.status, headers, await answer.text()]);
  };

  test('is WebP with headers that let it be nothing else', async () => {
    expect((await send(member, { file: await noisePicture('png') })).status).toBe(303);
    const answer = await get(await photoId(member.id), outsider);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, max-age=86400, immutable',
      'accept-ranges': 'none',
    });
    expect(answer.headers.get('vary')).toContain('Cookie');
    expect((await get(await photoId(member.id), guest)).headers.get('cache-control')).toBe('private, no-store');
  });

  test('answers HEAD like GET without its bytes, and a Range with the whole', async () => {
    const id = await photoId(member.id);
    const head = await get(id, outsider, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([200, 'image/webp', '']);
    const range = await get(id, outsider, { headers: { range: 'bytes=0-3' } });
    expect(range.status).toBe(200);
    expect((await range.arrayBuffer()).byteLength).toBeGreaterThan(100);
  });

  test('that one may not see answers with the same bytes as one that never was', async () => {
    await send(outsider, { file: await noisePicture('png'), fields: { subject: outsider.id } });
    const id = await photoId(outsider.id);
    const never = await told(await get(newId(), guest));
    expect(JSON.parse(never)[0]).toBe(404);
    for (const query of ['', '?size=small', '?size=large', '?size=%2e%2e'])
      expect(await told(await get(id, guest, {}, query))).toBe(never);
    const range = { headers: { range: 'bytes=0-3' } };
    expect(await told(await get(id, guest, range))).toBe(await told(await get(newId(), guest, range)));
    expect(await told(await get(id.toUpperCase(), guest))).toBe(never);
    expect(await told(await get(id, null))).toBe(never);
    expect((await get(id, guest, { method: 'HEAD' })).status).toBe(404);
  });

  test('is not reached by an encoded path', async () => {
    const id = await photoId(outsider.id);
    for (const path of [`%2e%2e/photos/${id}`, `x%2f..%2f${id}`, `%252e%252e%252f${id}`, `${id}%00`, `${id}%2f`]) {
      expect((await get(path, guest)).status).not.toBe(200);
    }
  });

  test('of a group that someone is removed from is gone with the next request', async () => {
    const file = await noisePicture('png');
    expect((await send(owner, { file, fields: { subject: groups.unlisted.id } })).status).toBe(303);
    const id = await photoId(groups.unlisted.id);
    const seen = await get(id, member);
    expect([seen.status, seen.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    await app.database.query('delete from memberships where group_id = $1 and person_id = $2', [
      groups.unlisted.id,
      member.id,
    ]);
    expect((await get(id, member)).status).toBe(404);
  });
});
