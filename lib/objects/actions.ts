'use server';
import { buttonAction } from '@/lib/forms/button-action';
import { formAction } from '@/lib/forms/form-action';
import { addReader } from './add-reader';
import { changeAccess } from './change-access';
import { createField } from './create-field';
import { createObject } from './create-object';
import { deleteField } from './delete-field';
import { deleteObject } from './delete-object';
import { editField } from './edit-field';
import { editObject } from './edit-object';
import { editValues } from './edit-values';
import {
  addReaderInput,
  changeAccessInput,
  createFieldInput,
  createObjectInput,
  deleteObjectInput,
  editFieldInput,
  editObjectInput,
  editValuesInput,
  moveFieldInput,
  objectInput,
  oneFieldInput,
  removeReaderInput,
  restrictFieldInput,
  setRetentionInput,
  setTrackingInput,
} from './input';
import { moveField } from './move-field';
import { removeReader } from './remove-reader';
import { restoreObject } from './restore-object';
import { restrictField } from './restrict-field';
import { setRetention } from './set-retention';
import { setTracking } from './set-tracking';

const page = ({ apiName }: { apiName: string }) => `/setup/objects/${apiName}`;

export const createObjectAction = formAction('object.create', createObjectInput, createObject, {
  goTo: page,
  message: ({ label }) => `${label} is there. Add its fields.`,
});

export const editObjectAction = formAction('object.edit', editObjectInput, editObject, {
  message: 'The object is saved.',
});

export const changeAccessAction = formAction('object.change-access', changeAccessInput, changeAccess, {
  goTo: page,
  message: ({ label }) => `The default access of ${label} is changed.`,
});

export const deleteObjectAction = formAction('object.delete', deleteObjectInput, deleteObject, {
  goTo: () => '/setup/objects',
  message: ({ label }) => `${label} is deleted. You can restore it here.`,
});

export const restoreObjectAction = buttonAction('object.restore', objectInput, restoreObject, {
  goTo: page,
  message: ({ label }) => `${label} is back, with its records.`,
});

export const createFieldAction = formAction('object.create-field', createFieldInput, createField, {
  goTo: ({ object }) => `/setup/objects/${object}#fields`,
  message: ({ label }) => `The field “${label}” is there.`,
});

export const editFieldAction = formAction('object.edit-field', editFieldInput, editField, {
  message: 'The field is saved.',
});

export const editValuesAction = formAction('object.edit-values', editValuesInput, editValues, {
  message: 'The values are saved.',
});

export const moveFieldAction = buttonAction('object.move-field', moveFieldInput, moveField);

export const deleteFieldAction = formAction('object.delete-field', oneFieldInput, deleteField, {
  goTo: ({ object }) => `/setup/objects/${object}#fields`,
  message: ({ label }) => `The field “${label}” is deleted.`,
});

export const restrictFieldAction = formAction('object.restrict-field', restrictFieldInput, restrictField, {
  message: (_, { reading }) =>
    reading === 'all' ? 'Everyone who may read a record reads it.' : 'Only those named below read it.',
});

export const addReaderAction = buttonAction('object.add-reader', addReaderInput, addReader, {
  message: ({ name, label }) => `${name} reads “${label}” from now on.`,
});

export const removeReaderAction = buttonAction('object.remove-reader', removeReaderInput, removeReader, {
  message: ({ label }) => `One reader fewer of “${label}”.`,
});

export const setTrackingAction = formAction('object.set-tracking', setTrackingInput, setTracking, {
  message: ({ label }) => `What ${label} announces is saved.`,
});

export const setRetentionAction = formAction('tracking.set-retention', setRetentionInput, setRetention, {
  message: ({ days }) => (days === null ? 'Changes are kept for ever.' : `Changes are kept for ${days} days.`),
});
