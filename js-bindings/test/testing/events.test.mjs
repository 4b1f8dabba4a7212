// What happens at each node, for tests and pictures.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventStream } from '../../dist/testing/events.js';
import { startWith } from './fixtures.mjs';

const PLAIN = { anonymous: false };

test('a message can be followed from node to node, and its acknowledgement back', async (t) => {
  const { mixnet, join } = await startWith(t, { gateways: 1, mixNodesPerLayer: 1 });
  const client = await join();
  const events = mixnet.events();
  await client.send(client.address, 'look', PLAIN).acknowledged;
  const seen = [];
  for (let i = 0; i < 19; i++) {
    seen.push((await events.next()).value);
  }
  await events.return();
  // Node 1 is the gateway, 2 to 4 are the layers.
  const way = ['1>2', '2', '2>3', '3', '3>4', '4', '4>1', '1'];
  const shown = seen.map(({ kind, node, to }) => {
    if (kind === 'entered' || kind === 'delivered') {
      return kind;
    }
    return kind === 'sent' ? `${node}>${to}` : `${node}`;
  });
  assert.deepEqual(shown, ['entered', ...way, 'delivered', ...way, 'delivered']);
  assert.ok(seen.every(({ monoMs }, i) => i === 0 || monoMs >= seen[i - 1].monoMs));
  assert.ok(seen[1].length > seen[10].length, 'a message has larger packets than its answer');
});

test('nothing is told to one who has stopped looking', async (t) => {
  const { mixnet, join } = await startWith(t);
  const client = await join();
  const events = mixnet.events();
  await events.return();
  await client.send(client.address, 'unseen', PLAIN).acknowledged;
  assert.deepEqual(await events.next(), { done: true, value: undefined });
});

test('payloads that are delivered, kept and dropped are told', async (t) => {
  const { mixnet, join } = await startWith(t, { gateways: 1 });
  const client = await join();
  const absent = await join();
  await absent.close();
  const kinds = new Set();
  const reasons = new Set();
  const watching = (async () => {
    for await (const { kind, reason } of mixnet.events()) {
      kinds.add(kind);
      reasons.add(reason);
      if (kinds.size === 6) {
        break;
      }
    }
  })();
  mixnet.disturb({ duplicate: ({ number }) => number < 1000 });
  client.send(absent.address, 'kept', PLAIN);
  client.send(client.address, 'delivered', PLAIN);
  await watching;
  assert.deepEqual([...kinds].sort(), [
    'delivered',
    'dropped',
    'entered',
    'received',
    'sent',
    'stored',
  ]);
  assert.ok(reasons.has('REPLAYED'));
});

test('the end of the network ends the loops over its events', async (t) => {
  const { mixnet } = await startWith(t);
  const events = mixnet.events();
  const waiting = events.next();
  await mixnet.close();
  assert.deepEqual(await waiting, { done: true, value: undefined });
  assert.deepEqual(await events.next(), { done: true, value: undefined });
});

test('a reader that falls behind keeps the newest events', async () => {
  let ends = 0;
  const stream = new EventStream(() => ends++);
  for (let i = 0; i <= 100_000; i++) {
    stream.push({ monoMs: i });
  }
  assert.equal((await stream.next()).value.monoMs, 50_000);
  await stream.return();
  await stream.return();
  assert.equal(ends, 1);
  assert.deepEqual(await stream.next(), { done: true, value: undefined });
});

test('readers get each event in the order in which they asked', async () => {
  const stream = new EventStream(() => {});
  const waiting = [stream.next(), stream.next()];
  stream.push({ monoMs: 1 });
  stream.push({ monoMs: 2 });
  assert.deepEqual(
    (await Promise.all(waiting)).map(({ value }) => value.monoMs),
    [1, 2],
  );
});
