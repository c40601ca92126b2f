import 'server-only';
import { redirect } from 'next/navigation';
import type { z } from 'zod';
import { log } from '@/lib/log';
import { currentRequest } from '@/lib/request';
import { setFlash } from './flash';
import { parseForm, typedValues } from './form-data';
import { refusal } from './outcome';
import { countUse, type Limit } from './rate-limit';
import type { ButtonAction, FormAction } from './state';

type PublicDeed<S extends z.ZodType> = {
  name: string;
  schema: S;
  /** Counted by IP, because nobody is known yet. */
  limit: Limit;
  /** Does it and says where to go. */
  work: (input: z.output<S>, ip: string) => Promise<string>;
};

async function perform<S extends z.ZodType>(
  { name, schema, limit, work }: PublicDeed<S>,
  data: FormData,
): Promise<string> {
  const start = performance.now();
  const ip = currentRequest()?.ip ?? 'unknown';
  let outcome = 'refused';
  try {
    await countUse(limit, ip);
    const target = await work(parseForm(schema, data), ip);
    outcome = 'ok';
    return target;
  } finally {
    const ms = Math.round(performance.now() - start);
    log.info('action', { action: name, outcome, ms, statements: currentRequest()?.statements });
  }
}

/** A server action for a form with fields that works without being signed in: as formAction, but without a viewer. */
export function publicFormAction<S extends z.ZodType>(
  name: string,
  schema: S,
  limit: Limit,
  work: PublicDeed<S>['work'],
): FormAction {
  return async (_previous, data) => {
    let target: string;
    try {
      target = await perform({ name, schema, limit, work }, data);
    } catch (error) {
      return { status: 'invalid', ...refusal(name, error), values: typedValues(data) };
    }
    redirect(target);
  };
}

/** The same for a form of one button. A refusal is said on the sign-in page. */
export function publicButtonAction<S extends z.ZodType>(
  name: string,
  schema: S,
  limit: Limit,
  work: PublicDeed<S>['work'],
): ButtonAction {
  return async (data) => {
    let target: string;
    try {
      target = await perform({ name, schema, limit, work }, data);
    } catch (error) {
      const { message, fields } = refusal(name, error);
      await setFlash(Object.values(fields)[0] ?? message);
      target = '/login';
    }
    redirect(target);
  };
}
