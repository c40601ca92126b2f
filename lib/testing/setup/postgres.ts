import type { TestProject } from 'vitest/node';
import { prepareServer } from '../templates';

export default async function setup(project: TestProject) {
  const { server, run, stop } = await prepareServer();
  project.provide('databases', { kind: 'pg', server, run });
  return stop;
}
