import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { MixnetClient, memoryStorage } from 'peapod';
import { startOwnNetwork } from './network.mjs';

const TIMEOUT = { timeout: 120_000 };

let network;
let peer;

before(async () => {
  network = await startOwnNetwork();
  peer = await connect();
});

after(async () => {
  await peer.close();
  await network.stop();
});

function connect(options = {}) {
  return MixnetClient.connect({ network: { nymApi: network.nymApi }, ...options });
}

/** The next message of a client. */
async function next(client) {
  for await (const message of client) {
    return message;
  }
}

/** What a client that is killed now leaves behind; it is closed so that the gateway sees it go. */
async function kill(client, storage) {
  const left = memoryStorage(await storage.load());
  await client.close();
  return left;
}

test('the address stays the same, and what came meanwhile is there', TIMEOUT, async () => {
  const storage = memoryStorage();
  const first = await connect({ storage, passphrase: 'correct horse' });
  const { address } = first;
  await first.close();
  await peer.send(address, 'while you were away').acknowledged;

  const second = await connect({ storage, passphrase: 'correct horse' });
  assert.equal(second.address, address);
  assert.equal((await next(second)).text(), 'while you were away');
  await second.close();
});

test('a killed client can still be answered, and answer', TIMEOUT, async () => {
  const storage = memoryStorage();
  const first = await connect({ storage });
  await first.send(peer.address, 'question').acknowledged;
  const question = await next(peer);
  await peer.send(first.address, 'hello, whoever you are').acknowledged;
  const { sender } = await next(first);

  const second = await connect({ storage: await kill(first, storage) });
  const answer = question.reply('answer');
  // Killed within a second of getting it, so it comes once more.
  const again = await next(second);
  assert.deepEqual([again.text(), again.isRedelivered], ['hello, whoever you are', true]);
  assert.equal((await next(second)).text(), 'answer');
  const greeting = second.reply(sender, 'hello');
  assert.equal((await next(peer)).text(), 'hello');
  await Promise.all([answer.acknowledged, greeting.acknowledged]);
  await second.close();
});

test('a message that a killed client had not finished arrives once', TIMEOUT, async () => {
  const storage = memoryStorage();
  const first = await connect({ storage });
  const data = crypto.getRandomValues(new Uint8Array(60_000));
  const begun = first.send(peer.address, data);
  begun.acknowledged.catch(() => {});
  await new Promise((resolve) => begun.addEventListener('progress', resolve, { once: true }));
  const left = await kill(first, storage);

  const second = await connect({ storage: left });
  const [{ receipt, queuedAt }] = second.resumed;
  assert.ok(Math.abs(Date.now() - queuedAt.getTime()) < 120_000);
  const arrived = await next(peer);
  assert.deepEqual(arrived.bytes(), data);
  await receipt.acknowledged;
  await second.send(peer.address, 'the next one').acknowledged;
  assert.equal((await next(peer)).text(), 'the next one');
  await second.close();
});

test('what cannot be read is named, and stays as it was', TIMEOUT, async () => {
  const storage = memoryStorage();
  const first = await connect({ storage, passphrase: 'right' });
  await first.close();
  const stored = await storage.load();
  const damaged = stored.snapshot.slice();
  damaged[200] ^= 1;
  const newer = stored.snapshot.slice();
  newer[9] = 2;
  const cases = [
    ['STATE_SECRET_WRONG', stored, { passphrase: 'wrong' }],
    ['STATE_SECRET_WRONG', stored, {}],
    ['STATE_DAMAGED', { ...stored, snapshot: damaged }, { passphrase: 'right' }],
    ['STATE_DAMAGED', { ...stored, snapshot: newer }, { passphrase: 'right' }],
  ];
  for (const [code, state, options] of cases) {
    const kept = memoryStorage(state);
    await assert.rejects(connect({ storage: kept, ...options }), { code, retryable: false });
    assert.deepEqual(await kept.load(), { ...state });
  }
});
