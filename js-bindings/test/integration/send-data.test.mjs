// All that can be sent, through a local network.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { MixnetClient } from 'peapod';
import { startOwnNetwork } from './network.mjs';

const TIMEOUT = { timeout: 120_000 };

let network;
let client;

before(async () => {
  network = await startOwnNetwork();
  client = await MixnetClient.connect({ network: { nymApi: network.nymApi } });
});

after(async () => {
  await client.close();
  await network.stop();
});

async function echo(data) {
  client.send(client.address, data).sent.catch(assert.fail);
  for await (const message of client) {
    return message;
  }
}

test('a value, a Blob and a stream arrive', TIMEOUT, async () => {
  const value = { question: 'why?', numbers: [1, 2.5, null] };
  assert.deepEqual((await echo(value)).json(), value);
  assert.equal((await echo(new Blob(['of a ', 'file']))).text(), 'of a file');
  const numbers = ReadableStream.from([Uint8Array.of(1), Uint8Array.of(2, 3)]);
  assert.deepEqual((await echo(numbers)).bytes(), Uint8Array.of(1, 2, 3));
});
