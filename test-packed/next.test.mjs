// The packed package in Next.js with Turbopack: imported on the server, where it does nothing; run
// in Chromium under a strict policy; refused by name in an edge function.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startMixnet } from 'peapod/testing';
import { POLICY, startChromium, visit } from './browser.mjs';
import { installedApp, output } from './package.mjs';

const TIMEOUT = { timeout: 300_000 };
const TALK = fileURLToPath(new URL('apps/bundlers/src/talk.js', import.meta.url));

let app;
let server;
const ending = [];

const env = {
  ...process.env,
  PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
  NEXT_TELEMETRY_DISABLED: '1',
  POLICY,
};

before(async () => {
  app = await installedApp({ after: (action) => ending.push(action) }, 'next');
  await copyFile(TALK, join(app, 'app', 'talk.js'));
  await output('npm', ['run', 'build'], { cwd: app, env });
  server = await start();
}, TIMEOUT);

after(async () => {
  await server?.stop();
  await Promise.all(ending.map((action) => action()));
});

/** Starts the built app on a free port; what it prints is kept. */
async function start() {
  const program = join('node_modules', 'next', 'dist', 'bin', 'next');
  const args = [program, 'start', '--hostname', '127.0.0.1', '--port', '0'];
  const child = spawn(process.execPath, args, { cwd: app, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const lines = [];
  const url = await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line);
        if (found !== null) {
          resolve(found[0]);
        }
      });
    }
    ended.then(() => reject(new Error(`Next.js ended\n${lines.join('\n')}`)));
  });
  const stop = () => {
    child.kill();
    return ended;
  };
  return { url, lines, stop };
}

test('a page renders on the server and runs in the browser', TIMEOUT, async () => {
  const printed = server.lines.length;
  const network = await startMixnet();
  const browser = await startChromium();
  try {
    const url = `${server.url}/?nymApi=${encodeURIComponent(network.nymApi)}`;
    const html = await (await fetch(url)).text();
    assert.match(html.replaceAll('<!-- -->', ''), /on the server there is a function/);
    assert.deepEqual(await visit(browser, url), {
      text: 'hello, myself | wasm',
      state: 'closed',
      workers: 1,
      complaints: [],
    });
  } finally {
    await Promise.all([browser.close(), network.close()]);
  }
  assert.deepEqual(server.lines.slice(printed), []);
});

test('an edge function is told that it cannot run the client', TIMEOUT, async () => {
  const answer = await fetch(`${server.url}/edge`);
  assert.equal(await answer.text(), 'UNSUPPORTED_ENGINE');
});
