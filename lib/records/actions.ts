'use server';
import { buttonAction } from '@/lib/forms/button-action';
import { formAction } from '@/lib/forms/form-action';
import { createRecord } from './create-record';
import { editRecord } from './edit-record';
import { createRecordInput, editRecordInput, moveRecordInput } from './input';
import { moveRecord } from './move-record';

const goTo = ({ path }: { path: string }) => path;
const outOfSight = 'It is saved, and open only to its owner and those with whom it is shared.';

export const createRecordAction = formAction('record.create', createRecordInput, createRecord, {
  goTo,
  message: ({ isOpen }) => (isOpen ? 'It is saved.' : outOfSight),
});

export const editRecordAction = formAction('record.edit', editRecordInput, editRecord, {
  goTo,
  message: ({ isOpen }) => (isOpen ? 'Your changes are saved.' : outOfSight),
});

export const moveRecordAction = buttonAction('record.move', moveRecordInput, moveRecord, {
  message: ({ stage }) => `It is in ${stage} now.`,
});
