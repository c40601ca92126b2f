import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { findBarriers } from '@/lib/testing/axe';
import { useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';

const app = useApp();
const { openPage } = useBrowser(app);

const box = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true });
const choice = (page: Page, label: string) => page.getByRole('combobox', { name: label, exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const alert = (page: Page) => page.getByRole('alert').filter({ hasText: 'Please check what is marked below.' });
const status = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });

async function createCase(page: Page, subject: string) {
  await page.goto('/records/case/new');
  await box(page, 'Subject').fill(subject);
  await button(page, 'Save').click();
  await heading(page, subject).waitFor();
  return new URL(page.url()).pathname;
}

withAndWithoutJavaScript((javaScript) => {
  const suffix = javaScript ? 'scripted' : 'plain';
  const as = (person: { handle: string }, path?: string) => openPage({ javaScript, as: person, ...(path && { path }) });

  test('a case is created, its priority and status change, and its feed tells of both', async () => {
    const page = await as(cast.owner, '/records/case/new');
    expect(await choice(page, 'Priority').locator('option').allTextContents()).toEqual(['Low', 'Medium', 'High']);
    expect(await choice(page, 'Priority').inputValue()).toBe('Medium');
    await box(page, 'Subject').fill(`Login fails ${suffix}`);
    await choice(page, 'Account').fill(cast.records.account.name);
    await button(page, 'Save').click();
    await heading(page, `Login fails ${suffix}`).waitFor();
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await heading(page, 'Edit').waitFor();
    await choice(page, 'Priority').selectOption('High');
    await choice(page, 'Status').selectOption('Working');
    await button(page, 'Save').click();
    await status(page, 'Your changes are saved.').waitFor();
    const told = page.getByRole('feed').getByRole('article').first();
    await expect.poll(() => told.textContent()).toMatch(/Medium.*High/);
    expect(await told.textContent()).toMatch(/New.*Working/);
    await page.getByRole('link', { name: cast.records.account.name, exact: true }).first().click();
    await page.getByRole('heading', { name: 'Cases', exact: true }).waitFor();
    await page.locator('.related a', { hasText: `Login fails ${suffix}` }).waitFor();
  });

  test('whoever saves second reads what stands there now, keeps their text, and replaces it by saving again', async () => {
    const first = await as(cast.owner);
    const path = await createCase(first, `Raced ${suffix}`);
    await first.goto(`${path}/edit`);
    const second = await as(cast.superior, `${path}/edit`);
    await choice(first, 'Priority').selectOption('High');
    await button(first, 'Save').click();
    await status(first, 'Your changes are saved.').waitFor();
    await choice(second, 'Priority').selectOption('Low');
    await box(second, 'Subject').fill(`Raced and mine ${suffix}`);
    await button(second, 'Save').click();
    await second.getByRole('alert').filter({ hasText: 'nothing of yours is lost' }).waitFor();
    expect(await box(second, 'Subject').inputValue()).toBe(`Raced and mine ${suffix}`);
    expect(await choice(second, 'Priority').inputValue()).toBe('Low');
    const described = await choice(second, 'Priority').getAttribute('aria-describedby');
    expect(await second.locator(`[id="${described}"]`).textContent()).toBe(
      'This now says “High”. Saving again replaces it.',
    );
    await button(second, 'Save').click();
    await heading(second, `Raced and mine ${suffix}`).waitFor();
    await second.goto(`${path}/history`);
    expect(await second.locator('tr', { hasText: 'Priority' }).first().textContent()).toBe('PriorityHighLow');
  });

  test('what cannot be is said beside its field, and everything typed is kept', async () => {
    const page = await as(cast.owner, '/records/opportunity/new');
    await box(page, 'Opportunity name').fill('Kept name');
    await box(page, 'Amount').fill('1e308');
    await choice(page, 'Account').fill('Nobody & Sons');
    await button(page, 'Save').click();
    await alert(page).waitFor();
    expect(await alert(page).getByRole('link').allTextContents()).toEqual([
      'There is no account “Nobody & Sons” that you can choose.',
      'Write a number, such as 1250 or 12.5.',
    ]);
    expect(await box(page, 'Opportunity name').inputValue()).toBe('Kept name');
    expect(await box(page, 'Amount').inputValue()).toBe('1e308');
    expect(await box(page, 'Amount').getAttribute('aria-invalid')).toBe('true');
    await box(page, 'Amount').fill('1,250');
    await choice(page, 'Account').fill('');
    await button(page, 'Save').click();
    await heading(page, 'Kept name').waitFor();
    expect(await page.locator('dd', { hasText: '$1,250' }).count()).toBe(1);
  });

  test('a record is moved along its path without leaving its page, and is followed', async () => {
    const page = await as(cast.owner, '/records/opportunity/new');
    await box(page, 'Opportunity name').fill(`Moving ${suffix}`);
    await button(page, 'Save').click();
    await heading(page, `Moving ${suffix}`).waitFor();
    await choice(page, 'Stage').selectOption('Engaging');
    await button(page, 'Move').click();
    await status(page, 'It is in Engaging now.').waitFor();
    expect(await page.locator('[aria-current="step"]').textContent()).toContain('Engaging');
    const path = new URL(page.url()).pathname;
    const reader = await as(cast.outsider, path);
    expect(await reader.getByRole('link', { name: 'Edit', exact: true }).count()).toBe(0);
    expect(await button(reader, 'Move').count()).toBe(0);
    await button(reader, 'Follow').click();
    await button(reader, 'Unfollow').waitFor();
    await reader.goto(`${path}/followers`);
    await reader.getByRole('link', { name: cast.outsider.name, exact: true }).first().waitFor();
  });

  test('a case that is made for an account from its page points to it', async () => {
    const page = await as(cast.owner, `/records/account/${cast.records.account.id}`);
    await page
      .locator('a', { hasText: /^New case/i })
      .first()
      .click();
    await heading(page, 'New case').waitFor();
    expect(await choice(page, 'Account').inputValue()).toBe(cast.records.account.name);
  });
});

const recordPages = ['', '/edit', '/history', '/followers'];

test('nothing of a private record is open to an outsider: all of its pages are missing', async () => {
  const page = await openPage({ as: cast.outsider });
  const { id } = cast.records.restricted;
  for (const below of recordPages) {
    const answer = await page.goto(`/records/opportunity/${id}${below}`);
    expect(answer?.status()).toBe(404);
    expect(await page.locator('body').textContent()).not.toContain(cast.records.restricted.name);
  }
  const wrong = await page.goto(`/records/case/${cast.records.open.id}`);
  expect(wrong?.status()).toBe(404);
});

test('a field that a person may not read is on none of its pages', async () => {
  const { id } = cast.records.open;
  const read = async (person: { handle: string }) => {
    const page = await openPage({ as: person });
    const texts: string[] = [];
    for (const below of ['', '/history']) {
      await page.goto(`/records/opportunity/${id}${below}`);
      texts.push((await page.locator('main').textContent()) ?? '');
    }
    return texts.map((text) => text.includes(cast.margin.label));
  };
  expect(await read(cast.member)).toEqual([true, true]);
  expect(await read(cast.outsider)).toEqual([false, false]);
});

describe('a form that was tampered with', () => {
  test('is refused for a choice that was never offered, a day that is none, and a record out of sight', async () => {
    const page = await openPage({ as: cast.outsider, javaScript: false, path: '/records/opportunity/new' });
    await box(page, 'Opportunity name').fill('Tampered');
    await page.locator('select[name="v_stage"]').evaluate((select: HTMLSelectElement) => {
      select.options[0]?.setAttribute('value', 'Sold twice');
      select.selectedIndex = 0;
    });
    await page.locator('input[name="v_close_date"]').evaluate((input: HTMLInputElement) => {
      input.type = 'text';
      input.value = '2027-02-31';
    });
    await choice(page, 'Account').fill(cast.records.restricted.id);
    await button(page, 'Save').click();
    await alert(page).waitFor();
    expect(await alert(page).getByRole('link').allTextContents()).toEqual([
      `There is no account “${cast.records.restricted.id}” that you can choose.`,
      '“Sold twice” is not one of the choices.',
      'There is no such day.',
    ]);
    expect(await page.locator('input[name="v_close_date"]').inputValue()).toBe('2027-02-31');
  });
});

describe('with JavaScript', () => {
  test('the box of an account offers those that begin as what is written', async () => {
    const page = await openPage({ as: cast.owner, path: '/records/case/new' });
    await choice(page, 'Account').pressSequentially('canc');
    const offered = page.locator('datalist option[value="Cancity"]');
    await offered.waitFor({ state: 'attached' });
    await choice(page, 'Case owner').fill('@cecily');
    await page.locator(`datalist option[value="${cast.member.name}"]`).waitFor({ state: 'attached' });
  });
});

test.each(['', '/edit', '/history', '/followers'])('the page of a record has no barriers: %s', async (below) => {
  const page = await openPage({ as: cast.owner, path: `/records/opportunity/${cast.records.open.id}${below}` });
  expect(await findBarriers(page)).toEqual([]);
});
