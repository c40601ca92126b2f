import { beforeAll, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { useBrowser } from '@/lib/testing/browser';
import { allSeeing, pageAddresses } from '@/lib/testing/pages';
import { writeComment, writePost } from '@/lib/testing/posts';

const app = useApp();
const { openPage } = useBrowser(app);

const attack = `<script>pwned=1</script>"'><img src=x onerror=pwned=1> {{7*7}} \${7*7} {count, plural, one{#}} %s javascript:pwned=1`;
const names = '@__proto__ @constructor @toString #__proto__ #constructor #toString #hasOwnProperty';

/** Every text that people type, made hostile (promises C 69 to 76). */
beforeAll(async () => {
  await allSeeing(app);
  const { id } = cast.groups.private;
  const post = await writePost(
    app,
    cast.member,
    id,
    `${attack}\n\n${names}\n\n[a](javascript:pwned=1) [b](data:text/html,x)`,
  );
  await writeComment(app, cast.manager, post, `${attack} ${names}`);
  await writePost(app, cast.member, cast.member.id, `${attack} #[${'"onclick=pwned=1 x='}]`);
  const { query } = app.database;
  await query('update subjects set name = $2 where id = any($1)', [
    [id, cast.member.id, cast.manager.id],
    attack.slice(0, 99),
  ]);
  await query('update groups set description = $2, information_title = $3, information = $2 where id = $1', [
    id,
    attack,
    attack.slice(0, 40),
  ]);
  const columns = ['title', 'department', 'office', 'about', 'phone', 'street', 'city', 'out_of_office'];
  for (const column of columns)
    await query(`update people set ${column} = $2 where id = $1`, [cast.member.id, attack.slice(0, 60)]);
});

test('nothing that people typed is more than text, on any page', { timeout: 120_000 }, async () => {
  const page = await openPage({ as: cast.owner });
  const executed: string[] = [];
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => executed.push(dialog.message())));
  for (const address of pageAddresses) {
    expect((await page.goto(address))?.status(), address).toBeLessThan(500);
    const found = await page.evaluate(() => [
      ...('pwned' in globalThis ? ['it ran'] : []),
      ...[...document.querySelectorAll('[onerror], [onclick], a[href^="javascript"], a[href^="data"]')].map(
        (one) => one.outerHTML,
      ),
    ]);
    executed.push(...found.map((what) => `${address}: ${what}`));
  }
  expect(executed).toEqual([]);
});

test('templates stay as they were typed', async () => {
  const page = await openPage({ as: cast.owner, path: `/groups/${cast.groups.private.slug}` });
  const body = page.getByRole('article').filter({ hasText: '{{7*7}}' }).first();
  await body.getByText('{count, plural, one{#}}').first().waitFor();
  expect(await body.textContent()).toContain(`\${7*7}`);
  expect(await page.locator('main').textContent()).not.toContain('49 ');
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
  '%s is a name like any other in addresses',
  async (name) => {
    const page = await openPage({ as: cast.owner, javaScript: false });
    const met = async (address: string) => (await page.goto(address))?.status();
    expect(await met(`/?feed=${name}&sort=${name}&before=${name}&compose=${name}`)).toBe(200);
    expect(await met(`/search?q=${name}&in=${name}&before=${name}`)).toBe(200);
    expect(await met(`/people?q=${name}&department=${name}&after=${name}&letter=${name}`)).toBe(200);
    expect(await met(`/groups?q=${name}&show=${name}&after=${name}`)).toBe(200);
    expect(await met(`/login?error=${name}&return=${name}`)).toBe(200);
    expect(await met(`/settings/profile?problem=${name}`)).toBe(200);
    for (const place of ['people', 'groups', 'posts', 'setup/people', 'comments'])
      expect(await met(`/${place}/${name}`)).toBe(404);
    expect([200, 404]).toContain(await met(`/topics/${name}`));
  },
);
