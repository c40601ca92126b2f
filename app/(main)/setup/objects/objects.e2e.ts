import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { findBarriers } from '@/lib/testing/axe';
import { useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';

const app = useApp();
const { openPage } = useBrowser(app);
const ask = (text: string, ...values: unknown[]) => app.database.query(text, values);

const box = (page: Page, label: string) => page.getByRole('main').getByRole('textbox', { name: label, exact: true });
const choice = (page: Page, label: string) => page.getByRole('combobox', { name: label, exact: true });
const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true });
const link = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name, exact: true });
const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
const said = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

/** Adds a field by the links and forms of the object's page. */
async function addField(page: Page, type: string, label: string, fill: () => Promise<void> = async () => {}) {
  await link(page, 'New field').click();
  await link(page, type).click();
  await box(page, 'Label').fill(label);
  await fill();
  await button(page, 'Create field').click();
  await said(page, `The field “${label}” is there`);
}

async function createObject(page: Page, label: string) {
  await page.goto('/setup/objects');
  await link(page, 'New object').click();
  await box(page, 'Label').fill(label);
  await box(page, 'Plural').fill(`${label}s`);
  await button(page, 'Create object').click();
  await title(page, label);
}

withAndWithoutJavaScript((javaScript) => {
  const kind = javaScript ? 'Contract' : 'Permit';
  const api = kind.toLowerCase();
  const as = (person: { handle: string }, path: string) => openPage({ javaScript, as: person, path });

  test('an object with five fields, two of them tracked, is used by a person at once', async () => {
    const page = await as(cast.admin, '/setup/people');
    await page.getByRole('navigation', { name: 'Setup' }).getByRole('link', { name: 'Objects' }).click();
    await title(page, 'Objects');
    await createObject(page, kind);
    expect(new URL(page.url()).pathname).toBe(`/setup/objects/${api}`);
    await addField(page, 'Picklist', 'Standing', async () => {
      await box(page, 'Values').fill('Draft\nSigned | won\nEnded | closed');
      await box(page, 'Default').fill('Draft');
    });
    await addField(page, 'Money', 'Fee', () => page.getByRole('checkbox', { name: 'Sortable' }).check());
    await addField(page, 'Date', 'Ends on');
    await addField(
      page,
      'Record',
      'Account',
      async () => void (await choice(page, 'Records of').selectOption('account')),
    );
    await addField(page, 'Long text', 'Terms');
    await link(page, 'Choose what is tracked').click();
    await page.getByRole('checkbox', { name: 'Standing Tracked' }).check();
    await page.getByRole('checkbox', { name: 'Fee Tracked' }).check();
    await box(page, 'Per cent that Fee has to move').fill('10');
    await button(page, 'Save').click();
    await said(page, `What ${kind} announces is saved`);
    const user = await as(cast.member, `/records/${api}/new`);
    await box(user, 'Name').fill(`${kind} of Kestrel`);
    await box(user, 'Fee').fill('1200.50');
    await button(user, 'Save').click();
    await title(user, `${kind} of Kestrel`);
    await link(user, 'Edit').click();
    await choice(user, 'Standing').selectOption('Signed');
    await box(user, 'Fee').fill('1250');
    await button(user, 'Save').click();
    const told = user.getByRole('feed').getByRole('article').filter({ hasText: 'Standing' });
    await expect.poll(async () => (await told.first().textContent()) ?? '').toMatch(/Draft.*Signed/);
    expect(await told.first().textContent()).not.toContain('1,250');
    await expect
      .poll(() => ask(`select is_sortable from fields where api_name = 'fee' and is_sort_wanted`))
      .toContainEqual({ is_sortable: true });
    await page.goto(`/setup/objects/${api}`);
    await page.getByRole('listitem').filter({ hasText: 'Fee' }).getByText('Sortable', { exact: true }).waitFor();
    if (javaScript) expect(await findBarriers(page)).toEqual([]);
  });

  test('a field that is restricted is gone for whoever is not named, wherever it stood', async () => {
    const page = await as(cast.admin, `/setup/objects/${api}/fields/fee/readers`);
    await page.getByRole('radio', { name: 'Only those named below' }).check();
    await button(page, 'Save').click();
    await page.getByText('Nobody reads it. Add those who are to.').waitFor();
    await box(page, 'Find people and groups').fill(cast.member.handle);
    await button(page, 'Find').click();
    await button(page, `Add ${cast.member.name}`).click();
    await said(page, `${cast.member.name} reads “Fee” from now on`);
    if (javaScript) expect(await findBarriers(page)).toEqual([]);
    const [record] = await ask(
      `select '/records/${api}/' || id as path from records where name = $1`,
      `${kind} of Kestrel`,
    );
    const path = String(record?.path);
    for (const [person, isThere] of [
      [cast.member, true],
      [cast.outsider, false],
      [cast.admin, false],
    ] as const) {
      const reader = await as(person, path);
      await title(reader, `${kind} of Kestrel`);
      expect((await reader.content()).includes('1,250')).toBe(isThere);
      await reader.goto(`${path}/history`);
      expect((await reader.content()).includes('1,250')).toBe(isThere);
    }
  });

  test('a new default says first what it does, and then holds', async () => {
    const page = await as(cast.admin, `/setup/objects/${api}`);
    await link(page, 'Change default access').click();
    await page.getByRole('radio', { name: 'Private' }).check();
    await button(page, 'See what changes').click();
    await page.getByText('1 record will be hidden from all but').waitFor();
    if (javaScript) expect(await findBarriers(page)).toEqual([]);
    await button(page, 'Change default access').click();
    await said(page, `The default access of ${kind} is changed`);
    const [record] = await ask(
      `select '/records/${api}/' || id as path from records where name = $1`,
      `${kind} of Kestrel`,
    );
    const outsider = await as(cast.outsider, String(record?.path));
    await title(outsider, 'There is nothing here for you');
    const owner = await as(cast.member, String(record?.path));
    await title(owner, `${kind} of Kestrel`);
  });

  test('values of a picklist are renamed, moved and added, and what is wrong stands beside its box', async () => {
    const page = await as(cast.admin, `/setup/objects/${api}/fields/standing`);
    await box(page, 'Label of Draft').fill(' ');
    await box(page, 'Label of Signed').fill('In force');
    await button(page, 'Save values').click();
    await page.getByRole('main').getByRole('alert').waitFor();
    expect(await box(page, 'Label of Signed').inputValue()).toBe('In force');
    expect(await box(page, 'Label of Draft').getAttribute('aria-invalid')).toBe('true');
    await box(page, 'Label of Draft').fill('Outline');
    await box(page, 'Place of Draft').fill('9');
    await page.getByRole('checkbox', { name: 'Offered: Ended' }).uncheck();
    await box(page, 'Add values').fill('On hold');
    await button(page, 'Save values').click();
    await said(page, 'The values are saved');
    const [field] = await ask(
      `select jsonb_path_query_array(options, '$[*].label') as labels from fields f join objects o on o.id = f.object_id where o.api_name = $1 and f.api_name = 'standing'`,
      api,
    );
    expect(field?.labels).toEqual(['In force', 'Ended', 'Outline', 'On hold']);
    if (javaScript) expect(await findBarriers(page)).toEqual([]);
  });

  test('a field is deleted, and the object too and brought back', async () => {
    const page = await as(cast.admin, `/setup/objects/${api}/fields/terms`);
    await link(page, 'Delete this field …').click();
    await button(page, 'Delete field').click();
    await said(page, 'The field “Terms” is deleted');
    await button(page, 'Move Account up').click();
    await expect.poll(() => page.locator('#fields li').nth(4).textContent()).toContain('Account');
    await link(page, 'Delete this object …').click();
    await box(page, `Type “${kind}” to delete it`).fill('something');
    await button(page, 'Delete object').click();
    await page.getByRole('main').getByRole('alert').waitFor();
    await box(page, `Type “${kind}” to delete it`).fill(kind);
    await button(page, 'Delete object').click();
    await said(page, `${kind} is deleted`);
    const owner = await as(cast.member, `/records/${api}`);
    await title(owner, 'There is nothing here for you');
    await button(page, `Restore ${kind}s`).click();
    await title(page, kind);
    await owner.goto(`/records/${api}`);
    await owner
      .getByRole('link', { name: `${kind} of Kestrel` })
      .first()
      .waitFor();
  });

  test('how long changes stay is set, and others find no Setup', async () => {
    await ask(`insert into organisation (name, is_demo) values ('Kestrel', false) on conflict do nothing`);
    await ask('update organisation set changes_kept_days = null');
    const page = await as(cast.admin, '/setup/tracking');
    await box(page, 'Days').fill('0');
    await button(page, 'Save').click();
    await page.getByRole('main').getByRole('alert').waitFor();
    await box(page, 'Days').fill('45');
    await button(page, 'Save').click();
    await said(page, 'Changes are kept for 45 days');
    if (javaScript) expect(await findBarriers(page)).toEqual([]);
    const other = await as(cast.owner, '/setup/tracking/opportunity');
    await title(other, 'You may not do this here');
  });
});

test('the pages hold long words, narrow and wide', async () => {
  const word = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung';
  const page = await openPage({ as: cast.admin, path: '/setup/objects', width: 320 });
  await createObject(page, word);
  const { pathname } = new URL(page.url());
  await addField(page, 'Picklist', word, () => box(page, 'Values').fill(`${word}\n${word}2 | won`));
  const field = `${pathname}/fields/donaudampfschifffahrtsgesellschaftskapi`;
  for (const path of [
    pathname,
    `${pathname}/access?to=private`,
    `${pathname}/delete`,
    field,
    `${field}/readers`,
    `${field}/delete`,
  ])
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  await page.goto('/setup/tracking');
  await link(page, `${word}s`).click();
  expect(await findBarriers(page)).toEqual([]);
});
