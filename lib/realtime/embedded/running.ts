import 'server-only';

const place = Symbol.for('chatter.realtime');
// Pages, route handlers and the start of the app are bundles of their own and share only this.
const holder: typeof globalThis & { [place]?: number } = globalThis;

/** The port of the embedded server's HTTP API in this process, or null while it does not run. */
export const embeddedPort = (): number | null => holder[place] ?? null;

export function noteEmbeddedPort(port: number | null) {
  if (port === null) delete holder[place];
  else holder[place] = port;
}
