import { beforeEach, describe, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { transaction } from '@/db/writer';
import type { SendResult } from '@/lib/email/rules';
import { drain } from '@/lib/events/worker';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { forgetMail, postOffice } from '@/lib/testing/post-office';
import { type NewMail, queueMail } from './queue-mail';
import { mailsBy } from './subscriber';

const open = useDatabase();
const ask = (text: string, ...values: unknown[]) => open.current.query(text, values);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let began = 0;
const at = (ms: number) => new Date(began + ms);

const unknown: SendResult = { outcome: 'unknown', why: 'no answer' };
const busy: SendResult = { outcome: 'busy', why: 'too many', retryAfterMs: 5 * MINUTE, isForAll: true };
const refused: SendResult = { outcome: 'refused', why: 'no such address' };

let office = postOffice();
let subscribers = [mailsBy(office.adapter)];
beforeEach(async () => {
  began = Date.now() + MINUTE;
  office = postOffice();
  subscribers = [mailsBy(office.adapter)];
  await forgetMail(open.current);
});

const content = { subject: 'Hello', html: '<a href="{{link}}">', text: '{{link}}' };
const sealed = { link: 'https://a.example/TOKEN' };
const queue = (mail: Partial<NewMail> = {}) =>
  transaction((tx) =>
    queueMail(tx, { kind: 'test', personId: null, address: 'a@example.com', content, sealed, ...mail }),
  );
const send = (ms = 0) => drain({ subscribers, now: at(ms) });
const row = async () => (await ask('select * from mails order by id'))[0];
const letters = () => ask('select dead_at from outbox_retries');

describe('a mail that is queued', () => {
  test('is sent once, with its tokens, which are then forgotten', async () => {
    const { mailId } = await queue();
    await send();
    await send(HOUR);
    expect(office.sent).toMatchObject([{ id: mailId, text: sealed.link, html: `<a href="${sealed.link}">` }]);
    expect(await row()).toMatchObject({
      state: 'sent',
      sealed: null,
      attempts: 1,
      provider_id: `memory:${mailId}`,
      note: '',
    });
    expect(JSON.stringify(await row())).not.toContain('TOKEN');
  });

  test('is offered under one key and with the same bytes by two events at once', async () => {
    await queue();
    await ask(
      `insert into outbox_events (id, type, payload, lane) select $1, type, payload, lane from outbox_events`,
      newId(),
    );
    await send();
    expect(new Set(office.sent.map((mail) => JSON.stringify(mail))).size).toBe(1);
    await send(HOUR);
    expect(await row()).toMatchObject({ state: 'sent' });
  });

  test('that is refused has failed, and is no dead letter', async () => {
    office.answer = () => refused;
    await queue();
    await send();
    await send(HOUR);
    expect(office.sent).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'failed', note: 'no such address', sealed: null });
    expect(await letters()).toEqual([]);
  });

  test('is tried again with the same bytes as long as nobody knows whether it was taken', async () => {
    office.answer = () => unknown;
    await queue({
      personId: cast.member.id,
      kind: 'digest',
      address: cast.member.email,
      unsubscribe: { kind: 'digest' },
    });
    for (let minutes = 0; minutes < 180; minutes += 5) await send(minutes * MINUTE);
    expect(office.sent.length).toBeGreaterThan(6);
    expect(new Set(office.sent.map((mail) => JSON.stringify(mail))).size).toBe(1);
    expect(await row()).toMatchObject({ state: 'sending', note: 'no answer' });
    office.answer = postOffice().answer;
    await send(5 * HOUR);
    expect(await row()).toMatchObject({ state: 'sent', note: '' });
  });

  test('is given up before the provider forgets its key', async () => {
    office.answer = () => unknown;
    await queue();
    for (let hours = 0; hours <= 30; hours += 1) await send(hours * HOUR);
    expect(await row()).toMatchObject({ state: 'failed', note: expect.stringMatching(/^given up after a day/) });
    const tries = office.sent.length;
    expect(tries).toBeGreaterThan(20);
    expect(await letters()).toEqual([]);
    await send(40 * HOUR);
    expect(office.sent).toHaveLength(tries);
  });

  test('waits as long as the provider asks, and so do the others', async () => {
    office.answer = () => busy;
    await queue();
    await queue();
    await send();
    expect(office.sent.length).toBeLessThanOrEqual(2);
    const before = office.sent.length;
    await send(4 * MINUTE);
    expect(office.sent).toHaveLength(before);
    office.answer = postOffice().answer;
    await send(6 * MINUTE);
    expect((await ask('select state from mails')).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });

  test('that somebody waits for goes out although the others pause', async () => {
    office.answer = ({ subject }) => (subject === 'Hello' ? busy : postOffice().answer({} as never));
    await queue();
    await send();
    await queue({ kind: 'sign_in', content: { ...content, subject: 'Sign in' } });
    await send(1_000);
    expect(office.sent.at(-1)?.subject).toBe('Sign in');
    expect(await ask(`select state from mails where kind = 'sign_in'`)).toEqual([{ state: 'sent' }]);
  });

  test('is over with its link', async () => {
    office.answer = () => unknown;
    await queue({ kind: 'sign_in', expiresAt: at(15 * MINUTE) });
    for (let minutes = 0; minutes < 30; minutes += 1) await send(minutes * MINUTE);
    expect(await row()).toMatchObject({ state: 'failed', note: 'expired', sealed: null });
  });

  test('of which the tokens cannot be read any more has failed', async () => {
    await queue();
    await ask(`update mails set sealed = 'nonsense'`);
    await send();
    expect(office.sent).toEqual([]);
    expect(await row()).toMatchObject({ state: 'failed', sealed: null });
  });

  test.each([
    [
      'the address bounced',
      `insert into mail_suppressions (address, reason) values ('${cast.member.email}', 'bounce')`,
      'suppressed',
    ],
    ['mail was switched off for all', 'insert into email_settings (is_on) values (false)', 'organisation_off'],
    [
      'the person wants none any more',
      `insert into notification_settings (person_id, receives_email) values ('${cast.member.id}', false)`,
      'setting',
    ],
    [
      'the person has another address',
      `update people set email = 'moved@example.com' where id = '${cast.member.id}'`,
      'address_changed',
    ],
  ])('does not go out when %s', async (_, change, note) => {
    await queue({ personId: cast.member.id, kind: 'digest', address: cast.member.email });
    await ask(change);
    await send();
    await ask('update people set email = $1 where id = $2', cast.member.email, cast.member.id);
    expect(office.sent).toEqual([]);
    expect(await row()).toMatchObject({ state: 'cancelled', note, sealed: null });
  });
});
