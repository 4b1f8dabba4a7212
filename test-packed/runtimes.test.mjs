// The packed package in every engine without a window, on a network that it brings itself. What the
// programs are stands in `runtimes/app/programs.mjs`; browsers run them in `test-browser`.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { record } from '../scripts/runtime-table.mjs';
import { finished, installedApp } from './package.mjs';
import { engines } from './runtimes/engines.mjs';

const APP = fileURLToPath(new URL('runtimes/app', import.meta.url));
const PROGRAMS = [
  'connects',
  'message',
  'reply',
  'request',
  'large',
  'abort',
  'state',
  'thread',
  'close',
];
/** On an idle machine the slowest engine takes a minute. */
const PATIENCE_MS = 400_000;

const app = await installedApp({ after }, APP);
const mixnet = await startMixnet();
after(() => mixnet.close());

/** The network that the installed package brings. */
async function startMixnet() {
  const entry = createRequire(join(app, 'start.mjs')).resolve('peapod/testing');
  const testing = await import(pathToFileURL(entry).href);
  return testing.startMixnet();
}

/** Runs the programs in an engine: the lines that it wrote. It must end by itself and in silence. */
async function run({ program, args }, state, address) {
  const given = JSON.stringify({ nymApi: mixnet.nymApi, folder: state, address });
  const start = [...args({ app, state, address }), 'start.mjs', given];
  const { out, err } = await finished(program, start, {
    cwd: app,
    env: { ...process.env, DENO_DIR: join(app, 'deno'), NO_COLOR: '1' },
    timeout: PATIENCE_MS,
  });
  assert.equal(err, '', 'what the engine complained about');
  return out.trimEnd().split('\n');
}

describe('the packed package', { concurrency: 2 }, () => {
  for (const [i, engine] of engines.entries()) {
    const { name, version, skip } = engine;
    if (skip) {
      record({ name, skipped: skip });
    }
    test(`works in ${name}`, { skip, timeout: 2 * PATIENCE_MS }, async (t) => {
      t.diagnostic(version);
      const state = join(app, `state-${i}`);
      const lines = await run(engine, state);
      const address = lines.pop();
      assert.deepEqual(lines, PROGRAMS);
      const again = await run(engine, state, address);
      assert.deepEqual(again, ['restart']);
      record({ name, version, passed: [...lines, ...again] });
    });
  }
});
