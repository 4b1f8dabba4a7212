// A program for the stock SDK, with one import changed, through a local network.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createNymMixnetClient, MimeTypes } from 'peapod/nym-sdk';
import { startOwnNetwork } from './network.mjs';

const TIMEOUT = { timeout: 120_000 };

let network;
let alice;
let bob;

before(async () => {
  network = await startOwnNetwork();
  [alice, bob] = await Promise.all([createNymMixnetClient(), createNymMixnetClient()]);
  const nymApiUrl = network.nymApi;
  await Promise.all([alice, bob].map(({ client }) => client.start({ nymApiUrl })));
});

after(async () => {
  await Promise.all([alice.client.stop(), bob.client.stop()]);
  await network.stop();
});

const next = (subscribe) =>
  new Promise((resolve) => {
    const unsubscribe = subscribe(({ args }) => {
      unsubscribe();
      resolve(args);
    });
  });

test('texts and bytes arrive under their types, and are answered', TIMEOUT, async () => {
  const text = next(bob.events.subscribeToTextMessageReceivedEvent);
  const recipient = await bob.client.selfAddress();
  const payload = { message: '{"a":1}', mimeType: MimeTypes.ApplicationJson, headers: 'x' };
  await alice.client.send({ payload, recipient });
  const { sender, ...asked } = await text;
  assert.equal(asked.payload, '{"a":1}');
  assert.equal(asked.mimeType, 'application/json');
  assert.equal(asked.headers, 'x');

  const binary = next(alice.events.subscribeToBinaryMessageReceivedEvent);
  await bob.client.reply({ payload: { message: Uint8Array.of(1, 2, 3) }, sender });
  assert.deepEqual((await binary).payload, Uint8Array.of(1, 2, 3));
});

test('raw bytes arrive as they were', TIMEOUT, async () => {
  const raw = next(bob.events.subscribeToRawMessageReceivedEvent);
  const recipient = await bob.client.selfAddress();
  await alice.client.rawSend({ payload: Uint8Array.of(4, 5), recipient });
  assert.deepEqual((await raw).payload, Uint8Array.of(4, 5));
});
