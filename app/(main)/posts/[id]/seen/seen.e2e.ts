import { expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { findBarriers } from '@/lib/testing/axe';
import { signIn, useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';
import { writePost } from '@/lib/testing/posts';

const app = useApp();
const { openPage } = useBrowser(app);
const group = cast.groups.private;
const path = `/groups/${group.slug}`;

const reads = async (postId: string) =>
  (await app.database.query('select person_id from item_reads where item_id = $1', [postId])).map(
    (row) => row.person_id,
  );

/** Posts can be unread only since one joined. */
const joinedLongAgo = () => app.database.query(`update memberships set joined_at = now() - interval '1 year'`);

const cookieOf = async (person: { handle: string }) => `next-auth.session-token=${await signIn(app, person.handle)}`;

withAndWithoutJavaScript((javaScript) => {
  test('what is unread is shown alone, and all of it is marked at once', async () => {
    await joinedLongAgo();
    const text = `Still to be read (${javaScript}).`;
    const postId = await writePost(app, cast.owner, group.id, text);
    const page = await openPage({ as: cast.member, javaScript, path });
    await page.getByRole('navigation', { name: 'Feeds' }).getByRole('link', { name: 'Unread' }).click();
    await page.getByRole('article').filter({ hasText: text }).waitFor();
    expect(await reads(postId)).toEqual([]);
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await page.getByText('Nothing unread').waitFor();
    expect(await reads(postId)).toEqual([cast.member.id]);
    await page.getByRole('navigation', { name: 'Feeds' }).getByRole('link', { name: 'Read', exact: true }).click();
    await page.getByRole('article').filter({ hasText: text }).waitFor();
  });

  test('the author sees by whom a post was seen, and nobody else does', async () => {
    const postId = await writePost(app, cast.owner, group.id, `Seen by some (${javaScript}).`);
    for (const { id } of [cast.member, cast.manager])
      await app.database.query('insert into item_reads (item_id, person_id) values ($1, $2)', [postId, id]);
    const page = await openPage({ as: cast.owner, javaScript, path: `/posts/${postId}` });
    await page.getByRole('link', { name: 'Seen by 2' }).click();
    await page.getByRole('link', { name: cast.member.name }).waitFor();
    expect(await page.getByRole('main').getByRole('listitem').count()).toBe(2);
    const other = await openPage({ as: cast.member, javaScript, path: `/posts/${postId}` });
    expect(await other.getByRole('link', { name: /Seen by/ }).count()).toBe(0);
    expect((await other.goto(`/posts/${postId}/seen`))?.status()).toBe(403);
  });

  test('opening a post marks nothing by itself', async () => {
    const postId = await writePost(app, cast.owner, group.id, 'Only opened.');
    const answer = await fetch(`${app.url}/posts/${postId}`, { headers: { cookie: await cookieOf(cast.member) } });
    expect(answer.status).toBe(200);
    expect(await reads(postId)).toEqual([]);
  });
});

test('with JavaScript what was on the screen for a while is read, and what was not is not', async () => {
  const last = await writePost(app, cast.owner, group.id, 'Far below.');
  for (let index = 0; index < 12; index++) await writePost(app, cast.owner, group.id, `Filler ${index}\n\n`.repeat(8));
  const first = await writePost(app, cast.owner, group.id, 'On the screen.');
  await openPage({ as: cast.member, path: `${path}?sort=latest` });
  await expect.poll(() => reads(first), { timeout: 15_000 }).toEqual([cast.member.id]);
  expect(await reads(last)).toEqual([]);
});

test('where only unread posts are shown they stay while one reads, and are marked when one leaves', async () => {
  const postId = await writePost(app, cast.owner, group.id, 'Read where unread is shown.');
  const page = await openPage({ as: cast.member, path: `${path}?show=unread&sort=latest` });
  await page.waitForTimeout(6500);
  expect(await reads(postId)).toEqual([]);
  await page.getByRole('article').first().getByRole('button', { name: 'Like' }).click();
  await expect
    .poll(() => page.getByRole('article').first().getByRole('button', { name: 'Like' }).getAttribute('aria-pressed'))
    .toBe('true');
  await page.getByRole('article').filter({ hasText: 'Read where unread is shown.' }).waitFor();
  await page.getByRole('link', { name: 'Home' }).first().click();
  await expect.poll(() => reads(postId)).toEqual([cast.member.id]);
});

test('the address that takes them knows who asks and from where, and no other way', async () => {
  const postId = await writePost(app, cast.owner, group.id, 'Told from elsewhere.');
  const cookie = await cookieOf(cast.member);
  const tell = (headers: Record<string, string>, body = `id=${postId}`) =>
    fetch(`${app.url}/api/reads`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    });
  expect((await tell({ origin: app.url })).status).toBe(401);
  expect((await tell({ cookie, origin: 'https://evil.example' })).status).toBe(403);
  expect((await tell({ cookie, origin: app.url }, 'id=nonsense')).status).toBe(400);
  expect((await tell({ cookie, origin: app.url }, '')).status).toBe(400);
  expect((await fetch(`${app.url}/api/reads?id=${postId}`, { headers: { cookie } })).status).toBe(405);
  expect(await reads(postId)).toEqual([]);
  const outside = await cookieOf(cast.outsider);
  expect((await tell({ cookie: outside, origin: app.url })).status).toBe(204);
  expect(await reads(postId)).toEqual([]);
  expect((await tell({ cookie, origin: app.url })).status).toBe(204);
  expect(await reads(postId)).toEqual([cast.member.id]);
});

test('a quiet group says when it will be archived, and one that was says when', async () => {
  await app.database.query(
    `update groups set created_at = now() - interval '200 days', archive_notice_at = now() where id = $1`,
    [cast.groups.public.id],
  );
  await app.database.query(`update feed_entries set activity_at = now() - interval '100 days' where subject_id = $1`, [
    cast.groups.public.id,
  ]);
  const page = await openPage({ as: cast.owner, javaScript: false, path: `/groups/${cast.groups.public.slug}` });
  await page.getByText('this group is archived, unless somebody posts or comments before').waitFor();
  await page.getByRole('link', { name: 'Keep it active' }).click();
  await page.getByRole('checkbox', { name: 'Keep it active when it is quiet' }).check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('status').getByText('The group is saved.').waitFor();
  expect(await page.getByText('unless somebody posts').count()).toBe(0);
  await app.database.query(
    `update groups set archived_at = now(), archived_by = null, archive_notice_at = now() where id = $1`,
    [cast.groups.public.id],
  );
  await page.reload();
  await page.getByText('This group was archived automatically on').waitFor();
});

test('the pages have no barriers, in both themes, wide and narrow', async () => {
  await joinedLongAgo();
  const postId = await writePost(app, cast.owner, group.id, 'Looked at by many.');
  for (const { id } of [cast.member, cast.manager])
    await app.database.query('insert into item_reads (item_id, person_id) values ($1, $2)', [postId, id]);
  await writePost(app, cast.member, group.id, 'The owner has still to read this.');
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [390, 'dark'],
  ] as const) {
    for (const address of [
      `/posts/${postId}/seen`,
      `${path}?show=unread`,
      `/posts/${postId}`,
      `/groups/${cast.groups.public.slug}`,
    ]) {
      const page = await openPage({ as: cast.owner, path: address, width, colorScheme });
      expect(await findBarriers(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    }
  }
});
