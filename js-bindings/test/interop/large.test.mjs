import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startNetwork } from '../integration/network.mjs';
import { APART, startPair, toOurs, toStock } from './pairs.mjs';
import { readTrace } from './trace.mjs';

/** Far more than needed, for a machine that does other things too. */
const TIMEOUT = { timeout: 600_000 };

const LENGTH = 5_000_000;

/** Twice as fast as by default, so that 3,118 packets take half a minute. */
const MEAN_MS = 10;
const FASTER = {
  override: { traffic: { messageSendingAverageDelayMs: MEAN_MS } },
  options: { traffic: { mainStreamMeanMs: MEAN_MS } },
};

const EXTENDED = {
  override: { traffic: { useExtendedPacketSize: true } },
  options: { traffic: { extendedPackets: true } },
};

const REGULAR_LEN = 2413;
const EXTENDED_LEN = 33_133;

/** How many packets of each length a client handed in. */
function lengthsOf(events, address) {
  const client = address.split('.')[0];
  const counts = {};
  for (const event of events) {
    if (event.event === 'entered' && event.client === client) {
      counts[event.length] = (counts[event.length] ?? 0) + 1;
    }
  }
  return counts;
}

test('5 MB go both ways in packets of 2 kB', TIMEOUT, async (t) => {
  const network = await startNetwork();
  const pair = await startPair(network, APART, FASTER);
  t.after(async () => {
    await pair.stop();
    await network.stop();
  });
  await Promise.all([toOurs(pair, LENGTH), toStock(pair, LENGTH)]);
});

test('5 MB go both ways in packets of 32 kB', TIMEOUT, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'peapod-interop-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'packets.jsonl');
  const network = await startNetwork('--observe', file);
  const pair = await startPair(network, APART, EXTENDED);
  await Promise.all([toOurs(pair, LENGTH), toStock(pair, LENGTH)]);
  const addresses = [pair.ours.address, pair.stock.address];
  await pair.stop();
  await network.stop();

  const events = await readTrace(file);
  for (const address of addresses) {
    const lengths = lengthsOf(events, address);
    assert.deepEqual(Object.keys(lengths), [String(REGULAR_LEN), String(EXTENDED_LEN)]);
    assert.ok(lengths[EXTENDED_LEN] > LENGTH / EXTENDED_LEN, JSON.stringify(lengths));
    assert.ok(lengths[REGULAR_LEN] < LENGTH / REGULAR_LEN, JSON.stringify(lengths));
  }
});
