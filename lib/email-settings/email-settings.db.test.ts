import { beforeEach, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { Conflict } from '@/lib/errors';
import { drain } from '@/lib/events/worker';
import { useDatabase } from '@/lib/testing/database';
import { allowAddress } from './allow-address';
import { askForTest } from './ask-for-test';
import { emailSettingsInput } from './input';
import { getEmailSettings } from './queries';
import { saveEmailSettings } from './save-settings';
import { mailTests } from './subscriber';

const open = useDatabase();
const admin = viewerOf(cast.admin);
const ask = (text: string, ...values: unknown[]) => open.current.query(text, values);

const settings = {
  isOn: true,
  allowsReplies: false,
  allowsGroupPosts: true,
  hidesContent: true,
  senderName: 'Kestrel',
};

beforeEach(async () => {
  for (const table of ['email_settings', 'mails', 'outbox_events', 'mail_suppressions'])
    await ask(`delete from ${table}`);
});

test('settings are saved, told and audited; who was slower is told so', async () => {
  expect((await getEmailSettings(admin)).version).toBe(0);
  await saveEmailSettings(admin, { ...settings, version: 0 });
  expect(await getEmailSettings(admin)).toEqual({ ...settings, version: 1 });
  await expect(saveEmailSettings(admin, { ...settings, version: 0 })).rejects.toThrow(Conflict);
  await saveEmailSettings(admin, { ...settings, isOn: false, version: 1 });
  await expect(saveEmailSettings(admin, { ...settings, version: 1 })).rejects.toThrow(Conflict);
  expect(await ask(`select 1 from outbox_events where type = 'organisation.settings_changed'`)).toHaveLength(2);
  expect(await ask(`select 1 from audit_entries where action = 'email_settings.changed'`)).toHaveLength(2);
});

test.each(['"quoted"', 'a<b>', '\\', ' ', 'x'.repeat(61)])('the sender name %j is refused', (senderName) => {
  expect(emailSettingsInput.safeParse({ version: '0', senderName }).success).toBe(false);
});

test('a line break in the sender name is gone', () => {
  const parsed = emailSettingsInput.parse({ version: '0', senderName: 'Kestrel\r\nBcc: all@example.com' });
  expect(parsed.senderName).not.toMatch(/[\r\n]/);
});

test('a test mail is one mail to the admin, even while mail is off and told of twice', async () => {
  await saveEmailSettings(admin, { ...settings, isOn: false, version: 0 });
  await askForTest(admin);
  await drain({ subscribers: [mailTests] });
  await ask(`update outbox_events set done_at = null where type = 'mail.test_asked'`);
  await drain({ subscribers: [mailTests] });
  const mails = await ask('select kind, person_id, address, subject from mails');
  expect(mails).toEqual([
    { kind: 'test', person_id: admin.id, address: cast.admin.email, subject: 'Mail from Chatter arrives' },
  ]);
});

test('an address that bounced gets mail again, and that is noted without the address', async () => {
  await ask(`insert into mail_suppressions (address, reason) values ($1, 'bounce')`, cast.member.email);
  await allowAddress(admin, { address: cast.member.email.toUpperCase() });
  expect(await ask('select 1 from mail_suppressions')).toEqual([]);
  const [entry] = await ask(`select subject_id, details from audit_entries where action = 'email.address_allowed'`);
  expect(entry).toEqual({ subject_id: cast.member.id, details: { reason: 'bounce' } });
  await expect(allowAddress(admin, { address: cast.member.email })).rejects.toThrow();
});
