import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { setDatabase } from '@/db/open';
import type { CastPerson } from '@/db/seed/cast/people';
import { addMember } from '@/lib/groups/add-member';
import { removeMember } from '@/lib/groups/remove-member';
import { useApp } from '@/lib/testing/app';
import { useBrowser } from '@/lib/testing/browser';
import { framesOf, isHint, mark, wasNotLoaded } from '@/lib/testing/live';
import { writeComment, writePost } from '@/lib/testing/posts';

const app = useApp();
const { openPage, openContext } = useBrowser(app);

const { groups } = cast;
const article = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });
const privateGroup = `/groups/${groups.private.slug}`;

async function share(page: Page, text: string) {
  await page.getByRole('textbox', { name: 'Share an update' }).fill(text);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByText('Shared.').waitFor();
}

test('a post, a comment, a like and their end arrive in another browser', async () => {
  const [reader, writer] = await Promise.all([
    openPage({ as: cast.follower, path: '/?feed=following' }),
    openPage({ as: cast.owner, path: '/' }),
  ]);
  await mark(reader);
  await share(writer, 'Hot off the press');
  await article(reader, 'Hot off the press').waitFor();
  const post = article(writer, 'Hot off the press');
  await post.getByRole('textbox', { name: 'Write a comment' }).fill('And more of it');
  await post.getByRole('button', { name: 'Comment' }).click();
  await article(reader, 'And more of it').waitFor();
  await post.getByRole('button', { name: 'Like', exact: true }).first().click();
  await article(reader, 'Hot off the press').getByText('1 like').waitFor();
  await post.getByRole('button', { name: 'Like', exact: true }).first().click();
  await article(reader, 'Hot off the press').getByText('1 like').waitFor({ state: 'detached' });
  const id = (await post.getAttribute('id'))?.replace('post-', '');
  await writer.goto(`/posts/${id}/delete`);
  await writer.getByRole('button', { name: 'Delete' }).click();
  await article(reader, 'Hot off the press').waitFor({ state: 'detached' });
  expect(await wasNotLoaded(reader)).toBe(true);
});

test('who does something gets its page once, with the answer, and no socket is told a word of it', async () => {
  const context = await openContext({ as: cast.owner });
  const page = await context.newPage();
  const frames = framesOf(page);
  await page.goto('/?feed=company');
  await expect.poll(() => frames.some((frame) => frame.includes('subscription_succeeded'))).toBe(true);
  await page.waitForTimeout(1500);
  const fetched: string[] = [];
  page.on(
    'request',
    (request) => request.method() === 'GET' && 'rsc' in request.headers() && fetched.push(request.url()),
  );
  await share(page, 'Said once zqword');
  await expect.poll(() => frames.filter(isHint).length).toBeGreaterThan(0);
  await page.waitForTimeout(1500);
  expect(fetched).toEqual([]);
  for (const word of ['zqword', cast.owner.name, cast.owner.handle]) expect(frames.join(' ')).not.toContain(word);
});

describe('what is posted arrives', () => {
  test.each([
    ['on Company', '/?feed=company', cast.outsider, cast.owner.id, 'for all of us'],
    ['under To me', '/?feed=to-me', cast.outsider, cast.outsider.id, 'for you'],
    ['in a public group', `/groups/${groups.public.slug}`, cast.outsider, groups.public.id, 'for the group'],
    ['in a private group', privateGroup, cast.member, groups.private.id, 'for members'],
    ['for a guest', `/groups/${groups.guests.slug}`, cast.guest, groups.guests.id, 'for guests'],
    ['on a profile', `/people/${cast.outsider.handle}`, cast.admin, cast.outsider.id, 'for a person'],
    ['under a topic', '/topics/newtech', cast.outsider, cast.owner.id, 'for a topic #newtech'],
  ] as const)('%s', async (_, path, as: CastPerson, subjectId, words) => {
    const page = await openPage({ as, path });
    await mark(page);
    const id = await writePost(app, cast.owner, subjectId, `Said ${words}`);
    await page.locator(`#post-${id}`).waitFor();
    await writeComment(app, cast.owner, id, `Answered ${words}`);
    await page.locator(`#post-${id}`).getByText(`Answered ${words}`).waitFor();
    expect(await wasNotLoaded(page)).toBe(true);
  });

  test('on the page of the post itself', async () => {
    const { id } = cast.posts.private.owner;
    const page = await openPage({ as: cast.member, path: `/posts/${id}` });
    await writeComment(app, cast.owner, id, 'Seen at once');
    await page.getByText('Seen at once').waitFor();
  });

  test('and moves the bell', async () => {
    const page = await openPage({ as: cast.manager, path: '/groups' });
    await writePost(app, cast.owner, cast.owner.id, `Look, @${cast.manager.handle}`);
    await page
      .getByRole('link', { name: /^Notifications.*[1-9]/ })
      .first()
      .waitFor();
  });
});

describe('a group', () => {
  test('shows who asks to come in to those who decide, and lets in who was accepted', async () => {
    const asker = await openPage({ as: cast.outsider, path: privateGroup });
    const decider = await openPage({ as: cast.manager, path: `${privateGroup}/members` });
    const other = await openPage({ as: cast.member, path: privateGroup });
    const heard = framesOf(other);
    await other.reload();
    await Promise.all([mark(asker), mark(decider)]);
    await asker.getByRole('button', { name: 'Ask to join' }).click();
    const request = decider.getByRole('form', { name: `Request of ${cast.outsider.name}` });
    await request.getByRole('button', { name: 'Accept' }).waitFor();
    expect(heard.filter(isHint)).toEqual([]);
    await request.getByRole('button', { name: 'Accept' }).click();
    await asker.getByRole('feed', { name: groups.private.name }).waitFor();
    expect(await Promise.all([wasNotLoaded(asker), wasNotLoaded(decider)])).toEqual([true, true]);
    setDatabase(app.database);
    await removeMember(viewerOf(cast.owner), { groupId: groups.private.id, personId: cast.outsider.id });
  });

  test('closes before those who are removed, and tells them nothing more', async () => {
    setDatabase(app.database);
    const membership = { groupId: groups.private.id, personId: cast.follower.id };
    await addMember(viewerOf(cast.owner), membership);
    const context = await openContext({ as: cast.follower });
    const page = await context.newPage();
    const frames = framesOf(page);
    await page.goto(privateGroup);
    await page.getByRole('feed', { name: groups.private.name }).waitFor();
    const member = await openPage({ as: cast.member, path: privateGroup });
    await expect.poll(() => frames.some((frame) => frame.includes(`private-audience-${groups.private.id}`))).toBe(true);
    await removeMember(viewerOf(cast.owner), membership);
    await page.getByRole('feed', { name: groups.private.name }).waitFor({ state: 'detached', timeout: 5000 });
    await app.settled();
    const before = frames.length;
    const id = await writePost(app, cast.owner, groups.private.id, 'Among ourselves');
    await member.locator(`#post-${id}`).waitFor();
    await page.waitForTimeout(500);
    expect(frames.slice(before).filter(isHint)).toEqual([]);
  });
});

test('who is deactivated or signed out is sent away within seconds', async () => {
  const context = await openContext({ as: cast.superior });
  const page = await context.newPage();
  const frames = framesOf(page);
  await page.goto('/');
  await expect.poll(() => frames.some((frame) => frame.includes('subscription_succeeded'))).toBe(true);
  const other = await context.newPage();
  await other.goto('/settings/sessions');
  await other
    .getByRole('button', { name: /^Account of/ })
    .or(other.getByLabel(/^Account of/))
    .first()
    .click();
  await other.getByRole('button', { name: 'Sign out' }).first().click();
  await page.waitForURL(/\/login/, { timeout: 8000 });
});
