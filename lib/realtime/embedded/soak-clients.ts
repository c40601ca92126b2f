import 'server-only';
import { createHmac } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Credentials } from '@/lib/server/realtime-service';
import type { Report, Request, Times } from './soak';

type Order = { port: number; count: number; credentials: Credentials };

const AT_ONCE = 50;
const times: number[] = [];
let awaited: number | null = null;

const now = () => Number(process.hrtime.bigint()) / 1e6;
const report = (words: Report) => process.send?.(words);

process.on('message', (message: Order | Request) => {
  if ('port' in message) return void openAll(message);
  if ('sum' in message) return report(summary(times.splice(0)));
  awaited = message.await;
  reportArrival();
});

async function openAll({ count, ...where }: Order) {
  const began = now();
  for (let from = 0; from < count; from += AT_ONCE)
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, index) => openOne(where, from + index)),
    );
  report({ connectedAfterMs: now() - began });
}

/** A client as a page is: signed in, listening to its person, to all colleagues and to one of fifty groups. */
function openOne({ port, credentials }: Omit<Order, 'count'>, index: number): Promise<void> {
  const { key, secret } = credentials;
  const sign = (text: string) => `${key}:${createHmac('sha256', secret).update(text).digest('hex')}`;
  const channels = ['private-org', `private-person-${index}`, `private-audience-${index % 50}`];
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/app/${key}?protocol=7`, { perMessageDeflate: false });
    const send = (event: string, data: object) => socket.send(JSON.stringify({ event, data }));
    let joined = 0;
    const on: Record<string, (data: string) => void> = {
      'pusher:connection_established'(data) {
        const id: string = JSON.parse(data).socket_id;
        const user_data = JSON.stringify({ id: `person-${index}` });
        send('pusher:signin', { auth: sign(`${id}::user::${user_data}`), user_data });
        for (const channel of channels) send('pusher:subscribe', { channel, auth: sign(`${id}:${channel}`) });
      },
      'pusher_internal:subscription_succeeded'() {
        joined += 1;
        if (joined === channels.length) resolve();
      },
      hint(data) {
        times.push(now() - JSON.parse(data).at);
        reportArrival();
      },
    };
    socket.on('error', reject).on('message', (text) => {
      const { event, data } = JSON.parse(text.toString());
      on[event]?.(data);
    });
  });
}

function reportArrival() {
  if (awaited === null || times.length < awaited) return;
  awaited = null;
  report({ arrived: times.length });
}

function summary(all: number[]): Times {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
