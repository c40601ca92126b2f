import 'server-only';
import { env } from './env';
import { currentRequest } from './request';

type Fields = Record<string, unknown>;
type Level = 'debug' | 'info' | 'warn' | 'error';

const levels: readonly Level[] = ['debug', 'info', 'warn', 'error'];

/** One JSON line each on stdout. Fields hold ids, names of things and numbers, never what people wrote. */
export const log = {
  debug: (event: string, fields?: Fields) => write('debug', event, fields),
  info: (event: string, fields?: Fields) => write('info', event, fields),
  warn: (event: string, fields?: Fields) => write('warn', event, fields),
  error: (event: string, error: unknown, fields?: Fields) =>
    write('error', event, { ...fields, error: describeError(error) }),
};

function write(level: Level, event: string, fields: Fields = {}) {
  if (levels.indexOf(level) < levels.indexOf(env.LOG_LEVEL)) return;
  const request = currentRequest()?.id;
  const line = { time: new Date().toISOString(), level, event, ...(request && { request }), ...fields };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/**
 * An error as it may be logged: a failed query's message ends with its parameters, which are people's words, and
 * repeats them at the top of the stack, so the message is cut and of the stack only the frames are kept.
 */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return { message: String(error).slice(0, 500) };
  const message = error.message.split('\nparams:')[0]?.slice(0, 500);
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    message,
    ...('code' in error && { code: error.code }),
    stack: frames?.slice(0, 12).map((line) => line.trim().slice(0, 200)),
    ...(error.cause !== undefined && depth < 3 && { cause: describeError(error.cause, depth + 1) }),
  };
}
