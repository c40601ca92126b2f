import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';

/** What one HTTP request carries from the server's request event to everything that runs for it. */
export type RequestContext = {
  readonly id: string;
  readonly nonce: string;
  readonly ip: string;
  /** Path and query as the browser asked for them. */
  readonly path: string;
  /** SQL statements run for this request so far. */
  statements: number;
  /** The status that a page asked for; it wins over the framework's 200. */
  status: number | undefined;
  /** What a refused form had in it: a page that cannot show its form again gives it back in words. */
  typed: Record<string, string> | undefined;
  /** Events that this request told the outbox of: what it shows has them already. */
  readonly emitted: string[];
  setStatus(code: number): void;
};

// Next bundles instrumentation and routes apart: module scope is not shared between them, globalThis is.
const key = Symbol.for('chatter.request');
const holder: typeof globalThis & { [key]?: AsyncLocalStorage<RequestContext> } = globalThis;
holder[key] ??= new AsyncLocalStorage<RequestContext>();
const storage = holder[key];

/** The request being served, or undefined in scripts, jobs and tests. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}

/** Gives the page of this request what was typed into the form that was refused. */
export function keepTyped(values: Record<string, string>): void {
  const request = currentRequest();
  if (request) request.typed = values;
}

export function runInRequest<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

export function newRequestContext(fields: Pick<RequestContext, 'id' | 'nonce' | 'ip' | 'path'>): RequestContext {
  return {
    ...fields,
    statements: 0,
    status: undefined,
    typed: undefined,
    emitted: [],
    setStatus(code) {
      this.status = code;
    },
  };
}
