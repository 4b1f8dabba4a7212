// Ask and answer through a local network.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { MixnetClient } from 'peapod';
import { startOwnNetwork } from './network.mjs';

const TIMEOUT = { timeout: 120_000 };

let network;
let asker;
let server;

before(async () => {
  network = await startOwnNetwork();
  const options = { network: { nymApi: network.nymApi } };
  [asker, server] = await Promise.all([
    MixnetClient.connect(options),
    MixnetClient.connect(options),
  ]);
});

after(async () => {
  await Promise.all([asker.close(), server.close()]);
  await network.stop();
});

test(
  'requests are answered side by side, and ordinary messages pass between',
  TIMEOUT,
  async () => {
    const serving = server.serve((message) => `${message.text()} indeed`);
    const ordinary = new Promise((resolve) => {
      server.addEventListener('message', ({ detail }) => resolve(detail), { once: true });
    });
    const asked = ['one', 'two', 'three'].map((word) => asker.request(server.address, word));
    asker.send(server.address, 'no request');
    const answers = await Promise.all(asked);
    assert.deepEqual(
      answers.map((answer) => answer.text()),
      ['one indeed', 'two indeed', 'three indeed'],
    );
    assert.equal((await ordinary).text(), 'no request');
    assert.equal(serving.counts.answered, 3);
    serving.stop();
  },
);

test('a handler that fails is a typed error on both sides', TIMEOUT, async () => {
  const serving = server.serve(() => {
    throw new Error('mine alone');
  });
  const told = new Promise((resolve) => {
    server.addEventListener('error', ({ detail }) => resolve(detail), { once: true });
  });
  await assert.rejects(asker.request(server.address, '?'), { code: 'REQUEST_FAILED' });
  const { code, cause } = await told;
  assert.equal(`${code} ${cause.message}`, 'HANDLER_FAILED mine alone');
  serving.stop();
});

test('nobody answers: the request is given up', TIMEOUT, async () => {
  const asked = asker.request(server.address, '?', { timeoutMs: 300 });
  await assert.rejects(asked, { code: 'REQUEST_TIMED_OUT' });
});
