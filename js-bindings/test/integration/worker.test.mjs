import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { MixnetClient, memoryStorage } from 'peapod';
import { lineOver } from '../../dist/worker/line.js';
import { startOwnNetwork } from './network.mjs';

const TIMEOUT = { timeout: 120_000 };

let network;
let peer;

before(async () => {
  network = await startOwnNetwork();
  peer = await MixnetClient.connect({ network: { nymApi: network.nymApi } });
});

after(async () => {
  await peer.close();
  await network.stop();
});

/** A thread of its own, and what pages see of it. */
function startThread() {
  const thread = new Worker(new URL('./worker-thread.mjs', import.meta.url));
  const line = () => {
    const { port1, port2 } = new MessageChannel();
    thread.postMessage(port2, [port2]);
    return lineOver(port1, () => port1.close(), new EventTarget());
  };
  const appear = async () => ({ name: 'page', release() {} });
  const workers = { dedicated: line, shared: line, appear };
  const connect = (runIn, options = {}) =>
    MixnetClient.connectIn({ workers }, { network: { nymApi: network.nymApi }, runIn, ...options });
  return { connect, stop: () => thread.terminate() };
}

/** The next message of a client. */
async function next(client) {
  for await (const message of client) {
    return message;
  }
}

test('a client in another thread sends, answers and is answered', TIMEOUT, async () => {
  const thread = startThread();
  const client = await thread.connect('worker');
  const data = crypto.getRandomValues(new Uint8Array(60_000));
  await client.send(peer.address, data).acknowledged;
  const question = await next(peer);
  assert.deepEqual(question.bytes(), data);
  const answer = question.reply('answer');
  assert.equal((await next(client)).text(), 'answer');
  await answer.acknowledged;
  assert.ok((await client.stats()).messagesSent > 0);
  await client.close();
  await thread.stop();
});

test('a state kept by the page is gone on with in the next worker', TIMEOUT, async () => {
  const storage = memoryStorage();
  const options = { storage, passphrase: 'correct horse' };
  const threads = [startThread(), startThread()];
  const first = await threads[0].connect('worker', options);
  const { address } = first;
  await first.close();
  await peer.send(address, 'while you were away').acknowledged;
  const second = await threads[1].connect('worker', options);
  assert.equal(second.address, address);
  assert.equal((await next(second)).text(), 'while you were away');
  await second.close();
  await Promise.all(threads.map((thread) => thread.stop()));
});

test('two pages share one client, which outlives the first of them', TIMEOUT, async () => {
  const thread = startThread();
  const first = await thread.connect('shared-worker');
  const second = await thread.connect('shared-worker');
  assert.equal(first.address, second.address);
  await Promise.all([first, second].map((tab) => tab.send(peer.address, 'hello').acknowledged));
  await next(peer);
  await next(peer);
  await first.close();
  await peer.send(second.address, 'to the one that is left').acknowledged;
  assert.equal((await next(second)).text(), 'to the one that is left');
  await second.close();
  await thread.stop();
});
