import { castRecordRows } from '@/db/seed/cast/records';
import { newId } from '@/lib/ids';
import { createRecord } from '@/lib/records/create-record';
import { editRecord } from '@/lib/records/edit-record';
import { moveRecord } from '@/lib/records/move-record';
import { formOf } from '@/lib/testing/record-forms';
import { type ActionRows, attempt } from './attempts';
import { objectKinds } from './ids';
import { openedToModify } from './record-topic-attempts';
import { theObjects, theRecords } from './things';

const nameField = (object: string | undefined) => (object === 'case' || object === 'task' ? 'subject' : 'name');

const createForm = (objectId: string) => {
  const object = objectKinds().find(({ id }) => id === objectId)?.apiName;
  return { objectId, clientId: newId(), isPrivate: false, form: formOf({ [nameField(object)]: 'Made by the matrix' }) };
};

const rowOf = (recordId: string) => castRecordRows.find(({ id }) => id === recordId);

const editForm = (recordId: string) => {
  const row = rowOf(recordId);
  const version = 1 + (row?.history.length ?? 0);
  return { recordId, version, form: formOf({ [nameField(row?.object)]: 'Changed by the matrix' }) };
};

/** From where the record stands to where it could end. */
const move = (recordId: string) => {
  const isCase = rowOf(recordId)?.object === 'case';
  return { recordId, from: isCase ? 'Working' : 'Engaging', to: isCase ? 'Closed' : 'Won' };
};

const withPath = () => theRecords().filter(({ id }) => rowOf(id)?.object !== 'account');

export const recordPageAttempts: ActionRows = {
  'records.createRecordAction': [attempt(createRecord, theObjects, createForm, 'create')],
  'records.editRecordAction': [attempt(editRecord, theRecords, editForm, 'edit', { expected: openedToModify('edit') })],
  'records.moveRecordAction': [attempt(moveRecord, withPath, move, 'edit', { expected: openedToModify('edit') })],
};
