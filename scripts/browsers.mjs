// The browsers of the browser tests, and their drivers: those that are installed, or Debian's,
// installed now. Nothing is tested in a browser without Chromium; a test that needs another one says
// when it is skipped that there is none.

import { existsSync } from 'node:fs';
import { requireChromium } from './chromium.mjs';
import { install, mayInstall } from './debian.mjs';

/** Where each browser but Chromium is, whom Debian has it from, and how one says another place. */
const OTHERS = {
  chromedriver: {
    places: ['/usr/bin/chromedriver'],
    packages: ['chromium-driver'],
    variable: 'PEAPOD_CHROMEDRIVER',
  },
  firefox: {
    places: ['/usr/bin/firefox-esr'],
    packages: ['firefox-esr'],
    variable: 'PEAPOD_FIREFOX',
  },
  'webkit.driver': {
    places: ['/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb'],
    packages: ['webkit2gtk-driver', 'xvfb'],
    variable: 'PEAPOD_WEBKIT_DRIVER',
  },
};

/** The path of each browser, by the name that the tests in Java know it by. */
export async function findBrowsers() {
  const paths = { chromium: await requireChromium() };
  for (const [name, { places, packages, variable }] of Object.entries(OTHERS)) {
    const given = process.env[variable];
    if (!given && !places.every(existsSync) && mayInstall()) {
      await install(...packages).catch((fault) => console.log(`  ${fault.message}`));
    }
    paths[name] = given || places[0];
    const missing = (given ? [given] : places).find((place) => !existsSync(place));
    if (missing !== undefined) {
      const way = `Debian: apt-get install ${packages.join(' ')}; elsewhere: ${variable}`;
      console.log(`  tests that need ${name} are skipped: ${missing} is not there (${way})`);
    }
  }
  return paths;
}
