import 'server-only';
import { refresh } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { z } from 'zod';
import type { Viewer } from '@/lib/access/viewer';
import { currentSession, formerPersonId, redirectToLogin } from '@/lib/auth/current';
import { Invalid } from '@/lib/errors';
import { keepDraft } from '@/lib/feed/keep-draft';
import { log } from '@/lib/log';
import { currentRequest } from '@/lib/request';
import { appOrigins } from '@/lib/server/same-origin';
import { setFlash } from './flash';
import { refusal } from './outcome';
import { countUse, type Limit, limits } from './rate-limit';
import { refererPath } from './return-path';
import type { ButtonAction, FormAction, FormState } from './state';

type Schema = z.ZodType<unknown, unknown>;

/** What a composer had in it, to be kept when its session is over. */
export type Draft = { place: string; source: string; clientId: string };

type FormOptions<S extends Schema, R> = {
  limit?: Limit;
  /** Where to go when it worked; without it the page stays and is fetched again. */
  then?: (result: R, input: z.output<S>) => string | null;
  /** Said in place when it worked and the page stays. */
  message?: string;
  draft?: (data: FormData) => Draft | null;
};

const secret = /password|token|secret/i;

/** The text fields of a form as they were typed; file fields and secrets are not given back. */
export function typedValues(data: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of data)
    if (typeof value === 'string' && !name.startsWith('$') && !secret.test(name)) values[name] = value;
  return values;
}

/** Reads a form through its schema; several fields of one name become a list. Throws Invalid with a message per field. */
export function parseForm<S extends Schema>(schema: S, data: FormData): z.output<S> {
  const given = new Map<string, unknown>();
  for (const name of new Set(data.keys()))
    if (!name.startsWith('$')) given.set(name, data.getAll(name).length > 1 ? data.getAll(name) : data.get(name));
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[String(issue.path[0] ?? '')] ??= issue.message;
  throw new Invalid(fields);
}

async function pagePath(): Promise<string> {
  return refererPath((await headers()).get('referer'), appOrigins());
}

const isScripted = async () => (await headers()).has('next-action');

async function timed<T>(action: string, viewer: Viewer, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  let outcome = 'refused';
  try {
    const result = await work();
    outcome = 'ok';
    return result;
  } finally {
    log.info('action', {
      action,
      viewer: viewer.id,
      outcome,
      ms: Math.round(performance.now() - start),
      statements: currentRequest()?.statements,
    });
  }
}

async function keepForLater(draft: Draft | null): Promise<void> {
  const personId = draft && (await formerPersonId());
  if (draft && personId) await keepDraft(personId, draft);
}

async function attempt<S extends Schema, R>(
  name: string,
  schema: S,
  work: (viewer: Viewer, input: z.output<S>) => Promise<R>,
  options: { [K in 'limit' | 'then' | 'message']?: ButtonOptions<S, R>[K] | undefined },
  viewer: Viewer,
  data: FormData,
) {
  await countUse(options.limit ?? limits.write, viewer.id);
  const { input, result } = await timed(name, viewer, async () => {
    const parsed = parseForm(schema, data);
    return { input: parsed, result: await work(viewer, parsed) };
  });
  return { target: options.then?.(result, input) ?? null, said: options.message?.(result, input) ?? null };
}

/**
 * A server action for a form with fields: session, rate limit, schema, domain function, outcome. Without a session what
 * was typed is filed under its person and the visitor signs in and comes back. Bad input comes back with a message
 * beside each field and every value as it was typed.
 */
export function formAction<S extends Schema, R>(
  name: string,
  schema: S,
  work: (viewer: Viewer, input: z.output<S>) => Promise<R>,
  options: FormOptions<S, R> = {},
): FormAction {
  return async (_previous, data) => {
    let target: string | null = null;
    try {
      const session = await currentSession();
      if (!session) {
        await keepForLater(options.draft?.(data) ?? null);
        return redirectToLogin(await pagePath());
      }
      target = (await attempt(name, schema, work, { limit: options.limit, then: options.then }, session.viewer, data))
        .target;
    } catch (error) {
      return { status: 'invalid', ...refusal(name, error), values: typedValues(data) } satisfies FormState;
    }
    if (target) redirect(target);
    refresh();
    return options.message ? { status: 'ok', message: options.message } : { status: 'ok' };
  };
}

/** The address to come back to without JavaScript: the page, at the thing the button belongs to. */
async function backTo(data: FormData): Promise<string> {
  const anchor = data.get('anchor');
  const path = await pagePath();
  return typeof anchor === 'string' && /^[\w-]{1,80}$/.test(anchor) ? `${path.split('#')[0]}#${anchor}` : path;
}

type ButtonOptions<S extends Schema, R> = Pick<FormOptions<S, R>, 'limit' | 'draft'> & {
  then?: (result: R, input: z.output<S>) => string | null;
  /** Said on the next page when it worked. */
  message?: (result: R, input: z.output<S>) => string | null;
  /** Where to show a refusal, when that is not the page itself; gets what was typed. */
  refused?: (viewer: Viewer, data: FormData) => Promise<string | null>;
};

/**
 * A server action for a one-click form. With JavaScript the page is fetched again in place; without, the browser is
 * sent back to the page it came from. A refusal is said in a [status] of the next page.
 */
export function buttonAction<S extends Schema, R>(
  name: string,
  schema: S,
  work: (viewer: Viewer, input: z.output<S>) => Promise<R>,
  options: ButtonOptions<S, R> = {},
): ButtonAction {
  return async (data) => {
    let target: string | null = null;
    let viewer: Viewer | undefined;
    try {
      const session = await currentSession();
      if (!session) {
        await keepForLater(options.draft?.(data) ?? null);
        return redirectToLogin(await pagePath());
      }
      viewer = session.viewer;
      const input = await attempt(name, schema, work, options, viewer, data);
      target = input.target;
      if (input.said) await setFlash(input.said);
    } catch (error) {
      const { message, fields } = refusal(name, error);
      await setFlash(Object.values(fields)[0] ?? message);
      target = viewer ? ((await options.refused?.(viewer, data)) ?? null) : null;
    }
    if (target) redirect(target);
    if (await isScripted()) refresh();
    else redirect(await backTo(data));
  };
}
