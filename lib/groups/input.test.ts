import { describe, expect, test } from 'vitest';
import { Invalid } from '@/lib/errors';
import { parseForm } from '@/lib/forms/form-data';
import { createGroupInput, decisionInput, deletionInput, editGroupInput, groupInput, invitationInput } from './input';

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

function problems(parse: () => unknown): Record<string, string> {
  try {
    parse();
  } catch (error) {
    if (error instanceof Invalid) return error.fields;
    throw error;
  }
  return {};
}

describe('the form of a new group', () => {
  test('cleans what was typed', () => {
    const given = form({
      name: '  Central\u202e   Region ',
      description: 'a\r\nb\0 ',
      access: 'private',
      allowsGuests: 'on',
    });
    expect(parseForm(createGroupInput, given)).toEqual({
      name: 'Central Region',
      description: 'a\nb',
      access: 'private',
      isBroadcast: false,
      allowsGuests: true,
    });
  });

  test('an empty one is answered beside each field that needs something', () => {
    expect(problems(() => parseForm(createGroupInput, form({})))).toEqual({
      name: 'Give the group a name.',
      access: 'Choose who can see the group.',
    });
  });

  test('a description that is too long is counted', () => {
    const given = form({ name: 'A', access: 'public', description: 'x'.repeat(1001) });
    expect(problems(() => parseForm(createGroupInput, given))).toEqual({
      description: 'This has 1,001 characters. Shorten it to 1,000 or fewer.',
    });
  });

  test('a field sent twice, or as a file, counts as not typed', () => {
    const given = form({ access: 'public' });
    given.append('name', 'One');
    given.append('name', 'Two');
    given.set('description', new Blob(['x']));
    expect(problems(() => parseForm(createGroupInput, given))).toEqual({ name: 'Give the group a name.' });
  });
});

test('the settings hold every limit of a new group and their own', () => {
  const given = form({
    groupId: 'x',
    version: 'one',
    name: '',
    access: 'secret',
    description: 'x'.repeat(1001),
    informationTitle: 'x'.repeat(31),
    information: 'x'.repeat(4001),
  });
  expect(Object.keys(problems(() => parseForm(editGroupInput, given))).sort()).toEqual(
    ['access', 'description', 'information', 'informationTitle', 'name', 'version'].sort(),
  );
});

test.each([
  ['a decision', decisionInput],
  ['a button', groupInput],
])('%s without its hidden id is refused', (_, schema) => {
  expect(Object.keys(problems(() => parseForm(schema, form({ decision: 'accept' }))))).not.toEqual([]);
});

test('a message with an answer has at most 1,000 characters', () => {
  const given = form({ requestId: 'x', decision: 'decline', message: 'x'.repeat(1001) });
  expect(Object.keys(problems(() => parseForm(decisionInput, given)))).toEqual(['message']);
});

test.each(['', 'nobody', 'a@b', 'a b@c.example', '"x"@c.example', 'a@c.example\nBcc: d@e.example'])(
  '"%s" is no address to invite',
  (email) => {
    const given = form({ groupId: 'x', kind: 'internal', email });
    expect(Object.keys(problems(() => parseForm(invitationInput, given)))).toEqual(['email']);
  },
);

test('an address is invited as it is compared', () => {
  const given = form({ groupId: 'x', kind: 'guest', email: ' New.Person@Brightmoor.Example ' });
  expect(parseForm(invitationInput, given).email).toBe('new.person@brightmoor.example');
});

test('the name typed to delete a group is one line', () => {
  expect(parseForm(deletionInput, form({ groupId: 'x', name: ' Old  Group ' })).name).toBe('Old Group');
});
