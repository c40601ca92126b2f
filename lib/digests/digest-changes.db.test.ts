import { beforeEach, describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { createComment } from '@/lib/feed/create-comment';
import { mutePost } from '@/lib/feed/mute-post';
import { newId } from '@/lib/ids';
import { useDatabase } from '@/lib/testing/database';
import { digestTests, textOf } from '@/lib/testing/digests';
import { changeValues, makeRecord } from '@/lib/testing/records';

const open = useDatabase();
const { ask, digestsOf, reset, write } = digestTests(open);
const { member, outsider, owner } = cast;
const viewer = viewerOf(owner);

async function deal(name: string, followers = [outsider], options: Parameters<typeof makeRecord>[3] = {}) {
  const id = await makeRecord(viewer, 'opportunity', { name, stage: 'Prospecting' }, options);
  for (const { id: person } of followers)
    await ask('insert into follows (person_id, subject_id) values ($1, $2)', person, id);
  return id;
}

const change = async (id: string, patch: Record<string, string | number>) =>
  String((await changeValues(viewer, id, patch)).itemId);

beforeEach(async () => {
  await reset();
  await ask('delete from follows');
  await ask('delete from records');
});

describe('records that changed', () => {
  test('are one line each in the personal digest, without what changed in them', async () => {
    const acme = await deal('Acme, renewal');
    for (const amount of [100, 200]) await change(acme, { amount });
    await deal('Betasoloin');
    const [mail, ...others] = await digestsOf(outsider);
    expect(others).toEqual([]);
    expect(String(mail?.subject)).toMatch(/^2 records changed on/);
    expect(textOf([mail ?? {}])).toMatch(/Acme, renewal: 3 changes/);
    expect(textOf([mail ?? {}])).toMatch(/Betasoloin: 1 change/);
    expect(textOf([mail ?? {}])).not.toMatch(/\$|Amount/);
    expect(mail?.shown_ids).toHaveLength(4);
  });

  test('stand below the posts and count for nothing towards them; what is talked about comes like a post', async () => {
    const acme = await deal('Acme, renewal');
    const talked = await change(acme, { amount: 4514 });
    await createComment(viewerOf(member), {
      id: talked,
      parentId: undefined,
      body: 'At last',
      clientId: newId(),
      confirm: true,
    });
    await write(member, acme, 'They want three years');
    const [mail] = await digestsOf(outsider);
    expect(String(mail?.subject)).toMatch(/^2 new posts on/);
    const text = textOf([mail ?? {}]);
    for (const words of ['They want three years', 'Amount: — → *$4,514*', 'At last', 'Acme, renewal: 1 change'])
      expect(text).toContain(words);
  });

  test('come to the owner without following, and not to whoever made the change', async () => {
    const mine = await makeRecord(viewerOf(member), 'opportunity', { name: 'Mine', stage: 'Prospecting' });
    await ask(`insert into record_shares (record_id, principal, level) values ($1, $2, 'write')`, mine, owner.id);
    await change(mine, { amount: 1 });
    expect(textOf(await digestsOf(member))).toContain('Mine: 1 change');
    expect(textOf(await digestsOf(owner))).not.toContain('Mine');
  });

  test('are left out where one may not read them, muted them, or wants fewer updates', async () => {
    const secret = await deal('Secret', [outsider], { isPrivate: true });
    await change(secret, { amount: 5 });
    const muted = await deal('Muted');
    const [{ id }] = (await ask(`select id from feed_items where subject_id = $1`, muted)) as [{ id: string }];
    await mutePost(viewerOf(outsider), { id });
    expect(await digestsOf(outsider)).toEqual([]);
    await ask('delete from digests');
    await change(muted, { amount: 3 });
    await ask('update people set has_fewer_updates = true where id = $1', outsider.id);
    expect(await digestsOf(outsider)).toEqual([]);
    await ask('update people set has_fewer_updates = false');
    await ask('delete from digests');
    expect(textOf(await digestsOf(outsider))).toContain('Muted: 1 change');
  });

  test('say nothing of a field that the reader may not read', async () => {
    const acme = await deal('Acme');
    await ask(`delete from feed_items where subject_id = $1`, acme);
    await change(acme, { amount: 9 });
    await ask(`update fields set is_restricted = true where api_name = 'amount'`);
    expect(await digestsOf(outsider)).toEqual([]);
    await ask(`update fields set is_restricted = false`);
  });
});
