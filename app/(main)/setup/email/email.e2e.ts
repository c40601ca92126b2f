import { expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { sessionCookie } from '@/lib/auth/current';
import { newId } from '@/lib/ids';
import { useApp } from '@/lib/testing/app';
import { findBarriers } from '@/lib/testing/axe';
import { signIn, useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';
import { signedEvent } from '@/lib/testing/fake-resend';

const webhookSecret = `whsec_${Buffer.from('a secret of the webhook for tests').toString('base64')}`;
const app = useApp({ env: { EMAIL_REPLY_DOMAIN: 'in.example.com', RESEND_WEBHOOK_SECRET: webhookSecret } });
const { openPage } = useBrowser(app);
const { admin, member, groups } = cast;

const ask = (text: string, ...values: unknown[]) => app.database.query(text, values);

/** Calls the webhook as Resend does. */
const tell = (type: string, data: Record<string, unknown>) =>
  fetch(`${app.url}/api/email/inbound`, { method: 'POST', ...signedEvent(webhookSecret, type, data) });

withAndWithoutJavaScript((javaScript) => {
  test('switches are saved for everyone, and audited', async () => {
    await ask('delete from email_settings');
    const page = await openPage({ as: admin, javaScript, path: '/setup/email' });
    await page.getByRole('checkbox', { name: 'Answers by email become comments' }).uncheck();
    await page.getByRole('textbox', { name: 'Sender name' }).fill('Kestrel News');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').getByText('The email settings are saved').waitFor();
    expect(await ask('select is_on, allows_replies, sender_name, version from email_settings')).toEqual([
      { is_on: true, allows_replies: false, sender_name: 'Kestrel News', version: 1 },
    ]);
    await page.getByRole('textbox', { name: 'Sender name' }).fill('"quoted"');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('main').getByRole('alert').waitFor();
    await page.goto('/setup/audit');
    await page.getByText('changed the email settings').first().waitFor();
  });

  test('a test mail goes to oneself and is read in the ledger', async () => {
    const page = await openPage({ as: admin, javaScript, path: '/setup/email' });
    await page.getByRole('button', { name: 'Send me a test mail' }).click();
    await page.getByRole('status').getByText('on its way').waitFor();
    await expect
      .poll(async () => (await ask(`select 1 from mails where kind = 'test' and state = 'sent'`)).length)
      .toBeGreaterThan(0);
    await page.goto('/setup/outbox/mails');
    await page.getByRole('link', { name: 'Mail from Chatter arrives' }).first().click();
    await page.frameLocator('iframe').getByText('sent this test').waitFor();
    if (javaScript) expect(await findBarriers(page)).toEqual([]);
  });

  test('an address that bounced is shown, and mail goes there again', async () => {
    await ask('delete from mails');
    await ask(
      `insert into mails (id, kind, person_id, address, subject, html, text, state, provider_id) values ($1, 'notification', $2, $3, 'Words', 'w', 'w', 'sent', 'sent-1')`,
      newId(),
      member.id,
      member.email,
    );
    const bounce = { type: 'Permanent', subType: 'General', message: 'No such mailbox' };
    expect((await tell('email.bounced', { email_id: 'sent-1', to: [member.email], bounce })).status).toBe(200);
    const page = await openPage({ as: admin, javaScript, path: '/setup/email' });
    await page.getByText('No such mailbox').waitFor();
    if (javaScript) expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: `Send again to ${member.email}` }).click();
    await page.getByRole('status').getByText('again').waitFor();
    expect(await ask('select 1 from mail_suppressions')).toEqual([]);
    await page.goto('/setup/outbox/mails?state=bounced');
    await page.getByText('Bounced').last().waitFor();
  });
});

test('the words of somebody else’s mail are not for an admin, and with View All Data that is noted', async () => {
  const [unlisted, open] = [newId(), newId()];
  const html = '<p id="words">Words of a mail</p><script>parent.document.title = "taken"</script>';
  for (const [id, shown] of [
    [unlisted, cast.posts.unlisted.owner.id],
    [open, cast.posts.private.owner.id],
  ])
    await ask(
      `insert into mails (id, kind, person_id, address, subject, html, text, state, shown_ids) values ($1, 'notification', $2, $3, 'Words', $4, 'Words of a mail', 'sent', array[$5::uuid])`,
      id,
      member.id,
      member.email,
      html,
      shown,
    );
  const cookie = `${sessionCookie()}=${await signIn(app, admin)}`;
  const read = async (id: string | undefined, tab = '') => {
    const answer = await fetch(`${app.url}/setup/outbox/mails/${id}${tab}`, { headers: { cookie } });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  for (const id of [unlisted, open]) {
    expect((await read(id)).text).not.toContain('Words');
    expect((await read(id, '/content')).status).toBe(404);
  }
  await ask(`insert into person_permissions (person_id, permission) values ($1, 'view_all_data')`, admin.id);
  expect((await read(open)).text).toContain('Words of a mail');
  const { status, headers } = await read(open, '/content');
  expect([status, headers.get('x-frame-options')]).toEqual([200, 'SAMEORIGIN']);
  expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
  expect((await read(unlisted)).text).not.toContain('Words');
  expect((await ask(`select 1 from audit_entries where action = 'oversight.mail_read'`)).length).toBe(2);
  await ask(`delete from person_permissions where permission = 'view_all_data' and person_id = $1`, admin.id);
});

test('the address of a group stands beside it for its members only', async () => {
  const shown = async (handle: string, slug: string) => {
    const cookie = `${sessionCookie()}=${await signIn(app, handle)}`;
    const text = await (await fetch(`${app.url}/groups/${slug}`, { headers: { cookie } })).text();
    return text.includes('@in.example.com');
  };
  expect(await shown(member.handle, groups.private.slug)).toBe(true);
  expect(await shown(cast.outsider.handle, groups.public.slug)).toBe(false);
  expect(await shown(member.handle, groups.broadcast.slug)).toBe(false);
  expect(await shown(member.handle, groups.archived.slug)).toBe(false);
});

test('the pages hold long words, narrow and wide', async () => {
  const address = `${'someone.with.a.very.long.name.'.repeat(4)}@example.com`;
  await ask(
    `insert into mail_suppressions (address, reason, details) values ($1, 'complaint', $2)`,
    address,
    'x'.repeat(300),
  );
  await ask(`insert into inbound_mails (provider_id, state, note) values ('one', 'dropped', 'other_sender')`);
  await ask(
    `insert into mails (id, kind, address, subject, html, text, state, note) values ($1, 'test', $2, $3, '<p>x</p>', 'x', 'failed', $3)`,
    newId(),
    address,
    'w'.repeat(200),
  );
  for (const width of [1280, 390]) {
    const page = await openPage({ as: admin, path: '/setup/email', width });
    for (const path of ['/setup/email', '/setup/outbox/mails']) {
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
    await page.getByRole('link', { name: 'wwww' }).first().click();
    await page.getByRole('heading', { name: 'What it says' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
});
