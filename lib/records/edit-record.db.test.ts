import { describe, expect, test } from 'vitest';
import { cast, viewerOf } from '@/db/cast';
import { Conflict, Forbidden, NotFound } from '@/lib/errors';
import { useDatabase } from '@/lib/testing/database';
import { refusedFields } from '@/lib/testing/groups';
import { editForm, formOf } from '@/lib/testing/record-forms';
import { changeValues, makeRecord } from '@/lib/testing/records';
import { editRecord } from './edit-record';
import { moveRecord } from './move-record';

const open = useDatabase();

const owner = viewerOf(cast.owner);
const member = viewerOf(cast.member);
const outsider = viewerOf(cast.outsider);

const stored = async (id: string) =>
  (await open.current.query('select values, version from records where id = $1', [id]))[0] as {
    values: Record<string, unknown>;
    version: number;
  };

describe('a save', () => {
  test('touches only what the form showed', async () => {
    const id = await makeRecord(owner, 'case', {
      subject: 'Kept',
      priority: 'High',
      reason: 'Other',
      description: 'Long.',
    });
    await editRecord(owner, await editForm(owner, 'case', id, { subject: 'Kept as well', description: '' }));
    expect((await stored(id)).values).toEqual({ priority: 'High', reason: 'Other' });
  });

  test('leaves what was not touched as it is, whatever is asked of it by now', async () => {
    const kept = { subject: 'Old ways', priority: 'Urgent', reason: 'Other', description: 'One\nTwo' };
    const id = await makeRecord(owner, 'case', kept);
    const typed = { ...kept, subject: 'New ways', description: 'One\r\nTwo' };
    await editRecord(owner, await editForm(owner, 'case', id, typed));
    const { subject: _, ...rest } = kept;
    expect(await stored(id)).toEqual({ version: 2, values: rest });
    const wrong = await editForm(owner, 'case', id, { priority: 'Whenever' });
    expect(Object.keys(await refusedFields(editRecord(owner, wrong)))).toEqual(['v_priority']);
  });

  test('that changes nothing is no save', async () => {
    const id = await makeRecord(owner, 'case', { subject: 'Same', priority: 'High' });
    await editRecord(owner, await editForm(owner, 'case', id, { subject: 'Same', priority: 'High' }));
    expect((await stored(id)).version).toBe(1);
  });

  test('by somebody who may not read a field leaves it as it is, and what they sent for it is not kept', async () => {
    const id = await makeRecord(outsider, 'opportunity', { name: 'Margins', stage: 'Engaging', margin: 12 });
    const plain = await editForm(outsider, 'opportunity', id, { name: 'Margins all over' });
    await editRecord(outsider, plain);
    expect((await stored(id)).values.margin).toBe(12);
    const sent = await editForm(outsider, 'opportunity', id, { name: 'Margins', margin: '99' });
    expect(Object.keys(await refusedFields(editRecord(outsider, sent)))).toEqual(['v_margin']);
    expect((await stored(id)).values.margin).toBe(12);
  });

  test('into a field that was removed meanwhile says so, and goes on without it', async () => {
    const id = await makeRecord(owner, 'contact', { name: 'Removed', title: 'Buyer' });
    const input = await editForm(owner, 'contact', id, { title: 'Head buyer', mobile: '1' });
    await open.current.query(
      "update fields set deleted_at = now() where api_name = 'mobile' and object_id = (select id from objects where api_name = 'contact')",
    );
    expect((await refusedFields(editRecord(owner, input))).v_mobile).toContain('was removed');
    await editRecord(owner, { ...input, form: formOf({ title: 'Head buyer', mobile: '' }) });
    expect((await stored(id)).values).toEqual({ title: 'Head buyer' });
  });

  test('after somebody else’s is told what stands there now, and made again it replaces that', async () => {
    const id = await makeRecord(owner, 'case', { subject: 'Raced', priority: 'Low', reason: 'Other' });
    const mine = await editForm(owner, 'case', id, { subject: 'Raced by me', priority: 'Low', reason: 'Other' });
    await changeValues(owner, id, { priority: 'High', reason: null });
    const refused = await editRecord(owner, mine).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Conflict);
    expect((refused as Conflict).fields).toEqual({
      v_priority: 'This now says “High”. Saving again replaces it.',
      v_reason: 'This was emptied. Saving again replaces it.',
    });
    await editRecord(owner, { ...mine, version: 2 });
    expect((await stored(id)).values).toMatchObject({ priority: 'Low', reason: 'Other' });
  });

  test('says nothing of a hidden field that somebody else changed', async () => {
    const id = await makeRecord(outsider, 'opportunity', { name: 'Quiet margin', margin: 1 });
    const mine = await editForm(outsider, 'opportunity', id, { name: 'Quiet', margin: '' });
    await changeValues(outsider, id, { margin: 77 });
    const refused = await editRecord(outsider, mine).catch((error: unknown) => error);
    expect((refused as Conflict).fields).toEqual({});
  });

  test('is for those who may write to it, and giving it away for its owner and those above', async () => {
    const id = await makeRecord(member, 'case', { subject: 'Hers' });
    const typed = { subject: 'His' };
    await expect(editRecord(outsider, await editForm(outsider, 'case', id, typed))).rejects.toThrow(Forbidden);
    await editRecord(owner, await editForm(owner, 'case', id, { owner: cast.owner.name }));
    await expect(
      editRecord(member, { recordId: id, version: 2, form: formOf({ owner: cast.member.name }) }),
    ).rejects.toThrow(Forbidden);
  });

  test('of what nobody gave to the writer finds nothing', async () => {
    const id = await makeRecord(member, 'case', { subject: 'Closed' }, { isPrivate: true });
    await expect(editRecord(outsider, { recordId: id, version: 1, form: formOf({ subject: 'x' }) })).rejects.toThrow(
      NotFound,
    );
  });
});

describe('a move along the path', () => {
  test('is a save of one field, from where the mover saw it', async () => {
    const recordId = await makeRecord(owner, 'opportunity', { name: 'Moving', stage: 'Prospecting' });
    const move = { recordId, from: 'Prospecting', to: 'Engaging' };
    expect(await moveRecord(owner, move)).toEqual({ name: 'Moving', stage: 'Engaging' });
    await moveRecord(owner, move);
    expect((await stored(recordId)).version).toBe(2);
    await changeValues(owner, recordId, { stage: 'Won' });
    await expect(moveRecord(owner, { ...move, from: 'Engaging', to: 'Lost' })).rejects.toThrow('moved this to “Won”');
    expect(await refusedFields(moveRecord(owner, { ...move, from: 'Won', to: 'Nowhere' }))).toEqual({
      to: '“Nowhere” is not one of the choices.',
    });
  });

  test('is for those who may write to it', async () => {
    const recordId = await makeRecord(member, 'opportunity', { name: 'Still', stage: 'Prospecting' });
    await expect(moveRecord(outsider, { recordId, from: 'Prospecting', to: 'Won' })).rejects.toThrow(Forbidden);
  });
});
