import { beforeEach, describe, expect, test } from 'vitest';
import { POST } from '@/app/api/email/unsubscribe/[token]/route';
import { cast } from '@/db/cast';
import { env } from '@/lib/env';
import { NotFound } from '@/lib/errors';
import { newId } from '@/lib/ids';
import {
  makeUnsubscribeToken,
  oneClickUrl,
  type UnsubscribeScope,
  unsubscribeUrl,
} from '@/lib/mails/unsubscribe-token';
import { useDatabase } from '@/lib/testing/database';
import { findUnsubscription } from './queries';
import { resumeMail } from './resume-mail';
import { stopMail } from './stop-mail';
import { makeUndoToken, readUndoToken } from './undo-token';

const open = useDatabase();
const ask = (text: string, ...values: unknown[]) => open.current.query(text, values);
const { member, groups, posts } = cast;

const tokenFor = (scope: UnsubscribeScope, personId = member.id) => makeUnsubscribeToken({ personId, scope });

/** Everything that decides about the member's mail. */
const state = async () => ({
  settings: await ask(
    'select receives_email, digest, group_frequency from notification_settings where person_id = $1',
    member.id,
  ),
  choices: await ask('select reason, page, email from notification_choices where person_id = $1', member.id),
  groups: await ask(
    'select group_id, email_frequency from memberships where person_id = $1 order by group_id',
    member.id,
  ),
  mutes: await ask('select item_id from mutes where person_id = $1', member.id),
});

beforeEach(async () => {
  for (const table of ['notification_settings', 'notification_choices', 'notification_defaults', 'mutes'])
    await ask(`delete from ${table}`);
  await ask(`update memberships set email_frequency = 'daily'`);
  await ask(`update memberships set email_frequency = 'weekly' where group_id = $1`, groups.public.id);
  await ask(`update memberships set email_frequency = 'every' where group_id = $1`, groups.private.id);
  await ask('insert into notification_settings (person_id, group_frequency) values ($1, $2)', member.id, 'weekly');
});

const itemId = posts.public.owner.id;
const scopes: [string, UnsubscribeScope, (now: Awaited<ReturnType<typeof state>>) => unknown, unknown][] = [
  ['a thread', { kind: 'thread', itemId }, (now) => now.mutes, [{ item_id: itemId }]],
  [
    'a reason',
    { kind: 'reason', reason: 'mention_post' },
    (now) => now.choices,
    [{ reason: 'mention_post', page: true, email: false }],
  ],
  [
    'a group',
    { kind: 'group', groupId: groups.private.id },
    (now) => now.groups.filter((row) => row.email_frequency === 'never').map((row) => row.group_id),
    [groups.private.id],
  ],
  [
    'digests',
    { kind: 'digest' },
    (now) => [now.settings, [...new Set(now.groups.map((row) => row.email_frequency))].toSorted()],
    [[{ receives_email: true, digest: 'never', group_frequency: 'never' }], ['every', 'never']],
  ],
  ['all mail', { kind: 'all' }, (now) => now.settings[0]?.receives_email, false],
];

test.each(scopes)(
  'the link of %s ends that and nothing else, twice is once, and undo puts it back',
  async (_, scope, look, ended) => {
    const before = await state();
    const undo = await stopMail({ token: tokenFor(scope), all: false });
    const after = await state();
    expect(look(after)).toEqual(ended);
    expect(await stopMail({ token: tokenFor(scope), all: false })).toBeNull();
    expect(await state()).toEqual(after);
    await resumeMail({ undo: undo ?? '' });
    expect(await state()).toEqual(before);
  },
);

test('what was chosen before comes back as it was', async () => {
  await ask(`insert into notification_choices values ($1, 'like', false, true)`, member.id);
  const undo = await stopMail({ token: tokenFor({ kind: 'reason', reason: 'like' }), all: false });
  expect((await state()).choices).toEqual([{ reason: 'like', page: false, email: false }]);
  await resumeMail({ undo: undo ?? '' });
  expect((await state()).choices).toEqual([{ reason: 'like', page: false, email: true }]);
});

test('where an admin has set a reason for everyone, its link says and ends all mail', async () => {
  await ask(`insert into notification_defaults values ('mention_post', true, true, true)`);
  const token = tokenFor({ kind: 'reason', reason: 'mention_post' });
  expect(await findUnsubscription(token)).toEqual({ kind: 'all' });
  await stopMail({ token, all: false });
  expect((await state()).settings[0]?.receives_email).toBe(false);
});

test('an open form of the settings notices', async () => {
  await stopMail({ token: tokenFor({ kind: 'all' }), all: false });
  const [row] = await ask('select version from notification_settings where person_id = $1', member.id);
  expect(row?.version).toBe(2);
});

test('the page names a group only to whoever may know it', async () => {
  const scope = { kind: 'group', groupId: groups.unlisted.id } as const;
  expect(await findUnsubscription(tokenFor(scope))).toEqual({ kind: 'group', name: groups.unlisted.name });
  expect(await findUnsubscription(tokenFor(scope, cast.outsider.id))).toEqual({ kind: 'group', name: null });
  expect(await findUnsubscription(tokenFor({ kind: 'all' }, cast.deactivated.id))).toBeNull();
});

describe('a token that was not made here ends nothing', () => {
  const good = tokenFor({ kind: 'all' });
  const [body = '', signature = ''] = good.split('.');
  const forged = Buffer.from(`${cast.owner.id} all`).toString('base64url');
  test.each([
    '',
    'x',
    body,
    `${forged}.${signature}`,
    `${body}.${signature.slice(0, -2)}AA`,
    `${good}.x`,
    tokenFor({ kind: 'all' }, newId()),
    makeUndoToken(member.id, { kind: 'all' }),
  ])('%s', async (token) => {
    await expect(stopMail({ token, all: false })).rejects.toThrow(NotFound);
  });

  test('and no token of that kind undoes', async () => {
    await expect(resumeMail({ undo: good })).rejects.toThrow(NotFound);
    const old = makeUndoToken(member.id, { kind: 'all' }, Date.now() - 25 * 3_600_000);
    await expect(resumeMail({ undo: old })).rejects.toThrow(NotFound);
  });
});

test('three hundred groups fit into an address', () => {
  const ids = Array.from({ length: 300 }, () => newId());
  const undo = { kind: 'digest', digest: 'daily', groupFrequency: 'weekly', daily: ids, weekly: [] } as const;
  const token = makeUndoToken(member.id, { ...undo, daily: ids, weekly: [] });
  expect(token.length).toBeLessThan(10_000);
  expect(readUndoToken(token)?.undo).toEqual({ ...undo, daily: ids, weekly: [] });
});

describe('the button of mail programs', () => {
  const press = (token: string, body: BodyInit | null) =>
    POST(new Request(`${env.APP_URL}/api/email/unsubscribe/${token}`, { method: 'POST', body }), {
      params: Promise.resolve({ token }),
    });
  const oneClick = () => new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
  const multipart = () => {
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    return form;
  };
  const token = tokenFor({ kind: 'all' });
  const receives = async () => (await state()).settings[0]?.receives_email;

  test.each([oneClick, multipart])('ends it by a POST without a session', async (body) => {
    expect((await press(token, body())).status).toBe(200);
    expect(await receives()).toBe(false);
    expect((await press(token, body())).status).toBe(200);
  });

  test.each([null, 'x', new URLSearchParams({ other: '1' })])('not by a POST that does not say so', async (body) => {
    expect((await press(token, body)).status).toBe(400);
    expect(await receives()).toBe(true);
  });

  test('not with a wrong token', async () => {
    expect((await press('wrong', oneClick())).status).toBe(404);
  });

  test('is where the header of a mail points', () => {
    const page = unsubscribeUrl({ personId: member.id, scope: { kind: 'all' } });
    expect(page).toBe(`${env.APP_URL}/unsubscribe/${token}`);
    expect(oneClickUrl(page)).toBe(`${env.APP_URL}/api/email/unsubscribe/${token}`);
  });
});
