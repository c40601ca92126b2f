import { createHash, createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with one request. `late` and `dropped` take the mail, and the client never learns it in time. */
export type Fault =
  | { kind: 'error'; status: number; name: string; retryAfter?: number }
  | { kind: 'gateway' }
  | { kind: 'hang' }
  | { kind: 'refused-connection' }
  | { kind: 'late'; ms: number }
  | { kind: 'dropped' };

export type Payload = {
  from: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  reply_to?: string;
  headers?: Record<string, string>;
};

/** A mail that was taken: once for each key, however often it was offered. */
export type Taken = { key: string; id: string; payload: Payload; at: number };

export type FakeResend = {
  readonly url: string;
  readonly taken: Taken[];
  /** Every request that came, by key. */
  readonly offers: Map<string, number>;
  /** Keys that came with two different payloads: our mistake, always. */
  readonly changed: string[];
  /** Decides for each request; by default nothing goes wrong. */
  fault: (key: string) => Fault | null;
  close(): Promise<void>;
};

/**
 * Resend's POST /emails on this machine, with its idempotency as documented: the same key with the same payload gets the
 * first answer again and sends nothing, with another payload it is refused with 409.
 */
export async function startFakeResend(): Promise<FakeResend> {
  const taken: Taken[] = [];
  const known = new Map<string, { hash: string; id: string }>();
  const offers = new Map<string, number>();
  const changed: string[] = [];

  const take = (key: string, body: string): string | null => {
    const hash = createHash('sha256').update(body).digest('hex');
    const before = known.get(key);
    if (before && before.hash !== hash) {
      changed.push(key);
      return null;
    }
    if (before) return before.id;
    const id = randomUUID();
    known.set(key, { hash, id });
    taken.push({ key, id, payload: JSON.parse(body) as Payload, at: Date.now() });
    return id;
  };

  const offer = async (key: string, body: string, request: IncomingMessage, response: ServerResponse) => {
    const fault = fake.fault(key);
    if (fault && !takes(fault)) return fail(fault, response);
    const id = take(key, body);
    if (!id) return refuse(response, 409, 'invalid_idempotent_request');
    if (fault?.kind === 'dropped') return void request.socket.destroy();
    if (fault?.kind === 'late') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    json(response, 200, { id });
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const key = String(request.headers['idempotency-key']);
    const body = await text(request);
    offers.set(key, (offers.get(key) ?? 0) + 1);
    if (`${request.method} ${request.url}` !== 'POST /emails') return refuse(response, 404, 'not_found');
    if (!request.headers.authorization?.startsWith('Bearer re_')) return refuse(response, 401, 'missing_api_key');
    await offer(key, body, request, response);
  };

  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const fake: FakeResend = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    offers,
    changed,
    fault: () => null,
    close: () => close(server),
  };
  return fake;
}

/** What Resend's webhook would post about a mail, signed with the secret (`whsec_` and base64). */
export function signedEvent(secret: string, type: string, data: Record<string, unknown>, at = new Date()) {
  const id = `msg_${randomUUID()}`;
  const body = JSON.stringify({ type, created_at: at.toISOString(), data });
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { body, headers: { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` } };
}

const takes = ({ kind }: Fault) => kind === 'late' || kind === 'dropped';

function fail(fault: Fault, response: ServerResponse): void {
  if (fault.kind === 'hang') return;
  if (fault.kind === 'refused-connection') return void response.socket?.destroy();
  if (fault.kind === 'gateway') {
    response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad gateway</html>');
    return;
  }
  if (fault.kind === 'error') refuse(response, fault.status, fault.name, fault.retryAfter);
}

function refuse(response: ServerResponse, statusCode: number, name: string, retryAfter?: number): void {
  const pause: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  json(response, statusCode, { statusCode, name, message: `This is ${name}.` }, pause);
}

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

async function text(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
