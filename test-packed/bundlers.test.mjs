// One small app, built from the packed package by each bundler, and by none. Each runs in Chromium
// under a strict policy: it connects, writes to itself and closes, and complains of nothing.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, readdir, readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { startMixnet } from 'peapod/testing';
import { POLICY, serve, startChromium, visit } from './browser.mjs';
import { installedApp, output } from './package.mjs';
import { startServer } from './server.mjs';

const TIMEOUT = { timeout: 300_000 };
const IN_WORKER = { text: 'hello, myself | wasm', workers: 1 };
const ON_PAGE = { text: 'hello, myself | wasm | PAGE_THREAD', workers: 0 };

/** The scripts of the app's package.json, each of which leaves its build in `out/<script>`. */
const BUILDS = {
  'vite-8': IN_WORKER,
  'vite-7': IN_WORKER,
  webpack: IN_WORKER,
  esbuild: IN_WORKER,
  rollup: IN_WORKER,
  'esbuild-one-script': ON_PAGE,
  'rollup-one-script': ON_PAGE,
  'esbuild-inline-and-worker': IN_WORKER,
};

let network;
let browser;
let app;
const ending = [];

before(async () => {
  network = await startMixnet();
  browser = await startChromium();
  app = await installedApp({ after: (action) => ending.push(action) }, 'bundlers');
}, TIMEOUT);

after(async () => {
  await Promise.all([browser?.close(), network?.close(), ...ending.map((action) => action())]);
});

/** The app's page at a URL, told where the network is. */
function pageAt(url) {
  return visit(browser, `${url}?nymApi=${encodeURIComponent(network.nymApi)}`);
}

/** Opens what is in a folder, and expects it to run in silence. */
async function runs(folder, expected, policy) {
  const site = await serve(folder, policy);
  try {
    assert.deepEqual(await pageAt(site.url), { ...expected, state: 'closed', complaints: [] });
  } finally {
    await site.stop();
  }
}

for (const [script, expected] of Object.entries(BUILDS)) {
  test(`${script} builds an app that runs under a strict policy`, TIMEOUT, async () => {
    const PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`;
    const env = { ...process.env, PATH };
    const printed = await output('sh', ['-c', `npm run --silent ${script} 2>&1`], {
      cwd: app,
      env,
    });
    assert.doesNotMatch(printed, /warn/i);
    await runs(join(app, 'out', script), expected);
  });
}

for (const vite of ['vite', 'vite7']) {
  test(`the development server of ${vite} serves the app`, TIMEOUT, async () => {
    const config = vite === 'vite' ? 'vite.config.js' : 'vite-7.config.js';
    const args = ['--host', '127.0.0.1', '--config', config];
    const server = await startServer(`node_modules/${vite}/bin/vite.js`, args, { cwd: app });
    try {
      const { complaints, ...seen } = await pageAt(`${server.url}/`);
      assert.deepEqual(seen, { ...IN_WORKER, state: 'closed' });
      // The server's own script says that it is connected.
      assert.deepEqual(
        complaints.filter((line) => !line.startsWith('debug: [vite]')),
        [],
      );
    } finally {
      await server.stop();
    }
  });
}

test('/inline makes one script of everything', TIMEOUT, async () => {
  for (const script of ['esbuild-one-script', 'rollup-one-script']) {
    const files = await readdir(join(app, 'out', script), { recursive: true });
    assert.deepEqual(files.sort(), ['index.html', 'main.js'], script);
  }
});

test('no bundler is needed, only an import map', TIMEOUT, async () => {
  const folder = join(app, 'out', 'import-map');
  await cp(join(app, 'src'), join(folder, 'src'), { recursive: true });
  await cp(join(app, 'pages', 'import-map.html'), join(folder, 'index.html'));
  await cp(join(app, 'node_modules', 'peapod', 'dist'), join(folder, 'peapod'), {
    recursive: true,
  });
  // A policy takes an import map for a script, and those in a page need their hash.
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const map = /<script type="importmap">([\s\S]*?)<\/script>/.exec(page)[1];
  const hash = `'sha256-${createHash('sha256').update(map).digest('base64')}'`;
  await runs(folder, IN_WORKER, POLICY.replace("script-src 'self'", `script-src 'self' ${hash}`));
});
