import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { findBarriers } from '@/lib/testing/axe';
import { useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';

const app = useApp();
const { openPage } = useBrowser(app);

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name, exact: true }).first();
const status = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });

async function create(page: Page, subject: string, priority = 'Medium') {
  await page.goto('/records/case/new');
  await page.getByRole('textbox', { name: 'Subject', exact: true }).fill(subject);
  await page.getByRole('combobox', { name: 'Priority', exact: true }).selectOption(priority);
  await button(page, 'Save').click();
  await page.getByRole('heading', { level: 1, name: subject, exact: true }).waitFor();
}

const names = async (page: Page) => (await page.locator('tbody th').allTextContents()).map((text) => text.trim());

withAndWithoutJavaScript((javaScript) => {
  const suffix = javaScript ? 'scripted' : 'plain';
  const as = (person: { handle: string }, path?: string) => openPage({ javaScript, as: person, ...(path && { path }) });

  test('a list is filtered, sorted, saved for everyone, and opened by somebody else', async () => {
    const page = await as(cast.owner);
    await create(page, `Alpha ${suffix}`, 'High');
    await create(page, `Beta ${suffix}`, 'High');
    await create(page, `Gamma ${suffix}`, 'Low');
    await page.goto('/records');
    await page.getByRole('main').getByRole('link', { name: 'Cases', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Cases', exact: true }).waitFor();
    await page.getByText('Add filter').click();
    await link(page, 'Priority').click();
    await page.getByRole('checkbox', { name: 'High' }).check();
    await button(page, 'Apply').click();
    await page.getByText('Priority is High').first().waitFor();
    await page.locator('thead').getByRole('link', { name: 'Subject' }).click();
    await expect.poll(() => page.url()).toContain('sort=subject');
    const shown = (await names(page)).filter((name) => name.endsWith(suffix));
    expect(shown).toEqual([`Alpha ${suffix}`, `Beta ${suffix}`]);
    await page.locator('summary', { hasText: 'Save view' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(`Urgent ${suffix}`);
    await page.getByRole('checkbox', { name: /Everyone can use it/ }).check();
    await button(page, 'Save view').click();
    await status(page, 'The view is saved.').waitFor();
    expect(new URL(page.url()).searchParams.get('list')).toMatch(/^[\da-f-]{36}$/);
    const other = await as(cast.member, '/records/case');
    await other.locator('summary', { hasText: 'Saved views' }).click();
    await other.getByRole('link', { name: new RegExp(`Urgent ${suffix}`) }).click();
    await other.getByText('Priority is High').first().waitFor();
    expect((await names(other)).filter((name) => name.endsWith(suffix))).toEqual(shown);
    expect(await other.getByRole('link', { name: 'Edit view' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Edit view' }).click();
    await button(page, 'Delete view').click();
    await status(page, 'The view is deleted.').waitFor();
  });

  test('a list of many goes on by a link, and back to its first page', async () => {
    const page = await as(cast.owner);
    await app.database.query(
      `with made as (insert into subjects (id, kind, name) select gen_random_uuid(), 'record', 'Many ${suffix} ' || n from generate_series(1, 60) n returning id, name)
       insert into records (id, object_id, name, owner_id, values, created_by, updated_by)
       select made.id, o.id, made.name, $1, '{"status": "New", "priority": "Low"}', $1, $1 from made, objects o where o.api_name = 'case'`,
      [cast.owner.id],
    );
    await page.goto(`/records/case?q=Many+${suffix}&sort=subject`);
    await page.getByText(/^60 of \d+ cases$/).waitFor();
    const first = await names(page);
    expect(first).toHaveLength(50);
    await link(page, 'More cases').click();
    await link(page, 'First page').waitFor();
    const second = await names(page);
    expect(new Set([...first, ...second]).size).toBe(60);
    await link(page, 'First page').click();
    await expect.poll(() => names(page)).toEqual(first);
  });

  test('a card is moved on the board, and the board says so', async () => {
    const page = await as(cast.owner);
    await create(page, `Moved ${suffix}`);
    await page.goto('/records/case?view=board&list=mine');
    const column = (name: string) => page.getByRole('region', { name, exact: true });
    const card = column('New')
      .getByRole('listitem')
      .filter({ hasText: `Moved ${suffix}` });
    await card.getByRole('combobox').selectOption('Working');
    await card.getByRole('button', { name: 'Move' }).click();
    await status(page, `Moved ${suffix} is in Working now.`).waitFor();
    await column('Working')
      .getByRole('link', { name: `Moved ${suffix}`, exact: true })
      .waitFor();
  });

  test('a list is exported as it is shown, harmless to a spreadsheet', async () => {
    const page = await as(cast.owner);
    await create(page, `=1+1 ${suffix}`, 'High');
    await page.goto(`/records/case?q=${encodeURIComponent(`=1+1 ${suffix}`)}`);
    const [file] = await Promise.all([page.waitForEvent('download'), button(page, 'Export').click()]);
    expect(file.suggestedFilename()).toMatch(/^cases-\d{4}-\d\d-\d\d\.csv$/);
    const text = await readFile(await file.path(), 'utf8');
    expect(text.charCodeAt(0)).toBe(0xfeff);
    const lines = text.trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^\ufeff?Id,Subject,Case owner,Case owner id,Status/);
    expect(lines[1]).toContain(`,'=1+1 ${suffix},`);
  });

  test('a field that is closed and one that never was are refused in the same words', async () => {
    const words = async (query: string) => {
      const page = await as(cast.outsider, `/records/opportunity?${query}`);
      return page.getByRole('main').textContent();
    };
    const never = await words('f=never_was:is:1');
    expect(never).toContain('a field that does not exist or that you may not read');
    expect(await words('f=margin:is:1')).toBe(never);
    expect(await words('sort=margin')).toBe(never);
    expect(await words('columns=margin')).toBe(never);
  });
});

describe('with JavaScript', () => {
  test('a card is drawn into another column', async () => {
    const page = await openPage({ as: cast.owner, javaScript: true });
    await create(page, 'Drawn over');
    await page.goto('/records/case?view=board&list=mine');
    const column = (name: string) => page.getByRole('region', { name, exact: true });
    const card = column('New').getByRole('listitem').filter({ hasText: 'Drawn over' });
    const moved = column('Escalated').getByRole('link', { name: 'Drawn over', exact: true });
    // A card that is drawn before the page listens stays where it is.
    const draw = async () => {
      if ((await card.count()) > 0) await card.dragTo(column('Escalated'), { sourcePosition: { x: 100, y: 8 } });
      return moved.count();
    };
    await expect.poll(draw, { timeout: 20_000, interval: 1500 }).toBe(1);
  });

  test('a record that was looked at is among those viewed last', async () => {
    const page = await openPage({ as: cast.owner, javaScript: true });
    await create(page, 'Looked at');
    await page.waitForResponse((response) => response.url().endsWith('/api/record-views') && response.status() === 204);
    await page.goto('/records');
    await page.getByRole('link', { name: 'Looked at', exact: true }).first().waitFor();
    await page.goto('/records/case?list=recent');
    expect(await names(page)).toContain('Looked at');
  });

  test.each([
    '/records',
    '/records/opportunity',
    '/records/opportunity?view=board',
    '/records/opportunity?filter=stage',
  ])('%s has no barriers, wide and narrow', async (path) => {
    for (const width of [1280, 390]) {
      const page = await openPage({ as: cast.owner, javaScript: true, path, width });
      expect(await findBarriers(page)).toEqual([]);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(sideways).toBeLessThanOrEqual(0);
    }
  });
});
