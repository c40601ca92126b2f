import { createHash } from 'node:crypto';
import { currentRequest } from '@/lib/request';

const names = new Map<string, string>();

/** The same text has the same name, so that every connection prepares it once. */
export function statementName(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
  if (names.size < 5000) names.set(text, name);
  return name;
}

export function countStatement() {
  const request = currentRequest();
  if (request) request.statements += 1;
}

/** Drizzle calls its logger once for each statement it runs. */
export const statementLogger = { logQuery: countStatement };
