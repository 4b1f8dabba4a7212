import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startNetwork } from '../integration/network.mjs';
import { startPair } from './pairs.mjs';
import { startProxy } from './proxy.mjs';
import { startStock } from './stock.mjs';

const TIMEOUT = { timeout: 120_000 };
const PLACE = { stockAt: 0, oursAt: 1 };
const MESSAGE_LEN = 30_000;
const KIND = 0;

let network;

before(async () => {
  network = await startNetwork();
});

after(() => network.stop());

/** A pair behind a proxy with these rules; all ends with the test. */
async function pairBehind(t, rules) {
  const proxy = await startProxy(network, rules);
  t.after(() => proxy.stop());
  const pair = await startPair(proxy, PLACE);
  t.after(() => pair.stop());
  return { proxy, ...pair };
}

/** Both write at once; whatever is lost on the way, both messages arrive, and only they. */
async function exchange({ stock, ours, inbox }) {
  const [toOurs, toStock] = [randomBytes(MESSAGE_LEN), randomBytes(MESSAGE_LEN)];
  await Promise.all([stock.send(ours.address, toOurs), ours.send(stock.address, toStock)]);
  const [atOurs, [atStock]] = await Promise.all([inbox.next(), stock.take(1)]);
  assert.deepEqual(Buffer.from(atOurs.bytes()), toOurs);
  assert.deepEqual(Buffer.from(atStock.data), toStock);
}

/** Does something to every n-th binary frame, both ways. */
function toEvery(n, change) {
  let count = 0;
  const rule = (frame) => {
    if (typeof frame === 'string') {
      return [frame];
    }
    count++;
    return count % n === 0 ? change(frame) : [frame];
  };
  return { fromClient: rule, toClient: rule };
}

function corrupted(frame) {
  const out = Buffer.from(frame);
  out[out.length >> 1] ^= 1;
  return out;
}

for (const [what, rules] of [
  ['every seventh frame is lost', toEvery(7, () => [])],
  ['every third frame comes twice', toEvery(3, (frame) => [frame, frame])],
  ['every seventh frame is corrupted', toEvery(7, (frame) => [corrupted(frame)])],
]) {
  test(`messages arrive once and whole where ${what}`, TIMEOUT, async (t) => {
    const pair = await pairBehind(t, rules);
    await exchange(pair);
    await exchange(pair);
    const { messagesReceived } = await pair.ours.stats();
    assert.equal(messagesReceived, 2);
  });
}


/** Gateways that answer with a version of their own, not with the client's. */
function answering(version, kinds = new Set()) {
  return {
    fromClient: (frame) => {
      if (typeof frame !== 'string') {
        kinds.add(frame[KIND]);
      }
      return [frame];
    },
    toClient: (frame) => [
      typeof frame === 'string'
        ? frame.replace(/"protocol_version":\d+/, `"protocol_version":${version}`)
        : frame,
    ],
  };
}

test('the stock client sends frames of kind 2 where the gateway answers 5', TIMEOUT, async (t) => {
  const kinds = new Set();
  await exchange(await pairBehind(t, answering(5, kinds)));
  assert.deepEqual([...kinds], [2]);
});

test('the stock client gives up where the gateway answers 6', TIMEOUT, async (t) => {
  const proxy = await startProxy(network, answering(6));
  t.after(() => proxy.stop());
  const gateway = network.gateways[0].identity;
  await assert.rejects(startStock({ nymApi: proxy.nymApi, gateway }), (e) => console.log(e.message) ?? true);
});
