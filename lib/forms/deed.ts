import 'server-only';
import { headers } from 'next/headers';
import type { z } from 'zod';
import type { Viewer } from '@/lib/access/viewer';
import { currentSession, formerPersonId, redirectToLogin } from '@/lib/auth/current';
import { SignedOut } from '@/lib/errors';
import { keepDraft } from '@/lib/feed/keep-draft';
import { log } from '@/lib/log';
import { currentRequest } from '@/lib/request';
import { appOrigins } from '@/lib/server/same-origin';
import { parseForm } from './form-data';
import { countUse, type Limit, limits } from './rate-limit';
import { refererPath } from './return-path';

/** What a composer had in it, to be kept when its session is over. */
export type Draft = { place: string; source: string; clientId: string };

/** A domain function as a form reaches it. */
export type Deed<S extends z.ZodType, R> = {
  name: string;
  schema: S;
  work: (viewer: Viewer, input: z.output<S>) => Promise<R>;
  limit?: Limit | undefined;
  draft?: ((data: FormData) => Draft | null) | undefined;
};

/** The page that a form was sent from. */
export async function pagePath(): Promise<string> {
  return refererPath((await headers()).get('referer'), appOrigins());
}

async function endedSession(draft: Draft | null): Promise<never> {
  const personId = draft && (await formerPersonId());
  if (!draft || !personId) throw new SignedOut();
  await keepDraft(personId, draft);
  return redirectToLogin(await pagePath());
}

/** Session, rate limit, schema, domain function, and one log line with what it cost. Throws what any of them throws. */
export async function perform<S extends z.ZodType, R>(
  deed: Deed<S, R>,
  data: FormData,
): Promise<{ input: z.output<S>; result: R }> {
  const start = performance.now();
  const session = await currentSession();
  if (!session) return endedSession(deed.draft?.(data) ?? null);
  const { viewer } = session;
  let outcome = 'refused';
  try {
    await countUse(deed.limit ?? limits.write, viewer.id);
    const input = parseForm(deed.schema, data);
    const result = await deed.work(viewer, input);
    outcome = 'ok';
    return { input, result };
  } finally {
    const ms = Math.round(performance.now() - start);
    log.info('action', { action: deed.name, viewer: viewer.id, outcome, ms, statements: currentRequest()?.statements });
  }
}
