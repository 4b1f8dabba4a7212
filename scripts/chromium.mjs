// The browser of the browser tests and its driver: those that are installed, or Debian's, installed
// now.

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
  if (given || !mayInstall()) {
    throw new Problem(ADVICE);
  }
  await install('chromium');
  return requireChromium();
}

/**
 * The path of a chromedriver, installed where there is none and we may. Where that fails it is one
 * that is not there, and the test that needs it says so when it is skipped.
 */
export async function findChromedriver() {
  const place = process.env.PEAPOD_CHROMEDRIVER || '/usr/bin/chromedriver';
  if (!existsSync(place) && !process.env.PEAPOD_CHROMEDRIVER && mayInstall()) {
    await install('chromium-driver').catch((fault) => console.log(`  ${fault.message}`));
  }
  return place;
}

function mayInstall() {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}

async function install(name) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env });
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], { env });
}
