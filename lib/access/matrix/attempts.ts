import type { Viewer } from '@/lib/access/viewer';
import type { Eyes } from './reference';
import type { Thing } from './things';

/** One way to call a domain function: with the id of each of some things, and with one that never was. */
export type Attempt = {
  work: (viewer: Viewer, id: string) => Promise<unknown>;
  things: () => Thing[];
  expected: (eyes: Eyes, thing: Thing) => string;
  /** What an id that never was gets; what is out of scope gets the same to the letter. */
  missing: (eyes: Eyes) => string;
};

/** By the action's export: `feed.likePostAction`. */
export type ActionRows = Record<string, readonly Attempt[]>;

type Options = Partial<Pick<Attempt, 'expected' | 'missing'>>;

/** A domain function over things, where the reference's answer for one verb is what is expected. */
export function attempt<I>(
  work: (viewer: Viewer, input: I) => Promise<unknown>,
  things: () => Thing[],
  input: (id: string) => I,
  verb: string,
  { expected, missing }: Options = {},
): Attempt {
  return {
    work: (viewer, id) => work(viewer, input(id)),
    things,
    expected: expected ?? ((eyes, thing) => thing.answer(eyes, verb)),
    missing: missing ?? (() => 'NotFound'),
  };
}

/** One thing that needs no id. */
export const nothing = (): Thing[] => [{ of: 'nothing in particular', id: '', answer: () => 'ok' }];

/** As an answer, but with another outcome where it was ok. */
export const insteadOfOk = (answer: string, outcome: string): string => (answer === 'ok' ? outcome : answer);
