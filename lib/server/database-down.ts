import 'server-only';

/** No connected database yet: it is being opened, migrated or waited for. */
export class DatabaseDown extends Error {
  override readonly name = 'DatabaseDown';
}

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
]);

// Connection failures (08), too many connections, operator shutdown, crash, starting up, idle session ended. Whatever
// else is FATAL ends the connection too: a database that takes none just now, a role without a right to connect.
const sqlStates = /^(08...|53300|57P0[1235])$/;

const messages =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end|PGlite is closed|PGlite is closing|WebSocket was closed)/;

/** Whether an error means that the database cannot be reached now, as opposed to a query that is wrong. */
export function isDatabaseDown(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 5) return false;
  if (error.name === 'DatabaseDown' || messages.test(error.message) || hasDownCode(error)) return true;
  if (error instanceof AggregateError && error.errors.some((inner) => isDatabaseDown(inner, depth + 1))) return true;
  return isDatabaseDown(error.cause, depth + 1);
}

function hasDownCode(error: Error): boolean {
  if ('severity' in error && error.severity === 'FATAL') return true;
  if (!('code' in error) || typeof error.code !== 'string') return false;
  return networkCodes.has(error.code) || sqlStates.test(error.code);
}
