import http from 'node:http';
import type { Database } from '@/db/database';
import type { Viewer } from '@/lib/access/viewer';
import { type RunningApp, startApp } from '@/lib/commands/bench-app';
import { ask, loadFor } from './loader';
import { percentile } from './measure';
import { cpuOf, databaseCpu, memoryOf } from './processes';
import { heading, line } from './report';
import { cookieName, signIn } from './visitor';

const pages = {
  Home: '/?feed=following',
  'Home, by activity': '/?feed=following&sort=activity',
  Company: '/?feed=company',
  group: '/groups/group1',
  topic: '/topics/topic3',
  profile: '/people/person40',
  search: '/search?q=quarterly',
};

/** How long each page is asked for over ten connections. */
const SECONDS = 8;
/** Until then every connection has planned its statements, and the code that renders is compiled. */
const WARM_SECONDS = 8;
const CONNECTIONS = 10;

type Visitor = { cookie: string };

/** The addresses of everything that a page brings along. */
function partsOf(html: string, kind: 'js' | 'css' | 'woff2'): string[] {
  return [
    ...new Set(
      [...html.matchAll(new RegExp(`(?:src|href)="(/_next/[^"]+\\.${kind})[^"]*"`, 'g'))].map(([, url]) => url ?? ''),
    ),
  ];
}

/** As a soft navigation asks: Next first sends it on to the address with its own check number. */
async function askSoftly(agent: http.Agent, origin: string, path: string, visitor: Visitor | undefined) {
  const headers = { ...visitor, rsc: '1' };
  const answer = await ask(agent, origin + path, headers);
  return answer.location ? ask(agent, new URL(answer.location, origin).href, headers) : answer;
}

async function weigh(app: RunningApp, visitors: readonly Visitor[]) {
  heading('Over the wire, gzip', 'HTML kB', 'RSC kB', 'JS kB', 'CSS kB', 'requests', 'SQL');
  const agent = new http.Agent({ keepAlive: true });
  const [visitor] = visitors;
  for (const [name, path] of Object.entries(pages)) {
    await ask(agent, app.url + path, visitor);
    const before = app.requests().length;
    const page = await ask(agent, app.url + path, visitor);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const statements = app.requests().slice(before).at(-1)?.statements ?? 0;
    const soft = await askSoftly(agent, app.url, path, visitor);
    const sizes = await Promise.all(
      (['js', 'css'] as const).map(async (kind) => {
        const parts = await Promise.all(partsOf(page.text, kind).map((part) => ask(agent, app.url + part)));
        return { count: parts.length, kilobytes: parts.reduce((sum, part) => sum + part.bytes, 0) / 1000 };
      }),
    );
    const requests = 1 + sizes.reduce((sum, { count }) => sum + count, 0);
    const weights = sizes.map(({ kilobytes }) => kilobytes);
    line(name, [page.bytes / 1000, soft.bytes / 1000, ...weights, requests, statements]);
  }
  console.log('aims: HTML ≤ 25 (18), JS ≤ 200 (160), CSS ≤ 25 (15) kB, requests ≤ 25 (12), statements ≤ 6 (4)');
  agent.destroy();
}

async function load(app: RunningApp, database: Database, visitors: readonly Visitor[]) {
  heading(`${CONNECTIONS} connections`, 'req/s', 'p50 ms', 'p95 ms', 'p99 ms', 'Node CPU', 'db CPU', 'sum');
  for (const [name, path] of Object.entries(pages)) {
    await loadFor(WARM_SECONDS, CONNECTIONS, app.url + path, visitors);
    const before = [cpuOf(app.pid), await databaseCpu(database)] as const;
    const { times, seconds, failures } = await loadFor(SECONDS, CONNECTIONS, app.url + path, visitors);
    const node = (cpuOf(app.pid) - before[0]) / times.length;
    const sql = ((await databaseCpu(database)) - before[1]) / times.length;
    const waits = [0.5, 0.95, 0.99].map((share) => percentile(times, share));
    line(name, [times.length / seconds, ...waits, node, sql, node + sql]);
    if (failures > 0) console.log(`  ${failures} of ${times.length} answers were not 200`);
  }
  console.log('aims: CPU of Home ≤ 16 (11) ms, ≥ 80 (120) requests a second, p95 ≤ 180 (100), p99 ≤ 250 (140) ms');
  const { times } = await loadFor(4, 1, app.url + pages.Home, visitors);
  heading('One connection', 'p50 ms', 'max', 'p95');
  line('Home, to the last byte', [percentile(times, 0.5), Math.max(...times), percentile(times, 0.95)], {
    must: 40,
    stretch: 20,
  });
  heading('Memory', 'MB');
  line('the app after all this', [memoryOf(app.pid)], { must: 350, stretch: 250 });
}

export async function measurePages(database: Database, databaseUrl: string, viewers: readonly Viewer[]) {
  const visitors = await Promise.all(
    viewers.map(async (viewer) => ({ cookie: `${cookieName}=${await signIn(database, viewer)}` })),
  );
  const talkative = await startApp(databaseUrl, 'debug');
  await weigh(talkative, visitors).finally(talkative.stop);
  const app = await startApp(databaseUrl, 'warn');
  await load(app, database, visitors).finally(app.stop);
}
