import { describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { Forbidden, NotFound } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { testParallel, useDatabase } from '@/lib/testing/database';
import { refusedFields } from '@/lib/testing/groups';
import { editForm, newForm } from '@/lib/testing/record-forms';
import { makeRecord } from '@/lib/testing/records';
import { createRecord } from './create-record';
import { editRecord } from './edit-record';
import { getRecord } from './queries';

const open = useDatabase();

const owner = viewerOf(cast.owner);
const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);
const { account } = cast.records;

const idIn = (path: string) => path.split('/').at(-1) ?? '';

async function create(...[object, typed, isPrivate]: Parameters<typeof newForm>) {
  const { path } = await createRecord(owner, await newForm(object, typed, isPrivate));
  return idIn(path);
}

const valuesOf = async (object: string, id: string) => (await getRecord(owner, object, id)).record.values;

const stored = async (id: string) =>
  (await open.current.query('select values, version from records where id = $1', [id]))[0] as {
    values: Record<string, unknown>;
    version: number;
  };

describe('a new record', () => {
  test('holds what was typed, its defaults, and whoever made it as its owner', async () => {
    const id = await create('case', { subject: ' Login  fails ', priority: 'High', account: account.name });
    expect(await valuesOf('case', id)).toEqual({
      subject: 'Login fails',
      owner: cast.owner.id,
      status: 'New',
      priority: 'High',
      account: account.id,
    });
  });

  test('is one record however often its form arrives', async () => {
    const input = await newForm('case', { subject: 'Twice' });
    expect(await createRecord(owner, input)).toEqual(await createRecord(owner, input));
  });

  testParallel('is one record when its form arrives several times at once', async () => {
    const input = await newForm('case', { subject: 'At once' });
    const made = await Promise.all(Array.from({ length: 6 }, () => createRecord(owner, input)));
    expect(new Set(made.map(({ path }) => path)).size).toBe(1);
  });

  test('is refused with a message beside each box, and nothing is written', async () => {
    const input = await newForm('opportunity', {
      name: '',
      stage: 'Nowhere',
      amount: '1e308',
      close_date: '2027-02-31',
      account: 'Nobody & Sons',
    });
    const before = await open.current.query('select count(*) from records');
    expect(await refusedFields(createRecord(owner, input))).toEqual({
      v_name: 'Fill in “Opportunity name”.',
      v_stage: '“Nowhere” is not one of the choices.',
      v_amount: 'Write a number, such as 1250 or 12.5.',
      v_close_date: 'There is no such day.',
      v_account: 'There is no account “Nobody & Sons” that you can choose.',
    });
    expect(await open.current.query('select count(*) from records')).toEqual(before);
  });

  test('has what it has to have, whether its form showed that or not', async () => {
    expect(await refusedFields(createRecord(owner, await newForm('contact', { title: 'Nobody' })))).toEqual({
      v_name: 'Fill in “Name”.',
    });
  });

  test('is made by nobody for a guest', async () => {
    const guest = viewerOf(cast.guest);
    const attempt = async (object: string) => createRecord(guest, await newForm(object, { subject: 'x', name: 'x' }));
    await expect(attempt('case')).rejects.toThrow(Forbidden);
    await expect(attempt('campaign')).rejects.toThrow(NotFound);
  });

  test('that is given away out of sight leads to the list', async () => {
    const typed = { subject: 'Not mine', owner: cast.asker.name };
    expect(await createRecord(outsider, await newForm('case', typed, true))).toEqual({
      path: '/records/case',
      isOpen: false,
    });
  });
});

describe('somebody or something named in a form', () => {
  test('may be one of several of that name, who are then told apart', async () => {
    const [first, second] = [
      await makeRecord(owner, 'account', { name: 'Twin & Co' }),
      await makeRecord(owner, 'account', { name: 'TWIN & Co' }),
    ];
    const { v_account } = await refusedFields(
      createRecord(owner, await newForm('case', { subject: 'Which', account: 'twin & co' })),
    );
    expect(v_account).toContain(`“TWIN & Co [${second.slice(-6)}]” (owned by ${owner.name})`);
    const id = await create('case', { subject: 'This', account: `Twin & Co [${first.slice(-6)}]` });
    expect((await valuesOf('case', id)).account).toBe(first);
  });

  test.each([
    ['a handle', `@${cast.member.handle}`],
    ['a name with a handle', `Anything (@${cast.member.handle})`],
    ['a name', cast.member.name.toUpperCase()],
  ])('is found by %s', async (_by, text) => {
    const id = await create('case', { subject: 'Whose', owner: text });
    expect((await valuesOf('case', id)).owner).toBe(cast.member.id);
  });

  test('is a suggestion where it is only begun', async () => {
    const { v_owner } = await refusedFields(
      createRecord(owner, await newForm('case', { subject: 'x', owner: 'Cecily' })),
    );
    expect(v_owner).toContain('Did you mean “Cecily Lampkin” (Sales agent)?');
  });

  test.each([
    ['a guest', cast.guest.name],
    ['somebody who left', cast.deactivated.name],
  ])('is not %s', async (_who, name) => {
    const fields = await refusedFields(createRecord(owner, await newForm('case', { subject: 'x', owner: name })));
    expect(fields.v_owner).toContain(`There is no colleague “${name}” that you can choose.`);
  });

  test('stays when they left meanwhile and the box was not touched', async () => {
    const id = await makeRecord(owner, 'account', { name: 'Held', owner: cast.deactivated.id });
    const typed = { name: 'Held on', owner: cast.deactivated.name };
    const boss = { ...owner, permissions: new Set(['modify_all_data']) } as typeof owner;
    await editRecord(boss, await editForm(boss, 'account', id, typed));
    expect((await valuesOf('account', id)).owner).toBe(cast.deactivated.id);
  });

  test('is no record that the writer may not see, no deleted one, and none of another object', async () => {
    const secret = await makeRecord(member, 'account', { name: 'Hidden holding' }, { isPrivate: true });
    const gone = await makeRecord(owner, 'account', { name: 'Gone' });
    await open.current.query('update records set deleted_at = now() where id = $1', [gone]);
    for (const text of [secret, 'Hidden holding', gone, 'Gone', cast.records.open.id, newId()]) {
      const fields = await refusedFields(
        createRecord(outsider, await newForm('case', { subject: 'x', account: text })),
      );
      expect(fields.v_account).toMatch(/^There is no account “.+” that you can choose\.$/);
    }
  });

  test('that the writer may not see stays where its box was not touched', async () => {
    const secret = await makeRecord(member, 'account', { name: 'Hidden parent' }, { isPrivate: true });
    const id = await makeRecord(outsider, 'account', { name: 'Child', parent: secret });
    const { record } = await getRecord(outsider, 'account', id);
    expect(record.names[secret]).toBeUndefined();
    const typed = { name: 'Child of it', parent: 'A record you cannot see' };
    await editRecord(outsider, await editForm(outsider, 'account', id, typed));
    expect((await stored(id)).values).toEqual({ parent: secret });
  });

  test('is not the record itself, nor one below it', async () => {
    const top = await makeRecord(owner, 'account', { name: 'Top of three' });
    const middle = await makeRecord(owner, 'account', { name: 'Middle of three', parent: top });
    const bottom = await makeRecord(owner, 'account', { name: 'Bottom of three', parent: middle });
    const under = async (text: string) =>
      (await refusedFields(editRecord(owner, await editForm(owner, 'account', top, { parent: text })))).v_parent;
    expect(await under('Top of three')).toBe('A record cannot point to itself. Choose another.');
    expect(await under(bottom)).toContain('would make a circle');
    expect(await under('Middle of three')).toContain('would make a circle');
  });

  testParallel('makes no circle by two saves at once', async () => {
    const [a, b] = [
      await makeRecord(owner, 'account', { name: 'Left' }),
      await makeRecord(owner, 'account', { name: 'Right' }),
    ];
    const saves = await Promise.allSettled([
      editRecord(owner, await editForm(owner, 'account', a, { parent: b })),
      editRecord(owner, await editForm(owner, 'account', b, { parent: a })),
    ]);
    expect(saves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
