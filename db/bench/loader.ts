import http from 'node:http';
import { gunzipSync } from 'node:zlib';

export type Answer = { status: number; bytes: number; text: string; location: string | undefined };

/** One request as a browser sends it; `bytes` is what the body weighed on the wire. */
export function ask(agent: http.Agent, url: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent, headers: { 'accept-encoding': 'gzip', ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(chunks);
        const isPacked = response.headers['content-encoding'] === 'gzip';
        const plain = () => (isPacked ? gunzipSync(body) : body).toString('utf8');
        resolve({
          status: response.statusCode ?? 0,
          bytes: body.length,
          location: response.headers.location,
          get text() {
            return plain();
          },
        });
      });
    });
    request.on('error', reject);
  });
}

export type Load = { times: number[]; seconds: number; failures: number };

/** Asks over this many connections for so many seconds, each time as the next of the visitors. */
export async function loadFor(
  seconds: number,
  connections: number,
  url: string,
  visitors: readonly Record<string, string>[],
): Promise<Load> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let failures = 0;
  let turn = 0;
  const start = performance.now();
  const visit = async () => {
    while (performance.now() - start < seconds * 1000) {
      const began = performance.now();
      const { status } = await ask(agent, url, visitors[turn++ % visitors.length]);
      times.push(performance.now() - began);
      if (status !== 200) failures++;
    }
  };
  await Promise.all(Array.from({ length: connections }, visit));
  agent.destroy();
  return { times, seconds: (performance.now() - start) / 1000, failures };
}
