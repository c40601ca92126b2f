import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

type Program = { executablePath: string; env: Record<string, string | undefined> };

/** A Chromium of this machine (CHROMIUM_PATH first), or the one that @sparticuz/chromium carries for bare machines. */
export function launchChromium(): Promise<Browser> {
  const { executablePath, env } = findChromium();
  return chromium.launch({ executablePath, args: flags, env: defined(env) });
}

/** Finds the program, unpacking the package's once. Call it before tests run in parallel. */
export function findChromium(): Program {
  const own = [process.env.CHROMIUM_PATH, ...installed].find((place) => place && existsSync(place));
  return own ? { executablePath: own, env: process.env } : packaged();
}

function packaged(): Program {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('@sparticuz/chromium');
  const { version } = require(path.join(entry, '../../../package.json'));
  const folder = path.resolve('node_modules/.cache', `chromium-${version}`);
  if (!existsSync(folder)) unpack(folder);
  return {
    executablePath: path.join(folder, 'chromium'),
    // The libraries are meant for a machine without any; fonts come along too, so that text has a width.
    env: { ...process.env, LD_LIBRARY_PATH: path.join(folder, 'al2023/lib'), FONTCONFIG_PATH: folder, HOME: folder },
  };
}

/** The package unpacks into TMPDIR, beside whatever else is there: in a process of its own, then moved into place whole. */
function unpack(folder: string) {
  const making = `${folder}.${process.pid}`;
  mkdirSync(making, { recursive: true });
  const script = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())";
  const env = { ...process.env, TMPDIR: making, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  execFileSync(process.execPath, ['--eval', script], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  writeFileSync(path.join(making, 'fonts.conf'), fontsConf(folder));
  try {
    renameSync(making, folder);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

const fontsConf = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;

function defined(env: Program['env']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
