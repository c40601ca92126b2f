import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { setDatabase } from '@/db/open';
import { shareRecord } from '@/lib/record-access/share-record';
import { unshareRecord } from '@/lib/record-access/unshare-record';
import { useApp } from '@/lib/testing/app';
import { findBarriers } from '@/lib/testing/axe';
import { useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';
import { mark, wasNotLoaded } from '@/lib/testing/live';
import { writePost } from '@/lib/testing/posts';
import { changeValues, makeRecord } from '@/lib/testing/records';

const app = useApp();
const { openPage } = useBrowser(app);
const { member, owner, outsider, admin } = cast;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const status = (page: Page, words: string) => page.getByText(words).first().waitFor();

function opportunity(name: string, isPrivate: boolean): Promise<string> {
  setDatabase(app.database);
  return makeRecord(viewerOf(member), 'opportunity', { name, stage: 'Prospecting' }, { isPrivate });
}

const at = (id: string, below = '') => `/records/opportunity/${id}${below}`;

withAndWithoutJavaScript((javaScript) => {
  const suffix = javaScript ? 'scripted' : 'plain';
  const open = (as: { handle: string }, path: string) => openPage({ as, javaScript, path });

  async function isMissing(as: { handle: string }, path: string) {
    const page = await open(as, path);
    await page.getByRole('heading', { level: 1, name: 'There is nothing here for you' }).waitFor();
    await page.close();
  }

  test('a private opportunity is nowhere for an outsider until it is shared with them, and again when it no longer is', async () => {
    const name = `Zqprivate ${suffix}`;
    const id = await opportunity(name, true);
    const post = await writePost(app, member, id, `Zqprivate words ${suffix}`);
    for (const path of [at(id), at(id, '/sharing'), at(id, '/delete'), at(id, '/history'), `/posts/${post}`])
      await isMissing(outsider, path);
    const search = await open(outsider, '/search?q=zqprivate');
    expect(await search.getByRole('main').getByRole('link', { name }).count()).toBe(0);
    const above = await open(owner, at(id));
    await above.getByRole('heading', { level: 1, name }).waitFor();

    const page = await open(member, at(id));
    await page
      .getByRole('group')
      .filter({ has: page.getByLabel('More about this record') })
      .getByLabel('More about this record')
      .click();
    await page.getByRole('link', { name: 'Sharing' }).click();
    await page.getByRole('heading', { level: 1, name: `Who can see ${name}` }).waitFor();
    await page.getByText('Above its owner').first().waitFor();
    await page.getByRole('textbox', { name: 'Find people and groups to share with' }).fill('cassey');
    await button(page, 'Find').click();
    await button(page, `Share to edit with ${outsider.name}`).click();
    await status(page, `${outsider.name} can read and edit it now.`);
    if (javaScript) expect(await findBarriers(page)).toEqual([]);

    const theirs = await open(outsider, at(id));
    await theirs.getByRole('link', { name: 'Edit', exact: true }).waitFor();
    await theirs.getByText(`Zqprivate words ${suffix}`).waitFor();
    await isMissing(admin, at(id));

    await page.getByLabel(`What to do with ${outsider.name}`).click();
    await button(page, 'Let them only read it').click();
    await status(page, `${outsider.name} can read it now.`);
    await theirs.goto(app.url + at(id));
    expect(await theirs.getByRole('link', { name: 'Edit', exact: true }).count()).toBe(0);
    await page.getByLabel(`What to do with ${outsider.name}`).click();
    await button(page, 'No longer share with them').click();
    await status(page, 'It is no longer shared with them.');
    await isMissing(outsider, at(id));
  });

  test('a group is named with how many people it brings', async () => {
    const id = await opportunity(`For a group ${suffix}`, true);
    const page = await open(member, at(id, '/sharing?add=pricing'));
    await button(page, 'Share to read with Pricing').click();
    await status(page, 'Everyone in Pricing can read it now:');
    await page.getByRole('region').or(page.locator('#shares')).getByText('people', { exact: false }).first().waitFor();
    const theirs = await open(cast.manager, at(id));
    await theirs.getByRole('heading', { level: 1, name: `For a group ${suffix}` }).waitFor();
  });

  test('a record is restricted by hand, and opened again only with a tick', async () => {
    const name = `Open and shut ${suffix}`;
    const id = await opportunity(name, false);
    const page = await open(member, at(id, '/sharing'));
    await page.getByRole('radio', { name: 'Only people it is shared with' }).check();
    await button(page, 'Save').click();
    await page.getByText('Only the people and groups below read this').waitFor();
    await isMissing(outsider, at(id));
    await page.getByRole('radio', { name: 'Everyone in the company' }).check();
    await button(page, 'Save').click();
    await page.getByRole('alert').getByText('Tick this to show everything posted here so far').first().waitFor();
    await page.getByRole('radio', { name: 'Everyone in the company' }).check();
    await page.getByRole('checkbox', { name: 'Yes, show everything posted so far to everyone' }).check();
    await button(page, 'Save').click();
    await page.getByText('Everyone in the company (').waitFor();
    const theirs = await open(outsider, at(id));
    await theirs.getByRole('heading', { level: 1, name }).waitFor();
  });

  test('a deleted record is gone, and comes back from the bin', async () => {
    const name = `Bin ${suffix}`;
    const id = await opportunity(name, false);
    await writePost(app, outsider, id, 'Below it');
    const page = await open(member, at(id, '/delete'));
    await page.getByText('with 1 post on it').waitFor();
    if (javaScript) expect(await findBarriers(page)).toEqual([]);
    await button(page, 'Delete').click();
    await status(page, `${name} is in the bin.`);
    await isMissing(outsider, at(id));
    await isMissing(member, at(id));
    await page.goto(`${app.url}/records/opportunity/bin`);
    if (javaScript) expect(await findBarriers(page)).toEqual([]);
    await button(page, `Restore ${name}`).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    const theirs = await open(outsider, at(id));
    await theirs.getByText('Below it').waitFor();
  });

  test('a record is put on the list of a group, for those of its members who may read it', async () => {
    const name = `Worked on ${suffix}`;
    const id = await opportunity(name, true);
    const page = await open(member, at(id));
    await page.getByText('Add to group', { exact: true }).first().click();
    await page.getByRole('combobox', { name: 'Group' }).selectOption({ label: 'Pricing' });
    await button(page, 'Add to group').click();
    await page.locator('#groups').getByRole('link', { name: 'Pricing' }).waitFor();
    const list = `/groups/${cast.groups.private.slug}/records`;
    const mine = await open(member, list);
    await mine.getByRole('main').getByRole('link', { name }).waitFor();
    if (javaScript) expect(await findBarriers(mine)).toEqual([]);
    const theirs = await open(cast.manager, list);
    await theirs.getByRole('heading', { level: 1 }).waitFor();
    expect(await theirs.content()).not.toContain(name);
    await button(mine, `Remove ${name} from the group`).click();
    await expect.poll(() => mine.getByRole('main').getByRole('link', { name }).count()).toBe(0);
  });

  test('one follows what one creates where one wants to', async () => {
    const page = await open(cast.asker, '/settings/notifications');
    await page.getByRole('checkbox', { name: 'Follow the records that I create' }).check();
    await page.locator('#follows-own').getByRole('button', { name: 'Apply' }).click();
    await page.getByText('You follow the records that you create from now on.').waitFor();
    setDatabase(app.database);
    const name = `Mine ${suffix}`;
    await makeRecord(viewerOf(cast.asker), 'opportunity', { name, stage: 'Prospecting' });
    await page.goto(`${app.url}/people/${cast.asker.handle}/following`);
    await page.getByRole('main').getByRole('link', { name }).waitFor();
  });
});

describe('an open page', () => {
  test('shows what changes on the record, and is none within seconds once it is no longer shared', async () => {
    const id = await opportunity('Live and let go', true);
    const share = { recordId: id, principal: outsider.id };
    await shareRecord(viewerOf(member), { ...share, level: 'read' });
    const page = await openPage({ as: outsider, path: at(id) });
    await page.getByRole('heading', { level: 1, name: 'Live and let go' }).waitFor();
    await page.waitForTimeout(1000);
    await mark(page);
    await changeValues(viewerOf(member), id, { name: 'Live and let live' });
    await page.getByRole('heading', { level: 1, name: 'Live and let live' }).waitFor();
    await unshareRecord(viewerOf(member), share);
    await page.getByRole('heading', { level: 1, name: 'There is nothing here for you' }).waitFor({ timeout: 8000 });
    expect(await wasNotLoaded(page)).toBe(true);
  });
});
