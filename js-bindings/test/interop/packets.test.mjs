import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { MixnetClient } from 'peapod';
import { startNetwork } from '../integration/network.mjs';
import { startStock } from './stock.mjs';
import { packetsOf, readTrace } from './trace.mjs';
import { delays, differences, gaps } from './watching.mjs';

/** Each way, so that a client sends real packets about half of the time. */
const MESSAGES = 7;
const MESSAGE_LEN = 80_000;
const PERIOD_MS = 2000;
const HOP_DELAY_MEAN_MS = 15;

/**
 * Two rhythms further apart than this are no matter of a busy machine. That ours is the same to
 * the tick is shown in virtual time; here it is real time's turn.
 */
const RHYTHM_LIMIT = 0.35;

let folder;
let ours;
let stock;
let dropped;

before(
  async () => {
    folder = await mkdtemp(join(tmpdir(), 'peapod-interop-'));
    const file = join(folder, 'packets.jsonl');
    const [ourAddress, stockAddress] = await talk(file);
    const events = await readTrace(file);
    ours = packetsOf(ourAddress, events);
    stock = packetsOf(stockAddress, events);
    dropped = events.filter(({ event }) => event === 'dropped');
  },
  { timeout: 300_000 },
);

after(() => rm(folder, { recursive: true }));

/** Ours and the stock client write to each other, watched by all nodes. */
async function talk(file) {
  const network = await startNetwork('--observe', file);
  const { nymApi, gateways } = network;
  const theirs = await startStock({ nymApi, gateway: gateways[0].identity });
  const gateway = gateways[1].identity;
  const client = await MixnetClient.connect({ network: { nymApi }, gateway });
  const { address } = client;
  await Promise.all([
    write(client, theirs.address),
    sleep(PERIOD_MS / 2).then(() => write(theirs, address)),
    receive(client),
    theirs.take(MESSAGES),
  ]);
  await client.close();
  await theirs.stop();
  await network.stop();
  return [address, theirs.address];
}

async function receive(client) {
  let received = 0;
  for await (const message of client) {
    received += message.bytes().length / MESSAGE_LEN;
    if (received === MESSAGES) {
      break;
    }
  }
}

async function write(client, to) {
  for (let i = 0; i < MESSAGES; i++) {
    await Promise.all([
      client.send(to, randomBytes(MESSAGE_LEN), { anonymous: false }),
      sleep(PERIOD_MS),
    ]);
  }
}

function countOf(packets) {
  const real = packets.filter((packet) => packet.real).length;
  return { real, cover: packets.length - real };
}

/** Names of the times that are further apart than chance explains. */
function tooFar(judged) {
  return Object.keys(judged).filter((name) => judged[name].distance > judged[name].limit);
}

test('there is enough of everything to compare', () => {
  for (const packets of [ours, stock]) {
    const { real, cover } = countOf(packets);
    assert.ok(real > 300 && cover > 300, `real ${real}, cover ${cover}`);
  }
  assert.deepEqual(dropped, []);
});

test('all our packets and acknowledgements have version 259', () => {
  const hops = ours.flatMap((packet) => [...packet.hops, ...packet.ackHops]);
  assert.deepEqual([...new Set(hops.map(({ version }) => version))], [259]);
});

test('no node can tell our real packets from our cover packets', (t) => {
  assert.deepEqual(differences(ours), {});
  const times = delays(ours, HOP_DELAY_MEAN_MS);
  assert.deepEqual(tooFar(times), [], JSON.stringify(times));
  t.diagnostic(JSON.stringify({ ...countOf(ours), ...times }));
});

test('our gateway cannot tell by the rhythm of our packets when we send a message', (t) => {
  const rhythm = gaps(ours);
  const limit = Math.max(rhythm.limit, RHYTHM_LIMIT);
  assert.ok(rhythm.distance <= limit, JSON.stringify(rhythm));
  t.diagnostic(JSON.stringify(rhythm));
});

test('mix nodes can tell the cover packets of the stock client by version and delay', (t) => {
  const found = differences(stock);
  const hops = [1, 2, 3, 4];
  assert.deepEqual(Object.keys(found).sort(), [
    ...hops.map((hop) => `version at ackHops ${hop}`),
    ...hops.map((hop) => `version at hops ${hop}`),
  ]);
  for (const { real, cover } of Object.values(found)) {
    assert.deepEqual([Object.keys(real), Object.keys(cover)], [['259'], ['258']]);
  }
  const times = delays(stock, HOP_DELAY_MEAN_MS);
  assert.ok(tooFar(times).includes('hops, cover'), JSON.stringify(times));
  t.diagnostic(JSON.stringify({ ...countOf(stock), ...times, rhythm: gaps(stock) }));
});
