import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startNetwork } from '../integration/network.mjs';
import {
  APART,
  askOurs,
  askStock,
  oursAnswers,
  startPair,
  stockAnswers,
  toOurs,
  toStock,
} from './pairs.mjs';
import { startProxy } from './proxy.mjs';
import { startStock } from './stock.mjs';

/** Far more than needed, for a machine that does other things too. */
const TIMEOUT = { timeout: 300_000 };
const MESSAGE_LEN = 16_000;
const SURBS = 50;

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
  const pair = await startPair(network, APART);
  t.after(() => pair.stop());
  return pair;
}

for (const [what, flag] of [
  ['lost', '--lose-every'],
  ['repeated', '--repeat-every'],
  ['corrupted', '--corrupt-every'],
]) {
  test(`messages arrive whole where nodes see packets ${what}`, TIMEOUT, async (t) => {
    const pair = await pairFor(t, await networkFor(t, flag, '25'));
    for (let round = 0; round < 2; round++) {
      await Promise.all([toStock(pair, MESSAGE_LEN), toOurs(pair, MESSAGE_LEN)]);
    }
    const { messagesReceived, dropped } = await pair.ours.stats();
    assert.deepEqual({ messagesReceived, dropped }, { messagesReceived: 2, dropped: 0 });
  });

  test(`answers arrive whole where nodes see packets ${what}`, TIMEOUT, async (t) => {
    const pair = await pairFor(t, await networkFor(t, flag, '25'));
    await oursAnswers(pair, await askOurs(pair, SURBS), MESSAGE_LEN);
    await stockAnswers(pair, await askStock(pair, SURBS), MESSAGE_LEN);
    const { messagesReceived, dropped } = await pair.ours.stats();
    assert.deepEqual({ messagesReceived, dropped }, { messagesReceived: 2, dropped: 0 });
  });
}

/** A proxy that cuts the line of ours once, in front of its so-manieth packet from `arm` on. */
async function cuttingProxyFor(t) {
  let left = Number.POSITIVE_INFINITY;
  const proxy = await proxyFor(t, {
    fromClient: (frame, gateway) => {
      if (typeof frame !== 'string' && gateway === APART.oursAt) {
        left--;
        if (left === 0) {
          proxy.cut(gateway);
        }
      }
    },
  });
  const arm = (packets) => {
    left = packets;
  };
  return { proxy, arm, hasCut: () => left <= 0 };
}

test('ours finishes its message after its line broke in the middle', TIMEOUT, async (t) => {
  const { proxy, arm, hasCut } = await cuttingProxyFor(t);
  const pair = await pairFor(t, proxy);
  arm(5);
  await toStock(pair, MESSAGE_LEN);
  assert.ok(hasCut(), 'the line was cut');
  await toOurs(pair, MESSAGE_LEN);
});

test('ours finishes its answer and gets one after its line broke', TIMEOUT, async (t) => {
  const { proxy, arm, hasCut } = await cuttingProxyFor(t);
  const pair = await pairFor(t, proxy);
  const tag = await askStock(pair, SURBS);
  const question = await askOurs(pair, SURBS);
  arm(5);
  await oursAnswers(pair, question, MESSAGE_LEN);
  assert.ok(hasCut(), 'the line was cut');
  // On SURBs that ours gave away before.
  await stockAnswers(pair, tag, MESSAGE_LEN);
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
      typeof frame !== 'string' && gateway === APART.stockAt && kinds.add(frame[0]),
    toClient: answering(5),
  });
  const pair = await pairFor(t, proxy);
  await toStock(pair, MESSAGE_LEN);
  await toOurs(pair, MESSAGE_LEN);
  assert.deepEqual([...kinds], [2]);
});

test('the stock client gives up where the gateway answers 6', TIMEOUT, async (t) => {
  const { nymApi, gateways } = await proxyFor(t, { toClient: answering(6) });
  const gateway = gateways[0].identity;
  await assert.rejects(startStock({ nymApi, gateway }), {
    message: /incompatible protocol version. Ours is 5 and the gateway reports Some\(6\)/,
  });
});
