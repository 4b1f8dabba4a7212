// A network as programs get it: what it is, what clients do on it, and how it ends.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { MixnetClient } from 'peapod';
import { quickOptions, startMixnet } from 'peapod/testing';
import WebSocket from 'ws';
import { next, startWith } from './fixtures.mjs';

for (const transport of ['loopback', 'memory']) {
  test(`two clients write to each other and answer (${transport})`, async (t) => {
    const { mixnet, join } = await startWith(t, { transport });
    const [alice, bob] = await Promise.all([
      join({ gateway: mixnet.gateways[0].identity }),
      join({ gateway: mixnet.gateways[1].identity }),
    ]);
    alice.send(bob.address, 'who are you?');
    const question = await next(bob);
    assert.equal(question.text(), 'who are you?');
    const data = new Uint8Array(10_000).map((_, i) => i);
    const receipt = question.reply(data);
    assert.deepEqual((await next(alice)).bytes(), data);
    await receipt.acknowledged;
    const { packetsIn, liveClients, registeredClients, dropped } = mixnet.stats();
    assert.ok(packetsIn > 20, `packets: ${packetsIn}`);
    assert.equal(liveClients, 2);
    assert.equal(registeredClients, 2);
    assert.deepEqual(dropped, {});
  });
}

test('the nodes are those that were asked for', async (t) => {
  const { mixnet, join } = await startWith(t, { gateways: 3, mixNodesPerLayer: 1, seed: 5 });
  assert.deepEqual(
    mixnet.gateways.map(({ id }) => id),
    [1, 2, 3],
  );
  assert.deepEqual(
    mixnet.mixNodes.map(({ id, layer }) => [id, layer]),
    [
      [4, 1],
      [5, 2],
      [6, 3],
    ],
  );
  const { identity } = mixnet.gateways[2];
  const client = await join({ gateway: identity });
  assert.ok(client.address.endsWith(`@${identity}`));
});

test('a seed gives the same keys again, and no seed gives others', async () => {
  const identities = [];
  for (const options of [{ seed: 1 }, { seed: 1 }, { seed: 2 }, {}, {}]) {
    const mixnet = await startMixnet({ ...options, transport: 'memory' });
    identities.push(mixnet.gateways[0].identity);
    await mixnet.close();
  }
  assert.equal(identities[0], identities[1]);
  assert.equal(new Set(identities).size, 4);
});

test('a network listens where it is told to', async (t) => {
  const free = await startMixnet();
  const port = Number(new URL(free.nymApi).port);
  await free.close();
  const { mixnet } = await startWith(t, { port, transport: 'loopback' });
  assert.equal(mixnet.nymApi, `http://127.0.0.1:${port}/api`);
  assert.deepEqual(
    mixnet.gateways.map(({ url }) => url),
    [`ws://127.0.0.1:${port + 1}`, `ws://127.0.0.1:${port + 2}`],
  );
  // The port is taken now; what was begun for the second network is given back.
  await assert.rejects(startMixnet({ port }), { code: 'EADDRINUSE' });
});

test('what a browser sees is what it gets: CORS headers, and no HTTP at gateways', async (t) => {
  const { mixnet } = await startWith(t, { transport: 'loopback' });
  const epoch = await fetch(`${mixnet.nymApi}/v1/epoch/current`);
  assert.equal(epoch.status, 200);
  assert.equal(epoch.headers.get('access-control-allow-origin'), '*');
  assert.equal((await epoch.json()).total_elapsed_epochs, 1000);
  const gateway = await fetch(mixnet.gateways[0].url.replace('ws:', 'http:'));
  assert.equal(gateway.status, 400);
});

test('a gateway says what was wrong and then drops TCP, as real ones do', async (t) => {
  const { mixnet } = await startWith(t, { transport: 'loopback' });
  const socket = new WebSocket(mixnet.gateways[0].url);
  const messages = [];
  socket.on('message', (data) => messages.push(JSON.parse(data)));
  socket.on('open', () => socket.send('nonsense'));
  const [code] = await once(socket, 'close');
  // No Close frame came.
  assert.equal(code, 1006);
  assert.equal(messages.length, 1);
  assert.equal(messages[0].type, 'error');
});

test('a gateway cuts off who sends one before a request', async (t) => {
  const { mixnet } = await startWith(t, { transport: 'loopback' });
  const socket = new WebSocket(mixnet.gateways[0].url);
  socket.on('error', () => {});
  await once(socket, 'open');
  socket.ping();
  const [data] = await once(socket, 'message');
  assert.match(JSON.parse(data).message, /control frame/);
  await once(socket, 'close');
});

test('who has begun to close is gone, and what comes for it is kept', async (t) => {
  const { mixnet, join } = await startWith(t, { transport: 'loopback' });
  // Leaves its end of TCP open.
  class Halfhearted extends WebSocket {
    close(code) {
      super.close(code);
      this.pause();
      t.after(() => this.terminate());
    }
  }
  const [leaving, staying] = await Promise.all([join({ webSocket: Halfhearted }), join()]);
  await leaving.close();
  await staying.send(leaving.address, 'too late', { anonymous: false }).acknowledged;
  const { liveClients, storedPayloads } = mixnet.stats();
  assert.equal(liveClients, 1);
  assert.equal(storedPayloads, 1);
});

test('a client that stays connected is cut off by the end of the network', async () => {
  const mixnet = await startMixnet();
  const client = await MixnetClient.connect({ ...mixnet.connectOptions, ...quickOptions });
  const lost = new Promise((resolve) => {
    client.addEventListener('state', ({ detail }) => detail === 'reconnecting' && resolve());
  });
  await mixnet.close();
  await lost;
  await client.close();
});

test('after the end every call says so, and ending twice does no harm', async () => {
  for (const transport of ['loopback', 'memory']) {
    const mixnet = await startMixnet({ transport });
    await Promise.all([mixnet.close(), mixnet.close()]);
    for (const call of ['stats', 'events', 'nextEpoch', 'rotateKeys', 'exhaustBandwidth']) {
      assert.throws(() => mixnet[call](), { name: 'PeapodError', code: 'CLOSED' });
    }
    assert.throws(() => mixnet.disturb({}), { code: 'CLOSED' });
    assert.throws(() => mixnet.disturbDirectory(null), { code: 'CLOSED' });
    assert.throws(() => mixnet.skewClock(0), { code: 'CLOSED' });
    await assert.rejects(mixnet.stopNode(mixnet.gateways[0]), { code: 'CLOSED' });
    await mixnet.close();
  }
});

test('wrong options are refused by name', async () => {
  const wrong = {
    gateways: [0, 101, 1.5, '2'],
    mixNodesPerLayer: [0, 101],
    seed: [-1, 0.5, 2 ** 53],
    transport: ['tcp'],
    port: [-1, 65_536, '80'],
    epochMs: [999, Number.NaN],
    epochsPerRotation: [1],
    gatewayProtocol: [3, 7],
    bandwidthPerClaim: [-1],
    gatway: [1],
    faults: [null, { lose: 1.1 }, { lose: -1 }, { delayMs: '1' }, { loose: 1 }],
  };
  for (const [name, values] of Object.entries(wrong)) {
    for (const value of values) {
      await assert.rejects(startMixnet({ [name]: value }), (error) => {
        assert.equal(error.code, 'INVALID_OPTION');
        assert.match(error.message, new RegExp(name));
        return true;
      });
    }
  }
});

test('a network can be used with `await using`', async () => {
  const mixnet = await startMixnet({ transport: 'memory' });
  await mixnet[Symbol.asyncDispose]();
  assert.throws(() => mixnet.stats(), { code: 'CLOSED' });
});
