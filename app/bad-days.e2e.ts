import { randomUUID } from 'node:crypto';
import type { Page, Request } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { sessionCookie } from '@/lib/auth/current';
import { useApp } from '@/lib/testing/app';
import { signIn, useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';
import { writePost } from '@/lib/testing/posts';

const app = useApp();
const { openPage } = useBrowser(app);
const { member, outsider, owner } = cast;

const article = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });
const box = (page: Page) => page.getByRole('textbox', { name: 'Share an update' });
const share = (page: Page) => page.getByRole('button', { name: 'Share' }).click();
const postsWith = async (text: string) =>
  (await app.database.query('select id from feed_items where plain like $1', [`%${text}%`])).length;

/** What the publisher says beside its box, which still holds what was typed. */
async function refused(page: Page, words: string | RegExp) {
  await page.getByRole('alert').getByText(words).first().waitFor();
  expect(await page.locator('main').textContent()).not.toMatch(/\bat \w+.*:\d+:\d+|node_modules|select .* from/);
  const described = (await box(page).getAttribute('aria-describedby')) ?? '';
  const said = described.split(' ').map((id) => page.locator(`[id="${id}"]`).textContent());
  return (await Promise.all(said)).join(' ');
}

beforeEach(() => app.database.query('delete from rate_limits'));

withAndWithoutJavaScript((javaScript) => {
  const mine = javaScript ? 'scripted' : 'plain';
  const open = (path: string, as = member) => openPage({ as, javaScript, path });

  test.each([
    ['empty', '', 'Write something first.'],
    ['blank', ' \n\t ', 'Write something first.'],
    ['of nothing that shows', '\u200b\u2060\u00ad', 'Write something first.'],
    ['too long', 'y'.repeat(10_001), 'This text has 10,001 characters. Shorten it to 10,000 or fewer.'],
    [
      'with too many topics',
      '#aa #bb #cc #dd #ee #ff #gg #hh #ii #jj #kk',
      'A post can carry 10 topics; this one has 11.',
    ],
  ])('a text that is %s is refused beside its box and kept', async (_, text, words) => {
    const page = await open('/?feed=company');
    await box(page).fill(text);
    await share(page);
    expect(await refused(page, words)).toContain(words);
    expect(await box(page).getAttribute('aria-invalid')).toBe('true');
    expect(await box(page).inputValue()).toBe(text);
  });

  test('control characters and overrides are taken out of what is posted', async () => {
    const page = await open('/?feed=company');
    await box(page).evaluate((element, text) => {
      if (element instanceof HTMLTextAreaElement) element.value = text;
    }, `Be\u0007low\u202e ${mine}\u0000 \ud800`);
    await share(page);
    await article(page, `Below ${mine} \ufffd`).waitFor();
  });

  test.each([
    ['a closed group', cast.groups.private.id, 'You may not do this here.'],
    ['an unlisted group', cast.groups.unlisted.id, 'This is not here any more, or it is not open to you.'],
    ['nothing', randomUUID(), 'This is not here any more, or it is not open to you.'],
    ['no shape', 'nonsense', 'This is not here any more.'],
    ['no length', '', 'This is not here any more.'],
  ])('the id of %s is refused, and what was typed is kept', async (_, id, words) => {
    const page = await open('/?feed=company', outsider);
    await box(page).fill(`Forged ${mine}`);
    await page.locator('#publisher [name=subjectId]').evaluate((element, value) => {
      if (element instanceof HTMLSelectElement) element.replaceChildren(new Option('x', value, true, true));
      if (element instanceof HTMLInputElement) element.value = value;
    }, id);
    await share(page);
    await refused(page, words);
    expect(await box(page).inputValue()).toBe(`Forged ${mine}`);
    expect(await postsWith(`Forged ${mine}`)).toBe(0);
  });

  test.each(['subjectId', 'clientId', 'body'])('without its field %s a form is refused in words', async (name) => {
    const page = await open('/?feed=company');
    await box(page).fill(`Lacking ${mine}`);
    await page.locator(`#publisher [name=${name}]`).evaluate((element) => element.removeAttribute('name'));
    await share(page);
    await page.getByRole('main').getByRole('alert').waitFor();
    expect(await page.locator('main').textContent()).not.toContain('Something broke');
    expect(await postsWith(`Lacking ${mine}`)).toBe(0);
  });

  test('a double click makes one post, and so does sending the same request again', async () => {
    const page = await open('/?feed=company');
    const sent: Request[] = [];
    page.on('request', (request) => request.method() === 'POST' && sent.push(request));
    await box(page).fill(`Twice ${mine}`);
    await page.getByRole('button', { name: 'Share' }).dblclick();
    await article(page, `Twice ${mine}`).first().waitFor();
    const [request] = sent;
    if (!request) throw new Error('Nothing was sent.');
    const again = await fetch(request.url(), {
      method: 'POST',
      headers: { ...(await request.allHeaders()), origin: app.url },
      body: new Uint8Array(request.postDataBuffer() ?? []),
    });
    expect(again.status).toBe(200);
    expect(await postsWith(`Twice ${mine}`)).toBe(1);
    await page.goto('/?feed=company');
    expect(await article(page, `Twice ${mine}`).count()).toBe(1);
  });

  test('two posts with one text, one after the other, are two', async () => {
    const page = await open('/?feed=company');
    for (const count of [1, 2]) {
      await box(page).fill(`Again and again ${mine}`);
      await share(page);
      await expect.poll(() => article(page, `Again and again ${mine}`).count()).toBe(count);
    }
  });

  test('more than thirty posts in a minute are too many, and what was typed is kept', async () => {
    await app.database.query("insert into rate_limits (key, window_start, count) values ('post:' || $1, now(), 30)", [
      member.id,
    ]);
    const page = await open('/?feed=company');
    await box(page).fill(`One too many ${mine}`);
    await share(page);
    await refused(page, /That was a lot at once. Please try again in \d+ seconds./);
    expect(await box(page).inputValue()).toBe(`One too many ${mine}`);
  });

  test('a request of more than 2 MB is refused in words', async () => {
    const page = await open('/?feed=company');
    await box(page).fill(`Heavy ${mine}`);
    await box(page).evaluate((element) => {
      const ballast = Object.assign(document.createElement('input'), { type: 'hidden', name: 'ballast' });
      ballast.value = 'z'.repeat(2_300_000);
      element.closest('form')?.append(ballast);
    });
    // The page posts other things as well: what was read, and which channels it would listen to.
    const answer = page.waitForResponse(
      (response) => response.request().method() === 'POST' && new URL(response.url()).pathname === '/',
    );
    await share(page);
    expect((await answer).status()).toBe(413);
    await page.getByText('What you sent is larger than 2 MB').first().waitFor();
    if (javaScript) expect(await box(page).inputValue()).toBe(`Heavy ${mine}`);
    expect(await postsWith(`Heavy ${mine}`)).toBe(0);
  });

  test('who is mentioned and cannot see the place is named once, and then it is posted', async () => {
    const page = await open(`/groups/${cast.groups.private.slug}`);
    await box(page).fill(`Tell @${outsider.handle} too ${mine}`);
    await share(page);
    const all = page.getByRole('checkbox', { name: /Send it all the same/ });
    await all.waitFor();
    await page.getByText(`${outsider.name} cannot see this place and will not be told.`).first().waitFor();
    expect(await box(page).inputValue()).toBe(`Tell @${outsider.handle} too ${mine}`);
    expect(await postsWith(`too ${mine}`)).toBe(0);
    await all.check();
    await share(page);
    await article(page, `too ${mine}`).waitFor();
    expect(await postsWith(`too ${mine}`)).toBe(1);
  });

  test('a refused comment of a feed is kept in the box of its post', async () => {
    const post = await writePost(app, owner, owner.id, `Comment on me ${mine}`);
    const page = await open('/?feed=company');
    const long = `Too long ${'w'.repeat(10_000)}`;
    await article(page, `Comment on me ${mine}`).getByRole('textbox', { name: 'Write a comment' }).fill(long);
    await article(page, `Comment on me ${mine}`).getByRole('button', { name: 'Comment' }).click();
    await page.waitForURL(`**/posts/${post}#comment`);
    await page.getByRole('status').filter({ hasText: 'This text has 10,009 characters.' }).waitFor();
    await expect.poll(() => page.getByRole('textbox', { name: 'Write a comment' }).inputValue()).toBe(long);
    await page.getByRole('textbox', { name: 'Write a comment' }).fill(`Short ${mine}`);
    await page.getByRole('button', { name: 'Comment', exact: true }).click();
    await page
      .getByRole('listitem')
      .filter({ hasText: `Short ${mine}` })
      .waitFor();
    expect(await page.getByRole('textbox', { name: 'Write a comment' }).inputValue()).toBe('');
  });

  test.each(['post', 'comment'])(
    'the second of two who edit one %s is told, loses nothing and may save',
    async (kind) => {
      const post = await writePost(app, member, member.id, `Original ${mine} ${kind}`);
      let path = `/posts/${post}/edit`;
      if (kind === 'comment') {
        const page = await open(`/posts/${post}`);
        await page.getByRole('textbox', { name: 'Write a comment' }).fill('An answer');
        await page.getByRole('button', { name: 'Comment', exact: true }).click();
        await page.getByRole('listitem').filter({ hasText: 'An answer' }).waitFor();
        const [row] = await app.database.query('select id from comments where item_id = $1', [post]);
        path = `/comments/${row?.id}/edit`;
      }
      const [first, second] = [await open(path), await open(path)];
      const text = (page: Page) => page.getByRole('textbox', { name: 'Text' });
      await text(first).fill(`By the first ${mine} ${kind}`);
      await first.getByRole('button', { name: 'Save' }).click();
      await first.getByText(`By the first ${mine} ${kind}`).waitFor();
      await text(second).fill(`By the second ${mine} ${kind}`);
      await second.getByRole('button', { name: 'Save' }).click();
      await second.getByRole('alert').getByText('edited while you were writing').waitFor();
      expect(await text(second).inputValue()).toBe(`By the second ${mine} ${kind}`);
      await second.getByRole('button', { name: 'Save' }).click();
      await second.waitForURL((url) => url.pathname === `/posts/${post}`);
      await second.getByText(`By the second ${mine} ${kind}`).waitFor();
      await second.goto(`/posts/${post}/history`);
      await second
        .getByRole('listitem')
        .filter({ hasText: `By the first ${mine} ${kind}` })
        .waitFor();
    },
  );
});

test('a text of almost 2 MB is counted, refused and given back', async () => {
  const page = await openPage({ as: member, javaScript: false, path: '/?feed=company' });
  const fields = await page
    .locator('#post')
    .evaluate((form) =>
      form instanceof HTMLFormElement ? [...new FormData(form)].map(([name, value]) => [name, String(value)]) : [],
    );
  const data = new FormData();
  const text = 'A long day. '.repeat(160_000);
  for (const [name = '', value = ''] of fields) data.append(name, name === 'body' ? text : value);
  const cookie = `${sessionCookie()}=${await signIn(app, member)}`;
  const response = await fetch(app.url, { method: 'POST', body: data, headers: { cookie, origin: app.url } });
  const html = await response.text();
  expect(response.status).toBe(200);
  expect(html).toContain('This text has 1,919,999 characters. Shorten it to 10,000 or fewer.');
  expect(html.match(/<textarea[^>]*name="body"[^>]*>([^<]*)/)?.[1]).toBe(text);
});
