// Everything that can go wrong with a network, and that clients get over it or say what is wrong.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventOf, next, startWith } from './fixtures.mjs';

const PLAIN = { anonymous: false };
const TRANSPORTS = ['loopback', 'memory'];

/** A message to oneself arrives, and its acknowledgement. */
async function arrives(client, text) {
  const receipt = client.send(client.address, text, PLAIN);
  assert.equal((await next(client)).text(), text);
  await receipt.acknowledged;
}

test('lost packets are sent again', async (t) => {
  const { mixnet, join } = await startWith(t, { faults: { lose: ({ number }) => number < 3 } });
  const client = await join();
  const data = new Uint8Array(10_000).fill(3);
  client.send(client.address, data, PLAIN);
  assert.deepEqual((await next(client)).bytes(), data);
  assert.equal(mixnet.stats().wires.lost, 3);
  assert.equal((await client.stats()).retransmitted, 3);
});

test('a function may choose the packets that are lost', async (t) => {
  const { mixnet, join } = await startWith(t);
  const client = await join();
  const seen = [];
  const [first] = mixnet.mixNodes;
  mixnet.disturb({
    lose(packet) {
      seen.push(packet);
      return packet.number === 0;
    },
  });
  await arrives(client, 'once more');
  assert.equal(mixnet.stats().wires.lost, 1);
  assert.equal(seen[0].number, 0);
  assert.equal(
    seen[0].from,
    mixnet.gateways.find(({ identity }) => client.address.endsWith(identity)).id,
  );
  assert.ok(seen[0].to >= first.id);
  assert.ok(seen[0].bytes.length > 300);
});

test('repeated packets are dropped as replays and a message arrives once', async (t) => {
  const { mixnet, join } = await startWith(t, { faults: { duplicate: 1 } });
  const client = await join();
  await arrives(client, 'one');
  await arrives(client, 'two');
  const { dropped, wires } = mixnet.stats();
  assert.ok(wires.duplicated > 0);
  assert.ok(dropped.REPLAYED > 0);
  assert.equal((await client.stats()).messagesReceived, 2);
});

test('corrupted packets are dropped by the next node and sent again', async (t) => {
  const { mixnet, join } = await startWith(t, { seed: 4 });
  const client = await join();
  mixnet.disturb({ corrupt: ({ number }) => number === 0 });
  await arrives(client, 'whole');
  const { dropped, wires } = mixnet.stats();
  assert.equal(wires.corrupted, 1);
  const drops = Object.values(dropped).reduce((sum, count) => sum + count, 0);
  assert.ok(drops <= 1, `drops: ${JSON.stringify(dropped)}`);
});

test('late packets arrive late, and overtaken ones arrive', async (t) => {
  const { mixnet, join } = await startWith(t);
  const client = await join();
  mixnet.disturb({ delayMs: 40 });
  const begun = performance.now();
  await arrives(client, 'late');
  // From the gateway over three nodes back to the gateway are four wires.
  assert.ok(performance.now() - begun > 4 * 39);
  mixnet.disturb({ delayMs: ({ number }) => number % 2, reorder: 0.5 });
  const data = new Uint8Array(30_000).fill(9);
  client.send(client.address, data, PLAIN);
  assert.deepEqual((await next(client)).bytes(), data);
  assert.ok(mixnet.stats().wires.delayed > 4);
  assert.ok(mixnet.stats().wires.reordered > 0);
});

test('faults end where they are told to', async (t) => {
  const { mixnet, join } = await startWith(t, { faults: { lose: 1 } });
  const client = await join();
  await client.send(client.address, 'lost at first', PLAIN);
  mixnet.disturb({});
  assert.equal((await next(client)).text(), 'lost at first');
});

test('wrong faults are refused and the old ones stay', async (t) => {
  const { mixnet } = await startWith(t);
  assert.throws(() => mixnet.disturb({ lose: 2 }), { code: 'INVALID_OPTION', message: /lose/ });
  assert.throws(() => mixnet.disturbDirectory('dwon'), {
    code: 'INVALID_OPTION',
    message: /inconsistent/,
  });
});

for (const transport of TRANSPORTS) {
  test(`a client comes back to a gateway that was stopped (${transport})`, async (t) => {
    const { mixnet, join } = await startWith(t, { transport });
    const [gateway] = mixnet.gateways;
    const client = await join({ gateway: gateway.identity });
    const lost = eventOf(client, 'state', (state) => state === 'reconnecting');
    await mixnet.stopNode(gateway);
    await lost;
    assert.equal(mixnet.stats().liveClients, 0);
    const back = eventOf(client, 'state', (state) => state === 'ready');
    await mixnet.startNode(gateway);
    await back;
    await arrives(client, 'here again');
    assert.equal(mixnet.stats().registeredClients, 1);
  });

  test(`a stopped gateway takes nobody (${transport})`, async (t) => {
    const { mixnet, join } = await startWith(t, { transport, gateways: 1 });
    await mixnet.stopNode(mixnet.gateways[0]);
    await assert.rejects(join({ startTimeoutMs: 300 }), (error) => {
      assert.ok(
        ['GATEWAY_UNREACHABLE', 'START_TIMED_OUT', 'NO_GATEWAY'].includes(error.code),
        error.code,
      );
      return true;
    });
  });

  test(`a client that is cut off connects again (${transport})`, async (t) => {
    const { mixnet, join } = await startWith(t, { transport });
    const client = await join();
    const states = [];
    client.addEventListener('state', ({ detail }) => states.push(detail));
    const back = eventOf(client, 'state', (state) => state === 'ready');
    mixnet.cut(client);
    await back;
    assert.equal(states[0], 'reconnecting');
    await arrives(client, 'here again');
    mixnet.cut(client.address);
    await eventOf(client, 'state', (state) => state === 'ready');
  });

  test(`a directory that breaks off or fails stops the start (${transport})`, async (t) => {
    const { mixnet, join } = await startWith(t, { transport });
    const faults = {
      down: 'DIRECTORY_UNREACHABLE',
      failing: 'DIRECTORY_UNREACHABLE',
      garbled: 'DIRECTORY_INVALID',
    };
    for (const [fault, code] of Object.entries(faults)) {
      mixnet.disturbDirectory(fault);
      await assert.rejects(join({ startTimeoutMs: 300 }), (error) => {
        assert.equal(error.stage, 'directory');
        assert.ok([code, 'START_TIMED_OUT'].includes(error.code), error.code);
        return true;
      });
    }
    mixnet.disturbDirectory(null);
    await arrives(await join(), 'found');
  });
}

test('packets over a stopped mix node are lost, and after its start go through', async (t) => {
  const { mixnet, join } = await startWith(t, { mixNodesPerLayer: 1 });
  const client = await join();
  const [node] = mixnet.mixNodes;
  await mixnet.stopNode(node);
  await client.send(client.address, 'waits', PLAIN);
  while (mixnet.stats().dropped.NODE_DOWN === undefined) {
    await new Promise(setImmediate);
  }
  await mixnet.startNode(node);
  assert.equal((await next(client)).text(), 'waits');
});

test('a directory that disagrees with itself is asked until it agrees', async (t) => {
  const { mixnet, join } = await startWith(t);
  mixnet.disturbDirectory('inconsistent');
  await assert.rejects(join({ startTimeoutMs: 300 }), { stage: 'directory' });
  const joining = join();
  mixnet.disturbDirectory(null);
  await arrives(await joining, 'in the end');
});

test('a function may answer for the directory', async (t) => {
  const { mixnet, join } = await startWith(t);
  const asked = [];
  mixnet.disturbDirectory(async ({ method, target }, answer) => {
    asked.push(`${method} ${target.split('?')[0]}`);
    return answer;
  });
  await join();
  assert.ok(asked.includes('GET /api/v1/nym-nodes/rewarded-set'), asked.join());
  mixnet.disturbDirectory(() => null);
  await assert.rejects(join({ startTimeoutMs: 200 }));
});

test('messages pass through a new epoch and new keys', async (t) => {
  const { mixnet, join } = await startWith(t);
  const client = await join();
  mixnet.nextEpoch();
  await arrives(client, 'in the next epoch');
  mixnet.rotateKeys();
  await arrives(client, 'under the old keys');
  const later = await join();
  later.send(client.address, 'by the new keys', PLAIN);
  assert.equal((await next(client)).text(), 'by the new keys');
  const { dropped } = mixnet.stats();
  assert.deepEqual(dropped, {});
});

test('bandwidth that runs out is told, and the message goes when there is some again', async (t) => {
  const { mixnet, join } = await startWith(t);
  const client = await join();
  const refused = eventOf(client, 'error');
  mixnet.exhaustBandwidth();
  client.send(client.address, 'dear', PLAIN);
  assert.equal((await refused).code, 'BANDWIDTH_REFUSED');
  mixnet.restoreBandwidth();
  assert.equal((await next(client)).text(), 'dear');
});

test('a claim that brings less than a client needs fails its start', async (t) => {
  const { join } = await startWith(t, { bandwidthPerClaim: 20_000 });
  await assert.rejects(join(), { code: 'BANDWIDTH_REFUSED', message: /20000/ });
});

test('a clock that is off by an hour shows in the directory, and clients get over it', async (t) => {
  const { mixnet, join } = await startWith(t, { transport: 'loopback' });
  const startOf = async () => {
    const response = await fetch(`${mixnet.nymApi}/v1/epoch/current`);
    const start = Date.parse((await response.json()).current_epoch_start);
    assert.ok(Math.abs(Date.parse(response.headers.get('date')) - start) < 60_000);
    return start;
  };
  mixnet.skewClock(3_600_000);
  mixnet.nextEpoch();
  const aheadMs = (await startOf()) - Date.now();
  assert.ok(Math.abs(aheadMs - 3_600_000) < 60_000, `ahead: ${aheadMs}`);
  const client = await join();
  await arrives(client, 'at another time');
  // Whoever comes back proves who it is with a time, which gateways check.
  mixnet.cut(client);
  await eventOf(client, 'state', (state) => state === 'ready');
  await arrives(client, 'again');
});

test('whom it cannot cut off and what it cannot stop, it names', async (t) => {
  const { mixnet, join } = await startWith(t);
  const client = await join();
  const { address } = client;
  await client.close();
  assert.throws(() => mixnet.cut(address), { code: 'INVALID_ARGUMENT', message: /not connected/ });
  assert.throws(() => mixnet.cut('alice'), { code: 'INVALID_ARGUMENT', message: /Nym address/ });
  await assert.rejects(mixnet.stopNode({ id: 99 }), { code: 'INVALID_ARGUMENT', message: /node/ });
});
