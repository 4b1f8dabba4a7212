// The packed package in Next.js with Turbopack: imported on the server, where it does nothing; run
// in Chromium under a strict policy; refused by name in an edge function.

import assert from 'node:assert/strict';
import { copyFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startMixnet } from 'peapod/testing';
import { POLICY, startChromium, visit } from './browser.mjs';
import { installedApp, output } from './package.mjs';
import { startServer } from './server.mjs';

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
  const program = join('node_modules', 'next', 'dist', 'bin', 'next');
  server = await startServer(program, ['start', '--hostname', '127.0.0.1'], { cwd: app, env });
}, TIMEOUT);

after(async () => {
  await server?.stop();
  await Promise.all(ending.map((action) => action()));
});

test('a page renders on the server and runs in the browser', TIMEOUT, async () => {
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
  assert.deepEqual(
    server.lines.filter((line) => /[⨯⚠]|error|warn/i.test(line)),
    [],
  );
});

test('an edge function is told that it cannot run the client', TIMEOUT, async () => {
  const answer = await fetch(`${server.url}/edge`);
  assert.equal(await answer.text(), 'UNSUPPORTED_ENGINE');
});
