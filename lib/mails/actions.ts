'use server';

import { buttonAction } from '@/lib/forms/button-action';
import { resumeMailInput } from './input';
import { resumeMail } from './resume-mail';

export const resumeMailAction = buttonAction('resume-mail', resumeMailInput, resumeMail, {
  message: () => 'Mail goes to you again.',
});
