'use server';
import { buttonAction } from '@/lib/forms/button-action';
import { letterInput, subscriberInput } from './input';
import { discardLetter, retryAllLetters, retryLetter } from './retry-letters';

export const retryLetterAction = buttonAction('outbox.retry', letterInput, retryLetter, {
  message: () => 'It is tried again now.',
});

export const retryAllLettersAction = buttonAction('outbox.retry-all', subscriberInput, retryAllLetters, {
  message: ({ count }) => (count === 1 ? 'One is tried again now.' : `${count} are tried again now.`),
});

export const discardLetterAction = buttonAction('outbox.discard', letterInput, discardLetter, {
  message: () => 'Discarded. What should have followed will not.',
});
