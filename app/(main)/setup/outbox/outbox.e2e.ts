import { expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { newId } from '@/lib/ids';
import { useApp } from '@/lib/testing/app';
import { findBarriers } from '@/lib/testing/axe';
import { signIn, useBrowser, withAndWithoutJavaScript } from '@/lib/testing/browser';

const app = useApp();
const { openPage } = useBrowser(app);

/** Events that a subscriber gave up; this app has none of that name, so trying again does nothing. */
async function giveUp(subscriber: string, count: number, error = 'Error: The service answered 500.') {
  for (let index = 0; index < count; index++) {
    const id = newId();
    await app.database.query(
      `insert into outbox_events (id, type, payload, subject_id, done_at) values ($1, 'post.created', '{"postId": "carried"}', $2, now())`,
      [id, cast.groups.unlisted.id],
    );
    await app.database.query(
      `insert into outbox_retries (event_id, subscriber, attempts, due_at, last_error, dead_at) values ($1, $2, 12, now(), $3, now())`,
      [id, subscriber, error],
    );
  }
}

const dead = async (subscriber: string) =>
  (await app.database.query('select 1 from outbox_retries where subscriber = $1 and dead_at is not null', [subscriber]))
    .length;

withAndWithoutJavaScript((javaScript) => {
  test('dead letters are tried again, one or all, and discarded, which is audited', async () => {
    const name = javaScript ? 'scripted' : 'plain';
    await giveUp(name, 3);
    const page = await openPage({ as: cast.admin, javaScript, path: '/setup/outbox' });
    await page
      .getByRole('button', { name: `Discard ${name}` })
      .first()
      .click();
    await page.getByRole('status').getByText('Discarded').waitFor();
    expect(await dead(name)).toBe(2);
    await page
      .getByRole('button', { name: `Retry ${name}` })
      .first()
      .click();
    await page.getByRole('status').getByText('It is tried again now').waitFor();
    await expect.poll(() => dead(name)).toBe(1);
    await giveUp(name, 1);
    await page.goto('/setup/outbox');
    await page.getByRole('button', { name: `Retry all 2 of ${name}` }).click();
    await page.getByRole('status').getByText('2 are tried again now').waitFor();
    expect(await dead(name)).toBe(0);
    const text = await page.locator('main').textContent();
    expect(text).not.toContain('carried');
    expect(text).not.toContain(cast.groups.unlisted.name);
    await page.goto('/setup/audit');
    await page.getByText('discarded a dead letter').first().waitFor();
  });

  test('a backlog is said, in words and with its age', async () => {
    await app.database.query(
      `insert into outbox_events (id, type, payload, created_at, due_at, leased_until) values ($1, 'notifications.read', '{}',
        now() - interval '10 minutes', now() - interval '10 minutes', now() + interval '1 hour')`,
      [newId()],
    );
    const page = await openPage({ as: cast.admin, javaScript, path: '/setup/outbox' });
    await page.getByText('The outbox is behind: the oldest event has been due for 10 min').waitFor();
    await app.database.query('update outbox_events set leased_until = null where done_at is null');
    await expect
      .poll(async () => {
        await page.reload();
        return page.getByText(/The outbox is behind|At work/).count();
      })
      .toBe(0);
  });
});

test('the mail is a link away', async () => {
  const page = await openPage({ as: cast.admin, javaScript: false, path: '/setup/outbox' });
  await page.getByRole('main').getByRole('link', { name: 'Mail', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Mail' }).waitFor();
});

test('nobody but an admin sees it', async () => {
  for (const person of [cast.member, cast.viewAllData, cast.guest]) {
    const cookie = `next-auth.session-token=${await signIn(app, person)}`;
    expect((await fetch(`${app.url}/setup/outbox`, { headers: { cookie } })).status).toBe(403);
  }
});

test('it has no barriers, empty and full, in both themes, wide and narrow', async () => {
  await app.database.query('delete from outbox_retries');
  const look = async () => {
    for (const [width, colorScheme] of [
      [1280, 'light'],
      [390, 'dark'],
    ] as const) {
      const page = await openPage({ as: cast.admin, path: '/setup/outbox', width, colorScheme });
      expect(await findBarriers(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    }
  };
  await look();
  await giveUp('notifications', 4, `Error: ${'a-very-long-word-without-end'.repeat(15)}`);
  await giveUp('mails', 24, 'Error: The service answered 500.');
  await app.database.query(
    `update outbox_retries set dead_at = null, attempts = 3, due_at = now() + interval '10 minutes' where event_id in (select event_id from outbox_retries where subscriber = 'mails' order by 1 limit 3)`,
  );
  for (const person of [cast.member, cast.owner])
    await app.database.query(
      `insert into outbox_events (id, type, payload, due_at) values ($1, 'mail.batch_due', $2, now() + interval '90 seconds')`,
      [newId(), JSON.stringify({ personId: person.id, threadKey: 'x' })],
    );
  await look();
});
