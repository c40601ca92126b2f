import { beforeAll, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useApp } from '@/lib/testing/app';
import { findBarriers } from '@/lib/testing/axe';
import { signIn, useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';

const app = useApp();
const { openPage } = useBrowser(app);

beforeAll(async () => {
  await app.database.query("insert into person_permissions (person_id, permission) values ($1, 'modify_all_data')", [
    cast.admin.id,
  ]);
});

/** A small file with everything in it that files have. `key` keeps the rows of one test from those of another. */
const hostile = (key: string) =>
  Buffer.from(
    [
      '\uFEFFId;Opportunity name;Stage;Amount;Product;Sales agent;Close date',
      `${key}1;"Deal; with ""quotes""\r\nand a line";Won;1 200;GTXPro;${cast.member.handle};2026-03-31`,
      `${key}2;=cmd|'/c calc'!A1;Won;1e308;GTX Pro;${cast.member.handle};2026-02-31`,
      `${key}3;<script>alert(1)</script>;Engaging;5;GTX Pro;${cast.member.handle};`,
      `${key}1;Again;Won;1;;${cast.member.handle};`,
      `${key}4;مرحبا;Won;7;;nobody.at.all;`,
      `${key}5;Cut off`,
    ].join('\r\n'),
    'utf16le',
  );

const file = (key: string, buffer = hostile(key)) => ({ name: `${key} deals.csv`, mimeType: 'text/csv', buffer });
const names = (key: string) =>
  app.database.query('select external_id, name, values from records where external_id like $1 order by external_id', [
    `${key}%`,
  ]);

withAndWithoutJavaScript((javaScript) => {
  const key = javaScript ? 'S' : 'P';

  test('a file is uploaded, mapped, checked, corrected and imported, and says what was not taken', async () => {
    const page = await openPage({ as: cast.admin, javaScript, path: '/setup/import' });
    const settled = async (words: string | RegExp) => {
      await expect
        .poll(async () => {
          const again = page.getByRole('link', { name: 'Look again' });
          if (!javaScript && (await again.count()) > 0) await again.click();
          return page.getByText(words).count();
        })
        .toBeGreaterThan(0);
    };
    await page.getByLabel('CSV file').setInputFiles(file(key));
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByRole('heading', { level: 1, name: `${key} deals.csv` }).waitFor();
    expect(await page.getByLabel('Stage', { exact: true }).inputValue()).toBe('stage');
    expect(await page.getByLabel('Sales agent', { exact: true }).inputValue()).toBe('owner');
    expect(await page.getByLabel('Column that is the id of a record').inputValue()).toBe('0');
    await page.getByRole('button', { name: 'Check the file' }).click();
    await settled(/Checked, and nothing written/);
    expect(await names(key)).toEqual([]);
    await page.getByText('Would be created 1 · would be changed 0 · unchanged 0 · not taken 5').first().waitFor();
    await page.getByLabel('“GTXPro” is read as').selectOption('GTX Pro');
    await page.getByRole('button', { name: 'Check the file' }).click();
    await settled('Would be created 2 · would be changed 0 · unchanged 0 · not taken 4');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await settled('The file is imported.');
    await page.getByText('Created 2 · changed 0 · unchanged 0 · not taken 4').waitFor();
    await page.getByText('Product: read as you said, GTXPro → GTX Pro').waitFor();
    for (const why of ['There is no such day.', 'The same id stands on line 2.', 'Nobody is found by this handle.'])
      await page.getByRole('cell', { name: why }).waitFor();
    expect(await names(key)).toMatchObject([
      { external_id: `${key}1`, name: 'Deal; with "quotes" and a line', values: { amount: 1200, product: 'GTX Pro' } },
      { external_id: `${key}3`, name: '<script>alert(1)</script>' },
    ]);
  });

  test('what is wrong with the mapping is said beside its field', async () => {
    const page = await openPage({ as: cast.admin, javaScript, path: '/setup/import' });
    await page.getByLabel('CSV file').setInputFiles(file('W', Buffer.from('a,b\n1,2\n')));
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByLabel('a', { exact: true }).selectOption('stage');
    await page.getByLabel('b', { exact: true }).selectOption('stage');
    await page.getByRole('button', { name: 'Check the file' }).click();
    await page.getByRole('alert').getByText('“Stage” is read from the column “a” already.').waitFor();
    await page.getByLabel('b', { exact: true }).selectOption('amount');
    await page.getByRole('button', { name: 'Check the file' }).click();
    await page
      .getByRole('alert')
      .getByText('Map a column to “Opportunity name”, or say here what it is made of.')
      .waitFor();
    await page.getByRole('button', { name: 'Cancel the import' }).click();
    await page.getByText('This was cancelled before anything was imported.').waitFor();
  });

  test('what is no such file is refused in words', async () => {
    const page = await openPage({ as: cast.admin, javaScript, path: '/setup/import' });
    await page.getByLabel('CSV file').setInputFiles(file('X', Buffer.from('PK\u0003\u0004sheet')));
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByRole('status').getByText('This is a spreadsheet or an archive and no CSV.').waitFor();
  });
});

test('the rows that were not taken come as a file in which nothing runs', async () => {
  const [row] = await app.database.query("select id from imports where file_name = 'S deals.csv'");
  const cookie = `next-auth.session-token=${await signIn(app, cast.admin)}`;
  const answer = await fetch(`${app.url}/setup/import/${row?.id}/refused`, { headers: { cookie } });
  expect(answer.headers.get('content-disposition')).toContain('attachment');
  const text = await answer.text();
  expect(text.split('\r\n')[0]).toBe('Line,Column,Text,Why');
  expect(text).toContain('4,Amount,1e308,');
  const other = `next-auth.session-token=${await signIn(app, cast.viewAllData)}`;
  expect((await fetch(`${app.url}/setup/import/${row?.id}/refused`, { headers: { cookie: other } })).status).toBe(404);
});

test('nobody but an admin with Modify All Data sees it or sends a file, and no other site does', async () => {
  const form = () => {
    const data = new FormData();
    data.set('object', 'account');
    data.set('file', new Blob(['name\nSent\n']), 'a.csv');
    return data;
  };
  const send = async (as: typeof cast.member, headers: Record<string, string> = {}) => {
    const cookie = `next-auth.session-token=${await signIn(app, as)}`;
    const answer = await fetch(`${app.url}/api/uploads/import`, {
      method: 'POST',
      body: form(),
      headers: { cookie, origin: app.url, ...headers },
      redirect: 'manual',
    });
    return answer.status;
  };
  for (const person of [cast.member, cast.viewAllData, cast.guest]) {
    const cookie = `next-auth.session-token=${await signIn(app, person)}`;
    expect((await fetch(`${app.url}/setup/import`, { headers: { cookie } })).status).toBe(403);
    expect(await send(person)).toBe(403);
  }
  expect(await send(cast.admin, { origin: 'https://elsewhere.example' })).toBe(403);
  expect(await send(cast.admin)).toBe(303);
});

test('it has no barriers, in both themes, wide and narrow', async () => {
  const [row] = await app.database.query("select id from imports where file_name = 'P deals.csv'");
  await app.database.query("update imports set state = 'stopped', problem = 'It broke.' where id = $1", [row?.id]);
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [320, 'dark'],
  ] as const)
    for (const path of ['/setup/import', `/setup/import/${row?.id}`]) {
      const page = await openPage({ as: cast.admin, path, width, colorScheme });
      expect(await findBarriers(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    }
});
