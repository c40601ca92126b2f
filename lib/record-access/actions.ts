'use server';
import { buttonAction } from '@/lib/forms/button-action';
import { formAction } from '@/lib/forms/form-action';
import { deleteRecord } from './delete-record';
import { recordInput, restrictInput, shareInput, unshareInput } from './input';
import { restoreRecord } from './restore-record';
import { restrictRecord } from './restrict-record';
import { shareRecord } from './share-record';
import { unshareRecord } from './unshare-record';

const does = { read: 'can read it', write: 'can read and edit it' };

export const shareRecordAction = buttonAction('record.share', shareInput, shareRecord, {
  goTo: ({ path }) => path,
  message: ({ name, people }, { level }) =>
    people === null ? `${name} ${does[level]} now.` : `Everyone in ${name} ${does[level]} now: ${people} people.`,
});

export const unshareRecordAction = buttonAction('record.unshare', unshareInput, unshareRecord, {
  message: () => 'It is no longer shared with them.',
});

export const restrictRecordAction = formAction('record.restrict', restrictInput, restrictRecord, {
  message: (_, { access }) =>
    access === 'restricted' ? 'Only people it is shared with read it now.' : 'Everyone in the company reads it now.',
});

export const deleteRecordAction = formAction('record.delete', recordInput, deleteRecord, {
  goTo: ({ object }) => `/records/${object}`,
  message: ({ name }) => `${name} is in the bin. You can restore it there for 15 days.`,
});

export const restoreRecordAction = buttonAction('record.restore', recordInput, restoreRecord, {
  goTo: ({ path }) => path,
  message: ({ name }) => `${name} is back.`,
});
