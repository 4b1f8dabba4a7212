import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { startNetwork } from '../integration/network.mjs';
import { startPair } from './pairs.mjs';
import { startProxy } from './proxy.mjs';
import { startStock } from './stock.mjs';

/** Far more than needed, for a machine that does other things too. */
const TIMEOUT = { timeout: 300_000 };
const PLACE = { stockAt: 0, oursAt: 1 };
const MESSAGE_LEN = 16_000;

async function networkFor(t, ...args) {
  const network = await startNetwork(...args);
  t.after(() => network.stop());
  return network;
}

async function proxyFor(t, rules) {
  const proxy = await startProxy(await networkFor(t), rules);
  t.after(() => proxy.stop());
  return proxy;
}

async function pairFor(t, network) {
  const pair = await startPair(network, PLACE);
  t.after(() => pair.stop());
  return pair;
}

async function toStock({ stock, ours }) {
  const sent = randomBytes(MESSAGE_LEN);
  await ours.send(stock.address, sent);
  const [message] = await stock.take(1);
  assert.deepEqual(Buffer.from(message.data), sent);
}

async function toOurs({ stock, ours, inbox }) {
  const sent = randomBytes(MESSAGE_LEN);
  await stock.send(ours.address, sent);
  const message = await inbox.next();
  assert.deepEqual(Buffer.from(message.bytes()), sent);
}

for (const [what, flag] of [
  ['lost', '--lose-every'],
  ['repeated', '--repeat-every'],
  ['corrupted', '--corrupt-every'],
]) {
  test(`messages arrive whole where nodes see packets ${what}`, TIMEOUT, async (t) => {
    const pair = await pairFor(t, await networkFor(t, flag, '25'));
    for (let round = 0; round < 2; round++) {
      await Promise.all([toStock(pair), toOurs(pair)]);
    }
    const { messagesReceived, dropped } = await pair.ours.stats();
    assert.deepEqual({ messagesReceived, dropped }, { messagesReceived: 2, dropped: 0 });
  });
}

test('ours finishes its message after its line broke in the middle', TIMEOUT, async (t) => {
  let left = Number.POSITIVE_INFINITY;
  const proxy = await proxyFor(t, {
    fromClient: (frame, gateway) => {
      if (typeof frame !== 'string' && gateway === PLACE.oursAt) {
        left--;
        if (left === 0) {
          proxy.cut(gateway);
        }
      }
    },
  });
  const pair = await pairFor(t, proxy);
  left = 5;
  await toStock(pair);
  assert.ok(left <= 0, 'the line was cut');
  await toOurs(pair);
});

/** Gateways that answer with a version of their own instead of the client's. */
function answering(version) {
  return (frame) =>
    typeof frame === 'string'
      ? frame.replace(/"protocol_version":\d+/, `"protocol_version":${version}`)
      : frame;
}

test('the stock client sends frames of kind 2 where the gateway answers 5', TIMEOUT, async (t) => {
  const kinds = new Set();
  const proxy = await proxyFor(t, {
    fromClient: (frame, gateway) =>
      typeof frame !== 'string' && gateway === PLACE.stockAt && kinds.add(frame[0]),
    toClient: answering(5),
  });
  const pair = await pairFor(t, proxy);
  await toStock(pair);
  await toOurs(pair);
  assert.deepEqual([...kinds], [2]);
});

test('the stock client gives up where the gateway answers 6', TIMEOUT, async (t) => {
  const { nymApi, gateways } = await proxyFor(t, { toClient: answering(6) });
  const gateway = gateways[0].identity;
  await assert.rejects(startStock({ nymApi, gateway }), {
    message: /incompatible protocol version. Ours is 5 and the gateway reports Some\(6\)/,
  });
});
