import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import type { CastPerson } from '@/db/seed/cast/people';
import { overseeMail } from '@/lib/access/oversee';
import { asViewer, type Permission } from '@/lib/access/viewer';
import { env } from '@/lib/env';
import { Forbidden } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { getMail, getMailHtml, listMails } from './queries';

const open = useDatabase();
const { admin, member, outsider, posts } = cast;
const ids = {
  own: newId(),
  signIn: newId(),
  closed: newId(),
  unlisted: newId(),
  comment: newId(),
  gone: newId(),
  bare: newId(),
};

async function write(id: string, kind: string, person: CastPerson | null, shown: readonly string[] = []) {
  await open.current.query(
    `insert into mails (id, kind, person_id, address, subject, html, text, state, shown_ids) values ($1, $2, $3, $4, $5, $5, $5, 'sent', $6::uuid[])`,
    [id, kind, person?.id ?? null, person?.email ?? 'new@example.com', `Words {{link}}`, `{${shown.join(',')}}`],
  );
}

const holding = (...permissions: Permission[]) => asViewer({ ...admin, permissions: ['admin', ...permissions] });

/** Which of the mails say something to a viewer who opens each. */
async function read(viewer: ReturnType<typeof viewerOf>) {
  const found: string[] = [];
  for (const [name, id] of Object.entries(ids)) {
    const { text } = await getMail(await overseeMail(viewer, id), id);
    if (text !== null) found.push(name);
  }
  return found;
}

beforeAll(async () => {
  await write(ids.own, 'notification', admin);
  await write(ids.signIn, 'sign_in', null);
  await write(ids.closed, 'notification', member, [posts.private.owner.id]);
  await write(ids.unlisted, 'digest', member, [posts.private.owner.id, posts.unlisted.owner.id]);
  await write(ids.comment, 'notification', member, [posts.unlisted.owner.commentId]);
  await write(ids.gone, 'notification', member, [newId()]);
  await write(ids.bare, 'join_request', member);
});
afterEach(() => void Object.assign(env, { DEMO: false }));

describe('what mails say', () => {
  test('is for their readers; an admin reads their own and what holds nobody’s words', async () => {
    expect(await read(holding())).toEqual(['own', 'signIn']);
    await expect(getMailHtml(holding(), ids.closed)).rejects.toThrow();
  });

  test('opens to View All Data, one mail at a time and noted, but never words of unlisted groups', async () => {
    expect(await read(holding('view_all_data'))).toEqual(['own', 'signIn', 'closed']);
    const [noted] = await open.current.query(
      `select count(*)::int as n from audit_entries where action = 'oversight.mail_read' and subject_id = $1`,
      [member.id],
    );
    expect(noted?.n).toBe(1);
    await expect(getMailHtml(holding('view_all_data'), ids.closed)).rejects.toThrow();
  });

  test('opens wholly to View All Data with Manage Unlisted Groups', async () => {
    expect(await read(holding('view_all_data', 'manage_unlisted_groups'))).toEqual(Object.keys(ids));
  });

  test('never shows a token', async () => {
    expect(await getMailHtml(holding(), ids.own)).toBe('Words about:blank#hidden');
    expect((await getMail(holding(), ids.signIn)).text).toBe('Words about:blank#hidden');
  });
});

test('the ledger is forbidden to others, and in the demo shows everyone their own', async () => {
  await expect(listMails(viewerOf(member), 'all', undefined)).rejects.toThrow(Forbidden);
  Object.assign(env, { DEMO: true });
  const { items } = await listMails(viewerOf(member), 'all', undefined);
  expect(items.map(({ id }) => id).toSorted()).toEqual(
    [ids.closed, ids.unlisted, ids.comment, ids.gone, ids.bare].toSorted(),
  );
  expect(items.every(({ subject }) => subject !== null)).toBe(true);
  expect((await listMails(viewerOf(outsider), 'all', undefined)).items).toEqual([]);
  await expect(getMail(viewerOf(outsider), ids.closed)).rejects.toThrow();
});

test('a list is narrowed by how mails went', async () => {
  await open.current.query(`update mails set state = 'cancelled', note = 'read' where id = $1`, [ids.closed]);
  await open.current.query(`update mails set bounced_at = now() where id = $1`, [ids.gone]);
  const found = async (filter: Parameters<typeof listMails>[1]) =>
    (await listMails(holding(), filter, undefined)).items.map(({ id }) => id);
  expect(await found('cancelled')).toEqual([ids.closed]);
  expect(await found('bounced')).toEqual([ids.gone]);
  expect(await found('sent')).not.toContain(ids.gone);
  expect(await found('failed')).toEqual([]);
});
