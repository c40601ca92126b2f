'use server';
import { buttonAction } from '@/lib/forms/button-action';
import { formAction } from '@/lib/forms/form-action';
import { addRecordToGroup } from './add-record';
import { addRecordInput } from './input';
import { removeRecordFromGroup } from './remove-record';

export const addRecordToGroupAction = formAction('group.add-record', addRecordInput, addRecordToGroup, {
  message: ({ name }) => `${name} works on it now. Each of its members finds it there if they may read it.`,
});

export const removeRecordFromGroupAction = buttonAction('group.remove-record', addRecordInput, removeRecordFromGroup, {
  message: () => 'It is no longer on the group’s list.',
});
