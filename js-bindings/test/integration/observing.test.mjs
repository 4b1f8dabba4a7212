// What a client tells of itself, through a local network.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { MixnetClient } from 'peapod';
import { startOwnNetwork } from './network.mjs';

const TIMEOUT = { timeout: 60_000 };

let network;

before(async () => {
  network = await startOwnNetwork();
});

after(() => network.stop());

test('counters come at intervals, and the log names stages and no address', TIMEOUT, async () => {
  const lines = [];
  const write = (line) => lines.push(line);
  const client = await MixnetClient.connect({
    network: { nymApi: network.nymApi },
    logger: { debug: write, info: write, warn: write, error: write },
    statsIntervalMs: 200,
  });
  const counts = [];
  await new Promise((resolve) => {
    client.addEventListener('stats', ({ detail }) => counts.push(detail) === 3 && resolve());
  });
  await client.close();
  assert.ok(counts[2].coverSent > counts[0].coverSent);
  assert.deepEqual([lines.includes('peapod: ready'), lines.at(-1)], [true, 'peapod: closed']);
  assert.ok(!lines.some((line) => line.includes(client.address)));
});
