'use server';

import { buttonAction } from '@/lib/forms/button-action';
import { formAction } from '@/lib/forms/form-action';
import { addRecordTopic, removeRecordTopic } from './change-record-topics';
import { recordTopicInput } from './input';

export const addRecordTopicAction = formAction('add-record-topic', recordTopicInput, addRecordTopic);
export const removeRecordTopicAction = buttonAction('remove-record-topic', recordTopicInput, removeRecordTopic);
