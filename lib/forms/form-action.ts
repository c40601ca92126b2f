import 'server-only';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import type { z } from 'zod';
import { Conflict } from '@/lib/errors';
import { keepTyped } from '@/lib/request';
import { type Deed, pagePath, perform } from './deed';
import { setFlash } from './flash';
import { typedValues } from './form-data';
import { refusal } from './outcome';
import { type FormAction, type FormState, idle } from './state';

type Options<S extends z.ZodType, R> = Pick<Deed<S, R>, 'limit' | 'draft'> & {
  /** Where to go when it worked; without it the page stays and is fetched again. */
  goTo?: (result: R, input: z.output<S>) => string;
  /** Said when it worked: in place when the page stays, else on the page one goes to. */
  message?: string | ((result: R, input: z.output<S>) => string);
  /** Set where a conflict takes the form from the page: it is then said on the page, read again. */
  isGoneOnConflict?: boolean;
};

type Answer = { state: FormState; target?: string | undefined };

async function settle<S extends z.ZodType, R>(
  deed: Deed<S, R>,
  options: Options<S, R>,
  data: FormData,
): Promise<Answer> {
  try {
    const { result, input } = await perform(deed, data);
    const { goTo, message } = options;
    const said = typeof message === 'function' ? message(result, input) : message;
    const target = goTo?.(result, input);
    if (target && said) await setFlash(said);
    return { target, state: said ? { status: 'ok', message: said } : { status: 'ok' } };
  } catch (error) {
    const refused = refusal(deed.name, error);
    if (error instanceof Conflict && options.isGoneOnConflict) {
      await setFlash(refused.message);
      return { target: await pagePath(), state: idle };
    }
    // The page's hidden version is old by now; with the new one, saving again replaces what the other wrote.
    if (error instanceof Conflict) refresh();
    const values = typedValues(data);
    keepTyped(values);
    return { state: { status: 'invalid', ...refused, values } };
  }
}

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
  const { limit, draft } = options;
  return async (_previous, data) => {
    const { state, target } = await settle({ name, schema, work, limit, draft }, options, data);
    if (target) redirect(target);
    if (state.status === 'ok') refresh();
    return state;
  };
}
