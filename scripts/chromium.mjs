// The browser of most browser tests: one that is installed, or Debian's, installed now.

import { existsSync } from 'node:fs';
import { install, mayInstall } from './debian.mjs';
import { Problem } from './steps.mjs';

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
