import { discardLetter, retryAllLetters, retryLetter } from '@/lib/operations/retry-letters';
import { type ActionRows, attempt } from './attempts';
import { planted } from './plant';
import type { Eyes } from './reference';
import type { Thing } from './things';

const isAdmin = ({ who }: Eyes) => who.permissions.includes('admin');
const adminOnly = (eyes: Eyes) => (isAdmin(eyes) ? 'ok' : 'Forbidden');
const missing = (eyes: Eyes) => (isAdmin(eyes) ? 'NotFound' : 'Forbidden');

const letters = (): Thing[] =>
  planted.letters.map(({ eventId }) => ({ of: 'a dead letter', id: eventId, answer: adminOnly }));
const subscribers = (): Thing[] => [{ of: 'a subscriber', id: 'dead', answer: adminOnly }];

const letter = (eventId: string) => ({ eventId, subscriber: 'dead' });

export const operationAttempts: ActionRows = {
  'operations.retryLetterAction': [attempt(retryLetter, letters, letter, '', { missing })],
  'operations.discardLetterAction': [attempt(discardLetter, letters, letter, '', { missing })],
  'operations.retryAllLettersAction': [
    attempt(retryAllLetters, subscribers, (subscriber) => ({ subscriber }), '', { missing }),
  ],
};
