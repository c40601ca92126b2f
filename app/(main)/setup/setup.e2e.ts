import { describe, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { findBarriers } from '@/lib/testing/axe';
import { signIn, useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';

const app = useApp();
const { openPage } = useBrowser(app);

const pages = [
  '/setup/people',
  '/setup/people?state=all&q=a',
  '/setup/people/invite',
  `/setup/people/${cast.member.handle}`,
  `/setup/people/${cast.member.handle}/deactivate`,
  '/setup/invitations',
  '/setup/audit',
];

withAndWithoutJavaScript((javaScript) => {
  test('an admin deactivates someone, whose open page is over with the next click, and reactivates them', async () => {
    const other = await openPage({ as: cast.outsider, javaScript, path: '/settings/sessions' });
    const page = await openPage({ as: cast.admin, javaScript, path: '/setup/people' });
    await page.getByRole('link', { name: cast.outsider.name }).click();
    await page.getByRole('link', { name: 'Deactivate…' }).click();
    await page.getByRole('button', { name: `Deactivate ${cast.outsider.name}` }).click();
    await page.getByRole('status').getByText('is deactivated, and signed out everywhere').waitFor();
    await other.goto('/settings/sessions');
    expect(new URL(other.url()).pathname).toBe('/login');
    await page.getByRole('button', { name: 'Reactivate' }).click();
    await page.getByRole('status').getByText('can sign in again').waitFor();
    await other.reload();
    expect(new URL(other.url()).pathname).toBe('/login');
  });

  test('permissions are given and taken', async () => {
    const held = () =>
      app.database.query("select 1 from person_permissions where person_id = $1 and permission = 'moderate'", [
        cast.manager.id,
      ]);
    const page = await openPage({ as: cast.admin, javaScript, path: `/setup/people/${cast.manager.handle}` });
    await page.getByRole('checkbox', { name: 'Moderate Chatter' }).check();
    await page.getByRole('button', { name: 'Save permissions' }).click();
    await page.getByText('Permissions saved.').waitFor();
    expect(await held()).toHaveLength(1);
    await page.goto(`/setup/people/${cast.manager.handle}`);
    await page.getByRole('checkbox', { name: 'Moderate Chatter' }).uncheck();
    await page.getByRole('button', { name: 'Save permissions' }).click();
    await page.getByText('Permissions saved.').waitFor();
    expect(await held()).toHaveLength(0);
    await page.goto('/setup/audit');
    await page.getByText('changed the permissions of').first().waitFor();
  });

  test('the last admin is told why they must stay one', async () => {
    const page = await openPage({ as: cast.admin, javaScript, path: `/setup/people/${cast.admin.handle}` });
    await page.getByRole('checkbox', { name: 'Manage people and settings' }).uncheck();
    await page.getByRole('button', { name: 'Save permissions' }).click();
    await page.getByRole('alert').getByText('This is the only administrator').waitFor();
  });

  test('a session is ended from another browser', async () => {
    const token = await signIn(app, cast.superior);
    const page = await openPage({ as: cast.superior, javaScript, path: '/settings/sessions' });
    await page.getByRole('button', { name: 'End all other sessions' }).click();
    await page.getByRole('status').getByText('All other sessions have ended.').waitFor();
    const response = await fetch(`${app.url}/settings/sessions`, {
      redirect: 'manual',
      headers: { cookie: `next-auth.session-token=${token}` },
    });
    expect(response.headers.get('location')).toContain('/login');
  });
});

describe('Setup', () => {
  test.each(pages)('%s says 403 to everybody else, in words, and 404 about nothing', async (path) => {
    for (const person of [cast.member, cast.guest, cast.viewAllData]) {
      const cookie = `next-auth.session-token=${await signIn(app, person)}`;
      const response = await fetch(`${app.url}${path}`, { headers: { cookie } });
      expect(response.status).toBe(403);
      expect(await response.text()).not.toContain(cast.outsider.email);
    }
    const page = await openPage({ as: cast.member, javaScript: false, path });
    expect(await page.locator('main').textContent()).toMatch(/not|allowed/i);
  });

  test('is in the account menu of admins only', async () => {
    for (const [person, links] of [
      [cast.admin, 1],
      [cast.member, 0],
    ] as const) {
      const page = await openPage({ as: person, path: '/settings/sessions' });
      expect(await page.locator('header a[href="/setup/people"]').count()).toBe(links);
    }
  });

  test.each(pages)('%s has no barriers, in both themes, wide and narrow', async (path) => {
    for (const [width, colorScheme] of [
      [1280, 'light'],
      [390, 'dark'],
    ] as const) {
      const page = await openPage({ as: cast.admin, path, width, colorScheme });
      expect(await findBarriers(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    }
  });
});
