import type { TestProject } from 'vitest/node';
import { startNeonProxy } from '../neon-proxy';
import { prepareServer } from '../templates';

/** The same server, reached through Neon's driver over WebSockets. */
export default async function setup(project: TestProject) {
  const { server, run, stop } = await prepareServer();
  const proxy = await startNeonProxy(new URL(server));
  project.provide('databases', { kind: 'neon', server, run, proxy: proxy.address });
  return async () => {
    await proxy.stop();
    await stop();
  };
}
