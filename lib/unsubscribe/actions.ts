'use server';

import { publicFormAction } from '@/lib/forms/public-action';
import { limits } from '@/lib/forms/rate-limit';
import { resumeByForm, stopByForm } from './by-form';
import { resumeInput, stopInput } from './input';

export const stopMailAction = publicFormAction('unsubscribe.stop', stopInput, limits.write, stopByForm);

export const resumeMailAction = publicFormAction('unsubscribe.undo', resumeInput, limits.write, resumeByForm);
