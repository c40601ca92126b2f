import 'server-only';
import { refresh } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { z } from 'zod';
import { redirectToLogin } from '@/lib/auth/current';
import { SignedOut } from '@/lib/errors';
import { currentRequest, keepTyped } from '@/lib/request';
import { isDatabaseDown } from '@/lib/server/database-down';
import { type Deed, pagePath, perform } from './deed';
import { setFlash } from './flash';
import { typedValues } from './form-data';
import { refusal } from './outcome';
import type { ButtonAction } from './state';

type Options<S extends z.ZodType, R> = Pick<Deed<S, R>, 'limit' | 'draft'> & {
  /** Where to go when it worked; without it, back to where one was. */
  goTo?: (result: R, input: z.output<S>) => string;
  /** Said on the next page when it worked. */
  message?: (result: R, input: z.output<S>) => string | null;
  /** Where a refusal is shown when the page itself cannot keep what was typed. */
  refused?: (data: FormData) => Promise<string | null>;
};

/** The page that the button stands on, at the element named by `anchor`; `post-` means the one of the form's id. */
async function backTo(data: FormData): Promise<string> {
  const [anchor, id] = [data.get('anchor'), data.get('id')].map((value) => (typeof value === 'string' ? value : ''));
  const place = anchor?.endsWith('-') ? `${anchor}${id}` : anchor;
  const path = await pagePath();
  return place && /^[\w-]{1,80}$/.test(place) ? `${path}#${place}` : path;
}

async function settle<S extends z.ZodType, R>(deed: Deed<S, R>, options: Options<S, R>, data: FormData) {
  try {
    const { result, input } = await perform(deed, data);
    const said = options.message?.(result, input);
    if (said) await setFlash(said);
    return options.goTo?.(result, input);
  } catch (error) {
    if (error instanceof SignedOut) redirectToLogin(await pagePath());
    if (options.draft && isDatabaseDown(error)) keepTyped(typedValues(data));
    const { message, fields } = refusal(deed.name, error);
    await setFlash(Object.values(fields)[0] ?? message);
    return options.refused?.(data);
  }
}

/**
 * A server action for a one-click form. With JavaScript the page is fetched again in place; without, the browser is
 * sent back to where it was. A refusal is said in a [status] of the next page.
 */
export function buttonAction<S extends z.ZodType, R>(
  name: string,
  schema: S,
  work: Deed<S, R>['work'],
  options: Options<S, R> = {},
): ButtonAction {
  return async (data) => {
    const { limit, draft } = options;
    const target = await settle({ name, schema, work, limit, draft }, options, data);
    if (target) redirect(target);
    if ((await headers()).has('next-action')) refresh();
    // The page that answers cannot be shown either; it gives back what was typed, and loading it again sends it again.
    else if (currentRequest()?.typed) return;
    else redirect(await backTo(data));
  };
}
