import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';
import { writePost } from '@/lib/testing/posts';

const app = useApp();
const { openPage } = useBrowser(app);

const article = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });
const box = (page: Page) => page.getByRole('textbox', { name: 'Share an update' });
const postId = async (page: Page, text: string) => (await article(page, text).getAttribute('id')) ?? '';
const home = (as = cast.member) => openPage({ as, path: '/?feed=company' });

withAndWithoutJavaScript((javaScript) => {
  const open = (path: string, as = cast.member) => openPage({ as, javaScript, path });
  const mine = javaScript ? 'scripted' : 'plain';

  test('the tabs lead to feeds, and an empty one says what belongs there', async () => {
    const page = await open('/', cast.superior);
    const tabs = page.getByRole('navigation', { name: 'Feeds' });
    for (const [name, words] of [
      ['What I follow', 'Your feed starts with whom you follow'],
      ['Bookmarks', 'No bookmarks yet'],
      ['Muted', 'You have muted nothing'],
    ] as const) {
      await tabs.getByRole('link', { name }).click();
      await page.getByRole('heading', { name: words }).waitFor();
      expect(await tabs.getByRole('link', { name }).getAttribute('aria-current')).toBe('page');
    }
    await tabs.getByRole('link', { name: 'Company' }).click();
    await page.getByRole('feed', { name: 'Company' }).waitFor();
  });

  test('the order is chosen in a menu', async () => {
    const old = cast.posts.public.owner.id;
    const page = await open('/?feed=company');
    await app.database.query('update feed_items set activity_at = now() where id = $1', [old]);
    await page.getByLabel('Order: Latest posts').click();
    await page.getByRole('link', { name: 'Most recent activity' }).click();
    await page.getByLabel('Order: Most recent activity').waitFor();
    await expect.poll(() => page.getByRole('article').first().getAttribute('id')).toBe(`post-${old}`);
    await page.getByLabel('Order: Most recent activity').click();
    await page.getByRole('link', { name: 'Latest posts' }).click();
    await page.getByLabel('Order: Latest posts').waitFor();
  });

  test('words are found in this feed alone', async () => {
    const page = await open('/?feed=company');
    await page.getByLabel('Find in this feed').click();
    await page.getByRole('textbox', { name: 'Words in this feed' }).fill('broadcast manager');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText('Only posts with').waitFor();
    expect(await page.getByRole('article').count()).toBe(2);
    await page.getByRole('link', { name: 'Show all' }).click();
    await page.getByText('Only posts with').waitFor({ state: 'detached' });
  });

  test('a muted post leaves what one follows and waits under Muted', async () => {
    const text = `Noise ${mine}`;
    await writePost(app, cast.owner, cast.owner.id, text);
    const page = await open('/?feed=following', cast.follower);
    await article(page, text)
      .getByLabel(/^More for/)
      .first()
      .click();
    await article(page, text).getByRole('button', { name: 'Mute' }).click();
    await page.getByRole('status').filter({ hasText: 'Muted.' }).waitFor();
    await expect.poll(() => article(page, text).count()).toBe(0);
    await page.goto('/?feed=muted');
    await article(page, text)
      .getByLabel(/^More for/)
      .first()
      .click();
    await article(page, text).getByRole('button', { name: 'Unmute' }).click();
    await expect.poll(() => article(page, text).count()).toBe(0);
    await page.goto('/?feed=following');
    await article(page, text).waitFor();
  });

  test('where a post goes is chosen, and only those of the place see it', async () => {
    const page = await open('/');
    const publisher = page.getByRole('region', { name: 'Publisher' });
    const options = publisher.getByRole('combobox', { name: 'Post to' });
    expect(await options.locator('option').first().textContent()).toMatch(/^Everyone · \d+ people$/);
    await options.selectOption({ label: 'Pricing · 3 people' });
    await publisher.getByRole('textbox').fill(`Prices ${mine}`);
    await publisher.getByRole('button', { name: 'Share' }).click();
    await publisher.getByText('Shared.').waitFor();
    await page.goto(`/groups/${cast.groups.private.slug}`);
    await article(page, `Prices ${mine}`).waitFor();
    const other = await open('/?feed=company', cast.outsider);
    expect(await article(other, `Prices ${mine}`).count()).toBe(0);
    expect((await other.goto(`/posts/${(await postId(page, `Prices ${mine}`)).replace('post-', '')}`))?.status()).toBe(
      404,
    );
  });
});

withAndWithoutJavaScript((javaScript) => {
  test('what was meant for a group stays meant for it when it is refused', async () => {
    const page = await openPage({ as: cast.member, javaScript, path: '/' });
    const to = page.getByRole('combobox', { name: 'Post to' });
    const text = `Between us, @${cast.outsider.handle} ${javaScript}`;
    await to.selectOption({ label: 'Pricing · 3 people' });
    for (const [typed, words] of [
      ['', 'Write something first.'],
      [text, 'cannot see this place and will not be told.'],
    ] as const) {
      await box(page).fill(typed);
      await page.getByRole('button', { name: 'Share' }).click();
      await page.getByRole('main').getByRole('alert').getByText(words).waitFor();
      expect(await to.inputValue()).toBe(cast.groups.private.id);
    }
    await page.getByRole('checkbox', { name: /Send it all the same/ }).check();
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByText('Shared.').waitFor();
    const made = await app.database.query('select audience from feed_items where plain like $1', [
      `Between us%${javaScript}`,
    ]);
    expect(made).toEqual([{ audience: cast.groups.private.id }]);
  });
});

describe('while writing', () => {
  test('a draft keeps the place that was chosen for it', async () => {
    const page = await openPage({ as: cast.manager, path: '/' });
    const to = page.getByRole('combobox', { name: 'Post to' });
    await box(page).fill('Not for everyone');
    await to.selectOption({ label: 'Pricing · 3 people' });
    await page.reload();
    await expect.poll(() => box(page).inputValue()).toBe('Not for everyone');
    expect(await to.inputValue()).toBe(cast.groups.private.id);
  });

  test('people and topics are completed by keyboard', async () => {
    const page = await home();
    await box(page).pressSequentially('Hello @snel');
    const option = page.getByRole('option', { name: /^Anna Snelling/ });
    await option.waitFor();
    expect(await option.getAttribute('aria-selected')).toBe('true');
    expect(await box(page).getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'));
    await box(page).press('Enter');
    expect(await box(page).inputValue()).toBe('Hello @anna.snelling ');
    await box(page).pressSequentially('on #newt');
    await page.getByRole('option', { name: /^#newtech/ }).waitFor();
    await box(page).press('Tab');
    await box(page).pressSequentially('and #[p');
    await page.getByRole('option', { name: /^#public matters/ }).waitFor();
    const chosen = async () => page.locator('[role="option"][aria-selected="true"]').textContent();
    const first = await chosen();
    await box(page).press('ArrowDown');
    await expect.poll(chosen).not.toBe(first);
    await box(page).press('ArrowUp');
    await expect.poll(chosen).toBe(first);
    await box(page).press('Escape');
    await expect.poll(() => page.getByRole('listbox').count()).toBe(0);
    expect(await box(page).inputValue()).toBe('Hello @anna.snelling on #newtech and #[p');
    await box(page).fill('');
  });

  test('who cannot see the place is offered last and greyed', async () => {
    const page = await openPage({ as: cast.member, path: `/groups/${cast.groups.private.slug}` });
    await box(page).pressSequentially('@c');
    await page.getByRole('option', { name: /Cassey Cress.*cannot see this place/ }).waitFor();
    await box(page).fill('');
  });

  test('a draft outlives a reload, belongs to one person, and is gone once it is sent', async () => {
    const page = await home();
    await box(page).fill('Half a thought');
    const comment = page.getByRole('article').first().getByRole('textbox', { name: 'Write a comment' });
    await comment.fill('Half an answer');
    await page.reload();
    await expect.poll(() => box(page).inputValue()).toBe('Half a thought');
    await expect.poll(() => comment.inputValue()).toBe('Half an answer');
    await page.getByRole('button', { name: 'Share' }).click();
    await article(page, 'Half a thought').waitFor();
    expect(await box(page).inputValue()).toBe('');
    await page.reload();
    await article(page, 'Half a thought').waitFor();
    expect(await box(page).inputValue()).toBe('');
  });

  test('Ctrl+Enter sends, and the box is ready for another', async () => {
    const page = await home();
    for (const text of ['First of two', 'Second of two']) {
      await box(page).fill(text);
      await box(page).press('Control+Enter');
      await article(page, text).waitFor();
      await expect.poll(() => box(page).inputValue()).toBe('');
    }
    expect(await article(page, 'First of two').count()).toBe(1);
  });
});
