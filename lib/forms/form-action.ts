import 'server-only';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import type { z } from 'zod';
import { Conflict } from '@/lib/errors';
import { type Deed, perform } from './deed';
import { setFlash } from './flash';
import { typedValues } from './form-data';
import { refusal } from './outcome';
import type { FormAction } from './state';

type Options<S extends z.ZodType, R> = Pick<Deed<S, R>, 'limit' | 'draft'> & {
  /** Where to go when it worked; without it the page stays and is fetched again. */
  goTo?: (result: R, input: z.output<S>) => string;
  /** Said when it worked: in place when the page stays, else on the page one goes to. */
  message?: string | ((result: R, input: z.output<S>) => string);
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
    let said: string | undefined;
    try {
      const { result, input } = await perform({ name, schema, work, ...deed }, data);
      target = goTo?.(result, input);
      said = typeof message === 'function' ? message(result, input) : message;
    } catch (error) {
      // The page's hidden version is old by now; with the new one, saving again replaces what the other wrote.
      if (error instanceof Conflict) refresh();
      return { status: 'invalid', ...refusal(name, error), values: typedValues(data) };
    }
    if (target && said) await setFlash(said);
    if (target) redirect(target);
    refresh();
    return said ? { status: 'ok', message: said } : { status: 'ok' };
  };
}
