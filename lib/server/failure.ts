import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import { Forbidden, NotFound, TooMany } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { log } from '@/lib/log';
import { currentRequest } from '@/lib/request';
import { isDatabaseDown } from './database-down';

/** Why a page cannot be shown, and the id under which a bug is logged. */
export type Failure = { kind: 'missing' | 'forbidden' | 'too-many' | 'database' | 'bug'; id: string };

const statuses: Record<Failure['kind'], number> = {
  missing: 404,
  forbidden: 403,
  'too-many': 429,
  database: 503,
  bug: 500,
};

function kindOf(error: unknown): Failure['kind'] {
  if (error instanceof NotFound) return 'missing';
  if (error instanceof Forbidden) return 'forbidden';
  if (error instanceof TooMany) return 'too-many';
  return isDatabaseDown(error) ? 'database' : 'bug';
}

/** Sets the status of the response for what a page threw. Next's own signals, such as redirects, pass through. */
export function failureOf(error: unknown): Failure {
  unstable_rethrow(error);
  const failure = { kind: kindOf(error), id: newId() };
  currentRequest()?.setStatus(statuses[failure.kind]);
  if (failure.kind === 'database' || failure.kind === 'bug')
    log.error(`page.${failure.kind}`, error, { id: failure.id });
  return failure;
}
