import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';

const app = useApp();
const { openPage } = useBrowser(app);

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

async function found(page: Page, name: string, access: 'Public' | 'Private' | 'Unlisted') {
  await page.goto('/groups/new');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByRole('textbox', { name: 'Description' }).fill(`About ${name}.`);
  await page.getByRole('radio', { name: access, exact: true }).check();
  await button(page, 'Create group').click();
  await heading(page, name).waitFor();
  return new URL(page.url()).pathname;
}

withAndWithoutJavaScript((javaScript) => {
  const suffix = javaScript ? 'scripted' : 'plain';
  const as = (person: { handle: string }, path?: string) => openPage({ javaScript, as: person, ...(path && { path }) });

  test('a private group is founded, asked for, and opened to whoever is accepted', async () => {
    const founder = await as(cast.outsider);
    const path = await found(founder, `Tennis ${suffix}`, 'Private');
    const asker = await as(cast.follower, path);
    expect(await asker.locator('main').textContent()).toContain('The posts are for members only');
    await button(asker, 'Ask to join').click();
    await button(asker, 'Withdraw request').waitFor();

    await founder.goto(`${path}/members`);
    const request = founder.getByRole('form', { name: `Request of ${cast.follower.name}` });
    await request.getByRole('textbox', { name: 'Message' }).fill('Welcome.');
    await request.getByRole('button', { name: 'Accept' }).click();
    await founder
      .getByRole('status')
      .filter({ hasText: `${cast.follower.name} is in the group now.` })
      .waitFor();

    await asker.goto(path);
    await asker.getByRole('textbox', { name: 'Share an update' }).fill(`Hello from ${suffix}`);
    await button(asker, 'Share').click();
    await asker
      .getByRole('article')
      .filter({ hasText: `Hello from ${suffix}` })
      .waitFor();
    await asker.goto(path);
    await button(asker, 'Leave group').click();
    await button(asker, 'Ask to join').waitFor();
    expect(await asker.getByRole('article').count()).toBe(0);
  });

  test('whoever answers second reads who was first, and the page is up to date', async () => {
    const founder = await as(cast.outsider);
    const path = await found(founder, `Chess ${suffix}`, 'Private');
    const asker = await as(cast.follower, path);
    await button(asker, 'Ask to join').click();
    await button(asker, 'Withdraw request').waitFor();
    const [first, second] = [await as(cast.outsider, `${path}/members`), await as(cast.outsider, `${path}/members`)];
    await button(first, 'Decline').click();
    await first
      .getByRole('status')
      .filter({ hasText: `You declined ${cast.follower.name}.` })
      .waitFor();
    if (!javaScript) {
      await second.getByRole('textbox', { name: 'Message' }).fill('Come in.');
      await button(second, 'Accept').click();
      const told = `${cast.outsider.name} has already declined this request.`;
      await second.getByRole('status').filter({ hasText: told }).waitFor();
    }
    // With JavaScript the page is live: what was answered elsewhere is no longer asked.
    await expect.poll(() => button(second, 'Accept').count()).toBe(0);
  });

  test('a name that is taken is said beside the field, and nothing typed is lost', async () => {
    const page = await as(cast.outsider, '/groups/new');
    const name = page.getByRole('textbox', { name: 'Name', exact: true });
    await name.fill('PRICING');
    await page.getByRole('textbox', { name: 'Description' }).fill('What it is for.');
    await page.getByRole('radio', { name: 'Private', exact: true }).check();
    await page.getByRole('checkbox', { name: 'Allow guests' }).check();
    await button(page, 'Create group').click();
    await page.getByRole('alert').filter({ hasText: 'Please check' }).waitFor();
    expect(await name.inputValue()).toBe('PRICING');
    expect(await name.getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByRole('textbox', { name: 'Description' }).inputValue()).toBe('What it is for.');
    expect(await page.getByRole('radio', { name: 'Private', exact: true }).isChecked()).toBe(true);
    expect(await page.getByRole('checkbox', { name: 'Allow guests' }).isChecked()).toBe(true);
    expect(await page.getByRole('checkbox', { name: 'Only owner' }).isChecked()).toBe(false);
  });

  test('a public group is joined and left with one click each', async () => {
    const page = await as(cast.follower, `/groups/${cast.groups.public.slug}`);
    await button(page, 'Join group').click();
    await button(page, 'Leave group').waitFor();
    await button(page, 'Leave group').click();
    await button(page, 'Join group').waitFor();
  });

  test('people are found, added, made managers and removed', async () => {
    const page = await as(cast.outsider);
    const path = await found(page, `Chorus ${suffix}`, 'Unlisted');
    const menu = () => page.getByLabel(`What to do with ${cast.follower.name}`);
    await page.goto(`${path}/members`);
    await page.getByRole('textbox', { name: 'Find people to add' }).fill('versie');
    await button(page, 'Find people').click();
    await button(page, `Add ${cast.follower.name}`).click();
    await page.getByRole('status').filter({ hasText: 'is in the group now' }).waitFor();
    await page.goto(`${path}/members`);
    await menu().click();
    await button(page, 'Make manager').click();
    await page.getByRole('status').filter({ hasText: 'manages the group now' }).waitFor();
    await page.goto(`${path}/members`);
    await menu().click();
    await button(page, 'Remove from group').click();
    await page.getByRole('status').filter({ hasText: 'is no longer in the group' }).waitFor();
    expect(await menu().count()).toBe(0);
  });

  test('an address is invited by a link that is shown in place', async () => {
    const page = await as(cast.outsider);
    const path = await found(page, `Newcomers ${suffix}`, 'Private');
    await page.goto(`${path}/members`);
    await page.getByRole('textbox', { name: 'Email' }).fill(`new.${suffix}@brightmoor.example`);
    await button(page, 'Make invitation').click();
    await page
      .getByRole('status')
      .filter({ hasText: `${app.url}/invite/` })
      .waitFor();
  });

  test('a group is made public once that is confirmed, archived, and deleted by its name', async () => {
    const page = await as(cast.outsider);
    const path = await found(page, `Short lived ${suffix}`, 'Private');
    await page.goto(`${path}/settings`);
    await page.getByRole('radio', { name: 'Public', exact: true }).check();
    await button(page, 'Save').click();
    await page.getByText('Tick this to show everything posted here so far to everyone.').first().waitFor();
    expect(await page.getByRole('radio', { name: 'Public', exact: true }).isChecked()).toBe(true);
    await page.getByRole('checkbox', { name: 'Yes, show everything posted so far' }).check();
    await button(page, 'Save').click();
    await page.getByRole('status').filter({ hasText: 'The group is saved.' }).waitFor();
    await page.goto(`${path}/settings`);
    await button(page, 'Archive group').click();
    await page.getByText('This group is archived').first().waitFor();
    expect(await page.getByRole('region', { name: 'Publisher' }).count()).toBe(0);
    await page.goto(`${path}/settings`);
    await page.getByRole('link', { name: 'Delete group…' }).click();
    await page.getByRole('textbox', { name: 'Type the name of the group' }).fill(`Short lived ${suffix}`);
    await button(page, 'Delete group for good').click();
    await heading(page, 'Groups').waitFor();
    expect((await page.goto(path))?.status()).toBe(404);
  });

  test('who looks in with a permission reads that it is recorded', async () => {
    const page = await as(cast.viewAllData, `/groups/${cast.groups.private.slug}`);
    await page.getByText('You are looking in with View All Data; this visit is recorded.').waitFor();
    expect(await page.getByRole('region', { name: 'Publisher' }).count()).toBe(0);
    expect(await page.getByRole('article').count()).toBeGreaterThan(0);
  });
});

describe('what strangers meet', () => {
  const body = async (page: Page, path: string) => {
    const response = await page.goto(path);
    const text = await page.locator('main').textContent();
    return { status: response?.status(), text };
  };

  test('at the address of an unlisted group is what stands at an address that never was', async () => {
    const page = await openPage({ as: cast.outsider, javaScript: false });
    const { slug } = cast.groups.unlisted;
    for (const tab of ['', '/members', '/settings', '/settings/delete'])
      expect(await body(page, `/groups/${slug}${tab}`)).toEqual(await body(page, `/groups/never-was-12345678${tab}`));
    expect((await body(page, `/groups/${slug}`)).status).toBe(404);
  });

  test('at the members and settings of a private group are words, and nobody of it', async () => {
    const page = await openPage({ as: cast.outsider, javaScript: false });
    for (const tab of ['members', 'settings', 'settings/delete']) {
      const { status, text } = await body(page, `/groups/${cast.groups.private.slug}/${tab}`);
      expect(status).toBe(403);
      expect(text).toContain('You may not do this here');
      expect(text).not.toContain(cast.member.name);
    }
  });

  test('guests find their groups and no others', async () => {
    const page = await openPage({ as: cast.guest, path: '/groups' });
    expect(await page.getByRole('main').getByRole('listitem').count()).toBe(1);
    expect(await page.getByRole('link', { name: 'New group' }).count()).toBe(0);
    expect((await page.goto('/groups/new'))?.status()).toBe(403);
  });
});
