import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import type { CastPerson } from '@/db/seed/cast/people';
import { transaction } from '@/db/writer';
import type { FetchResult, ReceivedMail } from '@/lib/email/receiving';
import { env } from '@/lib/env';
import { drain } from '@/lib/events/worker';
import { removeMember } from '@/lib/groups/remove-member';
import { newId } from '@/lib/ids';
import { ensureReplyAddress } from '@/lib/mails/reply-address';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { arrival, callWebhook, signed, webhookSecret } from '@/lib/testing/inbound';
import { groupAddress } from './group-address';
import { inboundBy } from './subscriber';

const open = useDatabase();
const ask = (text: string, ...values: unknown[]) => open.current.query(text, values);
const { member, owner, outsider, groups, posts } = cast;
const itemId = posts.private.owner.id;
/** What the provider has, by id. */
const box = new Map<string, FetchResult>();
const inbound = inboundBy(async (id) => box.get(id) ?? { outcome: 'gone', why: 'not_found' });
const work = (now?: Date) => drain({ subscribers: [inbound], ...(now && { now }) });

const mailFrom = (person: CastPerson, to: string, mail: Partial<ReceivedMail> = {}): ReceivedMail => ({
  from: `${person.name} <${person.email}>`,
  to: [to],
  subject: 'Re: It was commented',
  text: 'By mail',
  html: null,
  headers: {},
  ...mail,
});

/** A mail arrives and is worked on; returns what became of it. */
async function arrive(mail: ReceivedMail) {
  const id = newId();
  box.set(id, { outcome: 'mail', mail });
  expect((await callWebhook(signed(arrival(id)))).status).toBe(200);
  await work();
  const [row] = await ask('select state, note, person_id, result_id from inbound_mails where provider_id = $1', id);
  return { id, ...row } as { id: string; state: string; note: string; person_id: string | null; result_id: string };
}

const addressOf = async (person: CastPerson, item = itemId) =>
  (await transaction((tx) => ensureReplyAddress(tx, person.id, item))) ?? '';

const writing = async () =>
  (
    await ask(
      'select (select count(*) from comments)::int as comments, (select count(*) from feed_items)::int as items',
    )
  )[0];

beforeAll(() => {
  Object.assign(env, { EMAIL_REPLY_DOMAIN: 'in.example.com', RESEND_WEBHOOK_SECRET: webhookSecret });
});

beforeEach(async () => {
  for (const table of ['inbound_mails', 'outbox_events', 'email_settings', 'mail_suppressions', 'mails'])
    await ask(`delete from ${table}`);
  box.clear();
});

describe('an answer', () => {
  test('becomes a comment of its person, in the audience of its post, once', async () => {
    const address = await addressOf(member);
    const { id, state, person_id, result_id } = await arrive(mailFrom(member, address));
    expect([state, person_id]).toEqual(['taken', member.id]);
    const [comment] = await ask('select author_id, audience, plain, item_id from comments where id = $1', result_id);
    expect(comment).toEqual({ author_id: member.id, audience: groups.private.id, plain: 'By mail', item_id: itemId });
    const after = await writing();
    await ask(`update inbound_mails set state = 'waiting', result_id = null where provider_id = $1`, id);
    await ask(`update outbox_events set done_at = null where type = 'mail.arrived'`);
    await work();
    expect(await writing()).toEqual(after);
    expect((await ask('select result_id from inbound_mails'))[0]?.result_id).toBe(result_id);
  });

  test('finds its address among others, whatever case a server has made of it', async () => {
    const address = await addressOf(member);
    const mail = mailFrom(member, 'boss@example.com', { to: ['boss@example.com', `X <${address.toUpperCase()}>`] });
    expect((await arrive({ ...mail, from: member.email.toUpperCase() })).state).toBe('taken');
  });

  const refusals: [string, string, (address: string) => ReceivedMail][] = [
    ['from somebody else who was forwarded it', 'other_sender', (to) => mailFrom(owner, to)],
    ['from a stranger', 'other_sender', (to) => mailFrom(member, to, { from: 'evil@example.com' })],
    [
      'with the name of its person and another address',
      'other_sender',
      (to) => mailFrom(member, to, { from: `"${member.email}" <evil@example.com>` }),
    ],
    ['from two senders', 'unknown_sender', (to) => mailFrom(member, to, { from: `${member.email}, evil@example.com` })],
    [
      'with a line break in its sender',
      'unknown_sender',
      (to) => mailFrom(member, to, { from: `${member.email}\r\nX: y` }),
    ],
    [
      'that is forged',
      'not_authentic',
      (to) => mailFrom(member, to, { headers: { 'authentication-results': 'mx; dmarc=fail' } }),
    ],
    [
      'that a program wrote',
      'automatic',
      (to) => mailFrom(member, to, { headers: { 'auto-submitted': 'auto-replied' } }),
    ],
    ['that only quotes', 'empty', (to) => mailFrom(member, to, { text: '> quoted\n' })],
    ['to a token that never was', 'no_address', () => mailFrom(member, `reply+${'z'.repeat(26)}@in.example.com`)],
    ['to another domain', 'no_address', (to) => mailFrom(member, to.replace('in.example.com', 'elsewhere.example'))],
  ];
  test.each(refusals)('%s becomes nothing, and an admin reads why', async (_, note, mailTo) => {
    const before = await writing();
    expect(await arrive(mailTo(await addressOf(member)))).toMatchObject({ state: 'dropped', note });
    expect(await writing()).toEqual(before);
    expect(JSON.stringify(await ask('select * from inbound_mails'))).not.toMatch(/By mail|evil/);
    expect(await ask('select 1 from mails')).toEqual([]);
  });

  test('of who lost the group becomes nothing', async () => {
    const address = await addressOf(member, posts.private.formerMember.id);
    await removeMember(viewerOf(owner), { groupId: groups.private.id, personId: member.id });
    expect(await arrive(mailFrom(member, address))).toMatchObject({ state: 'dropped', note: 'no_access' });
    await ask('insert into memberships (group_id, person_id) values ($1, $2)', groups.private.id, member.id);
  });

  test('of who is switched off becomes nothing', async () => {
    const address = await addressOf(cast.deactivated);
    expect(await arrive(mailFrom(cast.deactivated, address))).toMatchObject({ state: 'dropped', note: 'inactive' });
  });

  test('becomes nothing while answers are switched off', async () => {
    const address = await addressOf(member);
    await ask('insert into email_settings (allows_replies) values (false)');
    expect(await arrive(mailFrom(member, address))).toMatchObject({ state: 'dropped', note: 'replies_off' });
  });

  test('of one person is taken sixty times an hour', async () => {
    const address = await addressOf(member);
    for (let index = 0; index < 60; index++)
      await ask(
        `insert into inbound_mails (provider_id, state, person_id) values ($1, 'taken', $2)`,
        newId(),
        member.id,
      );
    expect(await arrive(mailFrom(member, address))).toMatchObject({ state: 'dropped', note: 'too_many' });
  });
});

describe('a post by mail', () => {
  const address = () => groupAddress(groups.private) ?? '';

  test('has its subject as a bold first line, and the group’s audience', async () => {
    const mail = mailFrom(member, address(), { subject: 'Fwd: Numbers *now*', text: 'They are in.\n\n-- \nCecily' });
    const { state, result_id } = await arrive(mail);
    expect(state).toBe('taken');
    const [post] = await ask('select author_id, audience, source, plain from feed_items where id = $1', result_id);
    expect(post).toMatchObject({ author_id: member.id, audience: groups.private.id });
    expect(post?.source).toBe('**Numbers \\*now\\***\n\nThey are in.');
    expect(String(post?.plain)).toContain('Numbers *now*');
  });

  const refusals: [string, string, () => ReceivedMail][] = [
    ['by who is not in the group', 'no_access', () => mailFrom(outsider, address())],
    ['by a stranger', 'unknown_sender', () => mailFrom(member, address(), { from: 'evil@example.com' })],
    ['to an address without its ending', 'no_address', () => mailFrom(member, 'group-pricing@in.example.com')],
    [
      'to an address with another ending',
      'no_access',
      () => mailFrom(member, `group-pricing+${'a'.repeat(16)}@in.example.com`),
    ],
    [
      'to a group where members may not post',
      'no_access',
      () => mailFrom(member, groupAddress(groups.broadcast) ?? ''),
    ],
    ['to an archived group', 'no_access', () => mailFrom(member, groupAddress(groups.archived) ?? '')],
    ['without anything in it', 'empty', () => mailFrom(member, address(), { subject: 'Re:', text: '' })],
  ];
  test.each(refusals)('%s becomes nothing', async (_, note, mail) => {
    const before = await writing();
    expect(await arrive(mail())).toMatchObject({ state: 'dropped', note });
    expect(await writing()).toEqual(before);
  });

  test('becomes nothing while posts by mail are switched off', async () => {
    await ask('insert into email_settings (allows_group_posts) values (false)');
    expect(await arrive(mailFrom(member, address()))).toMatchObject({ state: 'dropped', note: 'posts_off' });
  });
});

test('while the provider is busy or away it waits, and is taken when it is back', async () => {
  const id = newId();
  const to = await addressOf(member);
  await callWebhook(signed(arrival(id)));
  box.set(id, { outcome: 'busy', retryAfterMs: 1000 });
  await work();
  box.set(id, { outcome: 'unknown', why: '502' });
  await work(new Date(Date.now() + 60_000));
  expect((await ask('select state from inbound_mails'))[0]?.state).toBe('waiting');
  box.set(id, { outcome: 'mail', mail: mailFrom(member, to) });
  await work(new Date(Date.now() + 600_000));
  expect((await ask('select state from inbound_mails'))[0]?.state).toBe('taken');
});

testParallel('eight workers with one mail make one comment', async () => {
  const id = newId();
  box.set(id, { outcome: 'mail', mail: mailFrom(member, await addressOf(member)) });
  await callWebhook(signed(arrival(id)));
  const before = Number((await writing())?.comments);
  const handler = inbound.on['mail.arrived'];
  const event = { id: newId(), type: 'mail.arrived', subjectId: null, actorId: null, createdAt: new Date() } as const;
  await Promise.all(
    Array.from({ length: 8 }, () => handler?.({ ...event, payload: { providerId: id }, now: new Date() })),
  );
  expect(Number((await writing())?.comments)).toBe(before + 1);
});
