import 'server-only';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import type { z } from 'zod';
import { type Deed, perform } from './deed';
import { typedValues } from './form-data';
import { refusal } from './outcome';
import type { FormAction } from './state';

type Options<S extends z.ZodType, R> = Pick<Deed<S, R>, 'limit' | 'draft'> & {
  /** Where to go when it worked; without it the page stays and is fetched again. */
  goTo?: (result: R, input: z.output<S>) => string;
  /** Said in place when it worked and the page stays. */
  message?: string;
};

/**
 * A server action for a form with fields. Bad input comes back with a message beside each field and every value as it
 * was typed. Without a session what was typed is filed under its person, who signs in and comes back to it.
 */
export function formAction<S extends z.ZodType, R>(
  name: string,
  schema: S,
  work: Deed<S, R>['work'],
  options: Options<S, R> = {},
): FormAction {
  const { goTo, message, ...deed } = options;
  return async (_previous, data) => {
    let target: string | undefined;
    try {
      const { result, input } = await perform({ name, schema, work, ...deed }, data);
      target = goTo?.(result, input);
    } catch (error) {
      return { status: 'invalid', ...refusal(name, error), values: typedValues(data) };
    }
    if (target) redirect(target);
    refresh();
    return message ? { status: 'ok', message } : { status: 'ok' };
  };
}
