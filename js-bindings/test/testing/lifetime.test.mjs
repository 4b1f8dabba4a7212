// Networks come and go in one process for as long as a test run takes.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { MixnetClient } from 'peapod';
import { quickOptions, startMixnet } from 'peapod/testing';
import { next } from './fixtures.mjs';

const PROGRAM = fileURLToPath(new URL('ends-by-itself.mjs', import.meta.url));
const MEGABYTE = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

async function startAndStop(times, transport) {
  for (let i = 0; i < times; i++) {
    const mixnet = await startMixnet({ transport });
    await mixnet.close();
  }
}

/** What is in use once everything that can be is given back. */
async function inUse() {
  for (let i = 0; i < 4; i++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    collect();
  }
  const { heapUsed, external } = process.memoryUsage();
  return { memory: heapUsed + external, handles: process.getActiveResourcesInfo().sort() };
}

for (const transport of ['loopback', 'memory']) {
  test(`200 starts and stops leave no memory and no handle behind (${transport})`, async (t) => {
    await startAndStop(20, transport);
    const before = await inUse();
    await startAndStop(200, transport);
    const after = await inUse();
    const grown = (after.memory - before.memory) / MEGABYTE;
    t.diagnostic(`memory grew by ${grown.toFixed(2)} MB`);
    assert.deepEqual(after.handles, before.handles);
    // One network that is not given back has more than this on its own, times 200.
    assert.ok(grown < 5, `memory grew by ${grown.toFixed(2)} MB`);
  });
}

test('networks stand side by side, and the end of one leaves the others alone', async () => {
  const mixnets = await Promise.all([0, 1, 2].map(() => startMixnet({ transport: 'memory' })));
  const [first, second, third] = mixnets;
  const client = await MixnetClient.connect({ ...second.connectOptions, ...quickOptions });
  await Promise.all([first.close(), third.close()]);
  client.send(client.address, 'still here');
  assert.equal((await next(client)).text(), 'still here');
  await client.close();
  await second.close();
});

for (const transport of ['loopback', 'memory']) {
  test(`a program ends by itself after close (${transport})`, async () => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [PROGRAM, transport], {
      timeout: 60_000,
    });
    assert.equal(stdout, 'hello, myself\n');
    assert.equal(stderr, '');
  });
}

test('a fault function that throws ends its network, and the program hears of it', async () => {
  const program = `
    import { MixnetClient } from 'peapod';
    import { quickOptions, startMixnet } from 'peapod/testing';
    const mixnet = await startMixnet({ transport: 'memory' });
    const options = { ...mixnet.connectOptions, ...quickOptions };
    const client = await MixnetClient.connect(options);
    mixnet.disturb({ lose: () => { throw new Error('a mistake in a test'); } });
    client.send(client.address, 'never carried');`;
  const running = promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    timeout: 60_000,
  });
  await assert.rejects(running, (error) => {
    assert.equal(error.code, 1);
    assert.match(error.stderr, /Error: a mistake in a test/);
    return true;
  });
});
