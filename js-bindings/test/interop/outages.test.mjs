// What each client does about the same fault. The stock client's part states what it does, good or
// bad, so that docs/comparison.md can say so.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { MixnetClient, PeapodError } from 'peapod';
import { startNetwork } from '../integration/network.mjs';
import { APART, startPair } from './pairs.mjs';
import { startProxy } from './proxy.mjs';
import { startStock } from './stock.mjs';

/** Far more than needed, for a machine that does other things too. */
const TIMEOUT = { timeout: 300_000 };

/** Long against any pause that the stock client would make before it tries again (5 s). */
const SILENCE_MS = 10_000;

const DOWN_MS = 2000;

/** Beyond the two minutes that gateways allow. */
const CLOCK_AHEAD_MS = 600_000;

let network;

before(async () => {
  network = await startNetwork();
});

after(() => network.stop());

/** A pair behind a proxy, and how many frames the stock client has sent. */
async function behindProxy(t) {
  let frames = 0;
  const proxy = await startProxy(network, {
    fromClient: (_, gateway) => {
      frames += gateway === APART.stockAt ? 1 : 0;
    },
  });
  t.after(() => proxy.stop());
  const pair = await startPair(proxy, APART);
  t.after(() => pair.stop());
  return { proxy, pair, stockFrames: () => frames };
}

function onBoth(action) {
  action(APART.stockAt);
  action(APART.oursAt);
}

/** Ours sends itself a message and gets it. */
async function oursWorks({ ours, inbox }) {
  const sent = randomBytes(100);
  const receipt = ours.send(ours.address, sent, { anonymous: false });
  const message = await inbox.next();
  assert.deepEqual(Buffer.from(message.bytes()), sent);
  await receipt.acknowledged;
}

/** The stock client takes a message and says nothing, and nothing leaves it any more. */
async function stockIsDead({ proxy, pair: { stock, ours }, stockFrames }) {
  const [lines, frames] = [proxy.linesBegun(APART.stockAt), stockFrames()];
  await stock.send(ours.address, randomBytes(100));
  await sleep(SILENCE_MS);
  assert.equal(proxy.linesBegun(APART.stockAt), lines);
  assert.equal(stockFrames(), frames);
}

/** The stock client goes on sending, and what its gateway hands it is lost. */
async function stockIsDeaf({ pair: { stock, ours }, stockFrames }) {
  const frames = stockFrames();
  await ours.send(stock.address, randomBytes(100), { anonymous: false }).acknowledged;
  const heard = await Promise.race([stock.take(1), sleep(SILENCE_MS, 'nothing')]);
  assert.equal(heard, 'nothing');
  assert.ok(stockFrames() > frames, 'it sends');
}

describe('outages', { concurrency: 2 }, () => {
  test('after a line is cut ours goes on and the stock client is dead', TIMEOUT, async (t) => {
    const all = await behindProxy(t);
    onBoth(all.proxy.cut);
    await Promise.all([oursWorks(all.pair), stockIsDead(all)]);
  });

  test('after a gateway was down ours goes on and the stock client is dead', TIMEOUT, async (t) => {
    const all = await behindProxy(t);
    const { proxy } = all;
    onBoth((gateway) => proxy.setGatewayUp(gateway, false));
    onBoth(proxy.cut);
    await sleep(DOWN_MS);
    onBoth((gateway) => proxy.setGatewayUp(gateway, true));
    await Promise.all([oursWorks(all.pair), stockIsDead(all)]);
  });

  for (const [what, frame] of [
    ['a frame that no key opens', randomBytes(100)],
    ['a text that is no response', 'nonsense'],
  ]) {
    test(`after ${what} ours goes on and the stock client is deaf`, TIMEOUT, async (t) => {
      const all = await behindProxy(t);
      onBoth((gateway) => all.proxy.inject(gateway, frame));
      await oursWorks(all.pair);
      await stockIsDeaf(all);
    });
  }
});

describe('starts', () => {
  test('where the directory is down both say so, and ours asks the next', TIMEOUT, async (t) => {
    const proxy = await startProxy(network, {});
    t.after(() => proxy.stop());
    proxy.setDirectoryUp(false);
    const { nymApi, gateways } = proxy;
    await assert.rejects(startStock({ nymApi, gateway: gateways[0].identity }), /503/);
    await assert.rejects(MixnetClient.connect({ network: { nymApi } }), (fault) => {
      assert.ok(PeapodError.is(fault));
      assert.equal(fault.stage, 'directory');
      assert.equal(fault.retryable, true);
      return /503/.test(fault.message);
    });
    const ours = await MixnetClient.connect({ network: { nymApi: [nymApi, network.nymApi] } });
    await ours.close();
  });

  for (const clockAheadMs of [CLOCK_AHEAD_MS, -CLOCK_AHEAD_MS]) {
    const clock = `${Math.abs(clockAheadMs) / 60_000} minutes ${clockAheadMs > 0 ? 'fast' : 'slow'}`;

    test(
      `with a clock ${clock} ours connects twice, the stock client not at all`,
      TIMEOUT,
      async (t) => {
        const { nymApi, gateways } = network;
        const gateway = gateways[APART.stockAt].identity;
        await assert.rejects(startStock({ nymApi, gateway, clockAheadMs }), /skewed/);

        const proxy = await startProxy(network, {});
        t.after(() => proxy.stop());
        const realNow = Date.now;
        Date.now = () => realNow() + clockAheadMs;
        t.after(() => {
          Date.now = realNow;
        });
        const ours = await MixnetClient.connect({ network: { nymApi: proxy.nymApi } });
        const lost = nextState(ours, 'reconnecting');
        onBoth(proxy.cut);
        await lost;
        await nextState(ours, 'ready');
        await ours.send(ours.address, 'on time', { anonymous: false }).acknowledged;
        await ours.close();
      },
    );
  }
});

/** Resolves when ours enters a state. */
function nextState(client, state) {
  return new Promise((resolve) => {
    client.addEventListener('state', function listen({ detail }) {
      if (detail === state) {
        client.removeEventListener('state', listen);
        resolve();
      }
    });
  });
}
