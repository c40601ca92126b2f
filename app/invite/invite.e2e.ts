import { expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { findBarriers } from '@/lib/testing/axe';
import { useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';

const app = useApp();
const { openPage } = useBrowser(app);

withAndWithoutJavaScript((javaScript) => {
  test('an admin invites a guest, who opens the link, says their name, and is in', async () => {
    const address = `invited.${javaScript}@example.net`;
    const admin = await openPage({ as: cast.admin, javaScript, path: '/setup/people/invite' });
    await admin.getByRole('textbox', { name: 'Email' }).fill(address);
    await admin.getByRole('radio', { name: 'Guest' }).check();
    await admin.getByRole('button', { name: 'Invite' }).click();
    await admin.getByText('Invited. Send them this link').waitFor();
    const link = await admin.getByRole('textbox', { name: 'Link to send to them' }).first().inputValue();
    const open = () =>
      app.database.query('select 1 from invitations where email = $1 and accepted_at is null', [address]);
    for (const method of ['GET', 'HEAD']) expect((await fetch(link, { method })).status).toBe(200);
    const guest = await openPage({ javaScript });
    await guest.goto(link);
    await guest.getByText('as a guest').waitFor();
    expect(await open()).toHaveLength(1);
    if (javaScript) expect(await findBarriers(guest)).toEqual([]);
    await guest.getByRole('textbox', { name: 'Your name' }).fill('In Vited');
    await guest.getByRole('button', { name: 'Accept invitation' }).click();
    await guest.waitForURL(`${app.url}/`);
    expect(await open()).toHaveLength(0);
    await guest.goto('/settings/sessions');
    await guest.getByRole('heading', { name: 'Sessions' }).waitFor();
    await guest.goto(link);
    await guest.getByRole('heading', { name: 'This invitation is over' }).waitFor();
  });
});

test('a token that never was reads like one that is over', async () => {
  const page = await openPage({ path: '/invite/nothing' });
  await page.getByRole('heading', { name: 'This invitation is over' }).waitFor();
  expect((await fetch(`${app.url}/invite/nothing`)).status).toBe(404);
});
