import { addRecordTopic, removeRecordTopic } from '@/lib/record-topics/change-record-topics';
import { type ActionRows, attempt } from './attempts';
import type { Eyes } from './reference';
import { type Thing, theRecords } from './things';
import { records } from './world';

const withTopic = (topic: string) => (id: string) => ({ id, topic });

/** Modify All Data opens every record that is not deleted by acting on it, which is audited. */
export function openedToModify(verb: string) {
  return ({ who }: Eyes, thing: Thing): string => {
    const isThere = records.some(({ id, isDeleted }) => id === thing.id && !isDeleted);
    return isThere && who.permissions.includes('modify_all_data') ? 'ok' : thing.answer({ who }, verb);
  };
}

const assign = { expected: openedToModify('assignTopics') };

export const recordTopicAttempts: ActionRows = {
  'record-topics.addRecordTopicAction': [
    attempt(addRecordTopic, theRecords, withTopic('newtech'), 'assignTopics', assign),
    attempt(addRecordTopic, theRecords, withTopic('never heard of'), 'assignTopics', assign),
  ],
  'record-topics.removeRecordTopicAction': [
    attempt(removeRecordTopic, theRecords, withTopic('newtech'), 'assignTopics', assign),
  ],
};
