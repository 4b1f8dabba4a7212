// With the runner's timers in the place of the real ones, hours pass in seconds.

import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { MixnetClient } from 'peapod';
import { passTime, startMixnet } from 'peapod/testing';

const tick = (ms) => mock.timers.tick(ms);

/** Lets time pass until a promise is settled. */
async function during(promise, limitMs = 60_000) {
  let isSettled = false;
  const settle = () => {
    isSettled = true;
  };
  promise.then(settle, settle);
  for (let passed = 0; !isSettled && passed < limitMs; passed += 10) {
    await passTime(10, tick);
  }
  assert.ok(isSettled, `not settled within ${limitMs} ms of virtual time`);
  return promise;
}

test('a client with all its cover traffic lives in virtual time', async (t) => {
  mock.timers.enable({ apis: ['setTimeout', 'setImmediate', 'Date'], now: Date.now() });
  t.after(() => mock.timers.reset());
  const mixnet = await startMixnet({ transport: 'memory', seed: 1 });
  const client = await during(MixnetClient.connect(mixnet.connectOptions));
  const { coverSent } = await during(client.stats());
  await passTime(3000, tick);
  const passed = (await during(client.stats())).coverSent - coverSent;
  // 55 packets a second for three seconds; five standard deviations.
  assert.ok(Math.abs(passed - 165) < 65, `cover packets: ${passed}`);

  const begun = Date.now();
  client.send(client.address, 'hello');
  const { value } = await during(client[Symbol.asyncIterator]().next());
  assert.equal(value.text(), 'hello');
  assert.ok(Date.now() - begun > 40, 'packets wait at nodes');

  await during(client.close());
  await mixnet.close();
});

test('an epoch ends when its hour is over', async (t) => {
  mock.timers.enable({ apis: ['setTimeout', 'setImmediate', 'Date'], now: Date.now() });
  t.after(() => mock.timers.reset());
  const mixnet = await startMixnet({ transport: 'memory' });
  const epoch = async () => {
    const url = `${mixnet.nymApi}/v1/epoch/current`;
    const response = await mixnet.connectOptions.transport.fetch(url, {});
    return (await response.json()).total_elapsed_epochs;
  };
  assert.equal(await epoch(), 1000);
  await passTime(3_599_000, tick, 60_000);
  assert.equal(await epoch(), 1000);
  await passTime(1000, tick, 1000);
  assert.equal(await epoch(), 1001);
  await mixnet.close();
});
