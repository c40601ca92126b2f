import { existsSync } from 'node:fs';

/** Runs a command's work with the variables of `.env`, and turns a failure into one line and a non-zero end. */
export async function runCommand(defaults: Record<string, string>, work: () => Promise<void>) {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
    for (const [name, value] of Object.entries(defaults)) process.env[name] ||= value;
    await work();
  } catch (error) {
    console.error(`Chatter cannot start: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}
