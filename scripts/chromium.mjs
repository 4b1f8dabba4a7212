// The browser of the browser tests: one that is installed, or Debian's, installed now.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Problem, run } from './steps.mjs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const ADVICE =
  'the browser tests need Chromium: install it (Debian: apt-get install chromium), ' +
  'or say where it is in the environment variable PEAPOD_CHROMIUM';

/** The path of a Chromium; installs Debian's where there is none and we may. */
export async function requireChromium() {
  const given = process.env.PEAPOD_CHROMIUM;
  const found = [...(given ? [given] : PLACES)].find((place) => existsSync(place));
  if (found !== undefined) {
    return found;
  }
  const mayInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (given || !mayInstall) {
    throw new Problem(ADVICE);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env });
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { env });
  return requireChromium();
}
