'use server';
import { buttonAction } from '@/lib/forms/button-action';
import { formAction } from '@/lib/forms/form-action';
import { moveRecord } from '@/lib/records/move-record';
import { deleteView } from './delete-view';
import { editView } from './edit-view';
import { deleteViewInput, editViewInput, moveCardInput, saveViewInput } from './input';
import { saveView } from './save-view';

const goTo = ({ path }: { path: string }) => path;

export const saveViewAction = formAction('list_view.save', saveViewInput, saveView, {
  goTo,
  message: 'The view is saved.',
});
export const editViewAction = formAction('list_view.edit', editViewInput, editView, {
  goTo,
  message: 'The view is changed.',
});
export const deleteViewAction = buttonAction('list_view.delete', deleteViewInput, deleteView, {
  goTo,
  message: () => 'The view is deleted.',
});
export const moveCardAction = buttonAction('list_view.move-card', moveCardInput, moveRecord, {
  message: ({ name, stage }) => `${name} is in ${stage} now.`,
});
