import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { startNetwork } from '../integration/network.mjs';
import { PLACES, startPair, toOurs, toStock } from './pairs.mjs';

/** Far more than needed, for a machine that does other things too. */
const TIMEOUT = { timeout: 300_000 };

/** Nothing, one byte, all that fits in one packet and one byte more, and 63 packets. */
const SIZES = [0, 1, 1602, 1603, 100_000];
const SURBS = [0, 1, 10, 50];

for (const version of [4, 5, 6]) {
  test(`gateways of protocol ${version}`, TIMEOUT, async (t) => {
    const network = await startNetwork('--gateway-protocol', version);
    t.after(() => network.stop());
    for (const place of PLACES) {
      await t.test(place.where, (pairs) => conversation(pairs, network, place));
    }
  });
}

async function conversation(t, network, place) {
  const pair = await startPair(network, place);
  t.after(() => pair.stop());
  for (const size of SIZES) {
    await t.test(`${size} bytes from the stock client to ours`, () => toOurs(pair, size));
    await t.test(`${size} bytes from ours to the stock client`, () => toStock(pair, size));
  }
  for (const surbs of SURBS) {
    await t.test(`an anonymous message with ${surbs} SURBs reaches ours`, () =>
      anonymousToOurs(pair, surbs),
    );
    await t.test(`an anonymous message with ${surbs} SURBs reaches the stock client`, () =>
      anonymousToStock(pair, surbs),
    );
  }
  const { dropped, messagesReceived } = await pair.ours.stats();
  assert.equal(messagesReceived, SIZES.length + SURBS.length);
  assert.equal(dropped, 0);
}

async function anonymousToOurs({ stock, ours, inbox }, surbs) {
  const sent = randomBytes(2000);
  await stock.sendAnonymous(ours.address, sent, surbs);
  const message = await inbox.next();
  assert.deepEqual(Buffer.from(message.bytes()), sent);
  assert.notEqual(message.sender, undefined);
}

async function anonymousToStock({ stock, ours }, replySurbs) {
  const sent = randomBytes(2000);
  await ours.send(stock.address, sent, { replySurbs });
  const [message] = await stock.take(1);
  assert.deepEqual(Buffer.from(message.data), sent);
  assert.equal(message.tagged, true);
}
