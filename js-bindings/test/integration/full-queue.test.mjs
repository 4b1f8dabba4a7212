// More messages than the core takes at a time, through a local network.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { MixnetClient } from 'peapod';
import { startOwnNetwork } from './network.mjs';

const TIMEOUT = { timeout: 120_000 };
/** The core takes 1,024. */
const COUNT = 1100;
const PLAIN = { anonymous: false };

let network;
let alice;
let bob;

before(async () => {
  network = await startOwnNetwork();
  const usual = { network: { nymApi: network.nymApi } };
  const traffic = { mainStreamMeanMs: 2 };
  [alice, bob] = await Promise.all([
    MixnetClient.connect({ ...usual, traffic }),
    MixnetClient.connect(usual),
  ]);
});

after(async () => {
  await Promise.all([alice.close(), bob.close()]);
  await network.stop();
});

test('what does not wait is refused, what waits arrives, each once', TIMEOUT, async () => {
  const numbers = Array.from({ length: COUNT }, (_, i) => i);
  const receipts = numbers.map((i) =>
    alice.send(bob.address, `${i}`, { ...PLAIN, whenFull: 'wait' }),
  );
  await assert.rejects(alice.send(bob.address, 'no', PLAIN), { code: 'QUEUE_FULL' });
  const arrived = [];
  for await (const message of bob) {
    arrived.push(Number(message.text()));
    if (arrived.length === COUNT) {
      break;
    }
  }
  await Promise.all(receipts.map(({ acknowledged }) => acknowledged));
  assert.deepEqual(
    arrived.sort((a, b) => a - b),
    numbers,
  );
});
