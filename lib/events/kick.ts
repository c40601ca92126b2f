import 'server-only';

// Next bundles routes and instrumentation apart: module scope is not shared between them, globalThis is.
const key = Symbol.for('chatter.worker.wake');
const holder: typeof globalThis & { [key]?: (() => void) | undefined } = globalThis;

/** Says that events are waiting. Without a worker in this process nothing happens: the next one that looks finds them. */
export function kick(): void {
  holder[key]?.();
}

/** What a kick does in this process; undefined takes it away. */
export function onKick(wake: (() => void) | undefined): void {
  holder[key] = wake;
}
