import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { colourRules, findBarriers } from '@/lib/testing/axe';
import { useBrowser } from '@/lib/testing/browser';
import { allSeeing, pageAddresses, unlistedPages } from '@/lib/testing/pages';
import { writeComment, writePost } from '@/lib/testing/posts';

const app = useApp();
const { openPage } = useBrowser(app);

const word = 'Donaudampfschifffahrt'.repeat(500).slice(0, 9_800);
const topic = 'q'.repeat(99);

beforeAll(async () => {
  await allSeeing(app);
  await app.database.query('update subjects set name = $2 where id = $1', [
    cast.manager.id,
    'محمد بن عبد الله الأنصاري',
  ]);
  await app.database.query('update subjects set name = $2 where id = $1', [cast.member.id, 'W'.repeat(121)]);
  await app.database.query('update people set title = $2 where id = $1', [cast.member.id, 'Assistentin'.repeat(7)]);
  const { id } = cast.groups.private;
  const post = await writePost(app, cast.manager, id, `${word} #${topic}`);
  await writeComment(app, cast.member, post, word);
  await writePost(
    app,
    cast.member,
    id,
    `\`\`\`\n${word.slice(0, 9_000)}\n\`\`\`\n\n> ${word.slice(0, 99)}\n\nhttps://example.com/${word.slice(0, 80)}`,
  );
  await writePost(app, cast.owner, id, 'مرحبا بالجميع @anna.snelling هذا خبر #أخبار');
  await writePost(app, cast.manager, cast.manager.id, `${word.slice(0, 5_000)} #${topic}`);
});

const addresses = [...pageAddresses, `/topics/${topic}`, `/people/${cast.manager.handle}`];

/** Colours glide from one scheme to the other; those of what is folded away wait until it is opened, and are not waited for. */
const settle = (page: Page) =>
  page.evaluate(async () => {
    const glides = Promise.allSettled(document.getAnimations().map((one) => one.finished));
    await Promise.race([glides, new Promise((resolve) => setTimeout(resolve, 500))]);
  });

async function eachPage(page: Page, look: (address: string) => Promise<void>) {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const address of addresses) {
    const response = await page.goto(address);
    expect(response?.status(), address).toBeLessThan(500);
    await look(address);
  }
}

test('every page has its address here', () => {
  expect(unlistedPages()).toEqual([]);
});

describe('on every page', () => {
  test('axe finds nothing, light and dark, wide and narrow', { timeout: 600_000 }, async () => {
    const page = await openPage({ as: cast.owner });
    const found: string[] = [];
    await eachPage(page, async (address) => {
      for (const [width, colorScheme, rules] of [
        [1280, 'light'],
        [1280, 'dark', colourRules],
        [390, 'dark', colourRules],
        [390, 'light'],
      ] as const) {
        await page.setViewportSize({ width, height: 844 });
        await page.emulateMedia({ colorScheme });
        await settle(page);
        found.push(...(await findBarriers(page, rules)).map((line) => `${address} ${width} ${colorScheme}: ${line}`));
      }
    });
    expect(found).toEqual([]);
  });

  test('nothing scrolls sideways at 320 pixels or at 200 % of 1280', { timeout: 240_000 }, async () => {
    const page = await openPage({ as: cast.owner, width: 320 });
    const wide: string[] = [];
    await eachPage(page, async (address) => {
      for (const width of [320, 640]) {
        await page.setViewportSize({ width, height: 700 });
        const widest = await page.evaluate(() => {
          if (document.documentElement.scrollWidth <= window.innerWidth) return null;
          const all = [...document.querySelectorAll('body *')];
          const past = all.filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1);
          const inner = past.filter((one) => !past.some((other) => one !== other && one.contains(other)));
          return inner.map((one) => one.outerHTML.slice(0, 100)).join(' + ');
        });
        if (widest) wide.push(`${address} ${width}: ${widest}`);
      }
    });
    expect(wide).toEqual([]);
  });
});

test('with its menus open a page has no barriers either', async () => {
  const page = await openPage({ as: cast.owner, path: '/?feed=company' });
  for (const label of [/^Account of/, 'Find in this feed', /^Order:/, /^More for/]) {
    await page.getByLabel(label).first().click();
    expect(await findBarriers(page), String(label)).toEqual([]);
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  expect(await findBarriers(page)).toEqual([]);
});

test('a long body is folded in a feed and whole on its own page', async () => {
  const page = await openPage({ as: cast.owner, path: `/groups/${cast.groups.private.slug}`, javaScript: false });
  const article = page.getByRole('article').filter({ hasText: `#${topic}` });
  const fold = article.locator('details').filter({ hasText: 'Donaudampfschifffahrt' }).first();
  expect(await fold.evaluate((element) => (element instanceof HTMLDetailsElement ? element.open : null))).toBe(false);
  await fold.locator('summary').click();
  expect((await article.textContent())?.length).toBeGreaterThan(9_800);
});
