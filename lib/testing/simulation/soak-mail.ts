import { runOn } from '../postgres';
import { prepareServer, templateName } from '../templates';
import { report, runSeed } from './run-seed';
import type { Outcome } from './simulate';

type Wanted = { runs: number } | { seed: number };

export type MailFigures = {
  runs: number;
  failedSeeds: number[];
  steps: number;
  killed: number;
  mails: number;
  offers: number;
  seconds: number;
};

const WARM_UP = 0;

async function runOne(seed: number, server: string, run: string): Promise<Outcome> {
  const name = `chatter_soak_${process.pid}_${seed}`;
  await runOn(server, `create database ${name} template ${templateName(run, 'cast')}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  try {
    return await runSeed(seed, { url: url.href, driver: 'pg' });
  } finally {
    await runOn(server, `drop database if exists ${name} with (force)`);
  }
}

/** Runs the simulation with many seeds, or with the one that failed. Prints what went wrong, and ends with 1 then. */
export async function soakMail(wanted: Wanted): Promise<MailFigures> {
  const { server, run, stop } = await prepareServer();
  const seeds = 'seed' in wanted ? [wanted.seed] : Array.from({ length: wanted.runs }, (_, index) => index + 1);
  const figures: MailFigures = { runs: 0, failedSeeds: [], steps: 0, killed: 0, mails: 0, offers: 0, seconds: 0 };
  try {
    // The first run of a process loads what the others find loaded.
    await runOne(WARM_UP, server, run);
    const began = performance.now();
    for (const seed of seeds) {
      const outcome = await runOne(seed, server, run);
      figures.runs += 1;
      figures.steps += outcome.steps;
      figures.killed += outcome.killed;
      figures.mails += outcome.taken;
      figures.offers += outcome.offered;
      if (outcome.problems.length > 0) {
        figures.failedSeeds.push(seed);
        console.log(report(outcome));
      } else if ('seed' in wanted) console.log(outcome.story.join('\n'));
    }
    figures.seconds = Math.round((performance.now() - began) / 1000);
    process.exitCode = figures.failedSeeds.length > 0 ? 1 : 0;
    return figures;
  } finally {
    await stop();
  }
}
