'use server';

import { buttonAction } from '@/lib/forms/button-action';
import { formAction } from '@/lib/forms/form-action';
import { checkImport } from './check-import';
import { importInput, mappingInput } from './input';
import { cancelImport, resumeImport, startImport } from './start-import';

export const checkImportAction = formAction('import.check', mappingInput, checkImport, {
  goTo: (_, { id }) => `/setup/import/${id}`,
});

export const startImportAction = buttonAction('import.start', importInput, startImport, {
  message: () => 'It is at work.',
});

export const resumeImportAction = buttonAction('import.resume', importInput, resumeImport, {
  message: () => 'It goes on where it stopped.',
});

export const cancelImportAction = buttonAction('import.cancel', importInput, cancelImport, {
  message: ({ isCheck }) =>
    isCheck ? 'The check is over. Nothing was written.' : 'Cancelled. What was imported stays.',
});
