import assert from 'node:assert/strict';
import { on } from 'node:events';
import { after, before, test } from 'node:test';
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

/** Far more than needed, for a machine that does other things too. */
const TIMEOUT = { timeout: 300_000 };

/** Both ask the directory every second, so that the test need not wait for the hour. */
const EAGER = {
  override: { topology: { topologyRefreshRateMs: 1000 } },
  options: { topology: { refreshMs: 1000 } },
};

const SURBS = 50;
const LENGTH = 5000;

let network;
let pair;

before(async () => {
  network = await startNetwork();
  pair = await startPair(network, APART, EAGER);
});

after(async () => {
  await pair.stop();
  await network.stop();
});

/** Ends the rotation; resolves when ours has the keys of the next one. */
async function rotateKeys() {
  // Listens before it is told: ours may ask the directory in between.
  const seen = on(pair.ours, 'topology');
  const { rotation } = await network.tell('rotateKeys');
  for await (const [{ detail }] of seen) {
    if (detail.rotation === rotation) {
      return;
    }
  }
}

test('SURBs from before a change of keys are good while nodes take both', TIMEOUT, async () => {
  const heldByStock = await askStock(pair, SURBS);
  const heldByOurs = await askOurs(pair, SURBS);
  await rotateKeys();
  await toOurs(pair, LENGTH);
  await toStock(pair, LENGTH);
  await stockAnswers(pair, heldByStock, LENGTH);
  await oursAnswers(pair, heldByOurs, LENGTH);
});

test('messages arrive when nodes have forgotten the old keys', TIMEOUT, async () => {
  const before = await pair.ours.stats();
  await rotateKeys();
  await network.tell('nextEpoch');
  await toOurs(pair, LENGTH);
  await toStock(pair, LENGTH);
  const after = await pair.ours.stats();
  assert.equal(after.dropped, before.dropped);
});
