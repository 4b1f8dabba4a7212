// Settings, gateway choice, topologies of one's own and node tests, against a real local network.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { MixnetClient } from 'peapod';
import { startNetwork, startOwnNetwork } from './network.mjs';

const TIMEOUT = { timeout: 60_000 };
const NOWHERE = 'http://127.0.0.1:9/api';

let network;
/** Those of a test that failed would keep this process alive. */
const clients = [];

before(async () => {
  network = await startOwnNetwork();
});

after(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await network.stop();
});

async function connect(options) {
  const usual = { network: { nymApi: network.nymApi } };
  const client = await MixnetClient.connect({ ...usual, ...options });
  clients.push(client);
  return client;
}

/** What the directory says, as a topology in the stock form. */
async function topologyOf(nymApi) {
  const get = async (path) => (await fetch(`${nymApi}/${path}`)).json();
  const skimmed = await get('v2/unstable/nym-nodes/skimmed');
  const rewardedSet = await get('v1/nym-nodes/rewarded-set');
  const nodeDetails = {};
  for (const node of skimmed.nodes.data) {
    nodeDetails[node.node_id] = {
      nodeId: node.node_id,
      mixHost: `${node.ip_addresses[0]}:${node.mix_port}`,
      entry: node.entry && {
        ip_addresses: node.ip_addresses,
        clients_ws_port: node.entry.ws_port,
        hostname: node.entry.hostname,
        clients_wss_port: node.entry.wss_port,
      },
      identityKey: node.ed25519_identity_pubkey,
      sphinxKey: node.x25519_sphinx_pubkey,
      supportedRoles: {
        mixnode: node.supported_roles.mixnode,
        mixnet_entry: node.supported_roles.entry,
        mixnet_exit: node.supported_roles.exit_nr,
      },
    };
  }
  const { rotation_id: key_rotation_id, absolute_epoch_id } = skimmed.metadata;
  const metadata = { key_rotation_id, absolute_epoch_id, refreshed_at: new Date().toISOString() };
  return { metadata, rewardedSet, nodeDetails };
}

async function sendsToItself(client) {
  await client.send(client.address, 'hello, myself', { anonymous: false });
  for await (const message of client) {
    assert.equal(message.text(), 'hello, myself');
    break;
  }
}

function nodeOfLayer(topology, layer, index = 0) {
  return topology.nodeDetails[topology.rewardedSet[layer][index]].identityKey;
}

/** The next event of a kind. */
const once = (client, type) =>
  new Promise((resolve) => client.addEventListener(type, resolve, { once: true }));

test('all settings at once are taken, and the client works', TIMEOUT, async () => {
  const client = await connect({
    preset: 'lowPower',
    gateway: 'fastest',
    connection: { measuredGateways: 2, allowMixing: true },
    traffic: {
      mainStreamMeanMs: 10,
      mainStreamPoisson: true,
      packetDelayMeanMs: 1,
      extendedPackets: true,
      maximumRetransmissions: null,
    },
    cover: { loopCover: true, loopCoverMeanMs: 300, primarySizeRatio: 0.9 },
    acks: { ackDelayMeanMs: 1, waitMultiplier: 2, waitAdditionMs: 500 },
    topology: {
      refreshMs: 60_000,
      refreshing: true,
      minimumMixPerformance: 10,
      minimumGatewayPerformance: 10,
    },
    replies: { reserve: 5, maximumStored: 100, maximumKeyAgeMs: 3_600_000 },
    startTimeoutMs: 30_000,
  });
  await sendsToItself(client);
  assert.deepEqual(
    client.warnings.map(({ code }) => code),
    ['UNUSUAL_TRAFFIC'],
  );
  await client.close();
});

test(
  'what the core does not take is refused by its name before anything begins',
  TIMEOUT,
  async () => {
    const refusals = [
      [{ preset: 'fast' }, /key preset: expected default, lowPower or noCover, got "fast"/],
      [
        { connection: { measuredGateways: 1 } },
        /connection.measuredGateways: .* from 2 to 20, got/,
      ],
      [{ traffic: { mainStreamMeanMs: 0 } }, /traffic.mainStreamMeanMs: .* from 1 to 3600000, got/],
      [{ traffic: { loopCover: false } }, /traffic: expected only the keys .*, got "loopCover"/],
      [{ cover: { primarySizeRatio: 2 } }, /cover.primarySizeRatio: .* from 0 to 1, got/],
      [{ acks: { waitMultiplier: '2' } }, /acks.waitMultiplier: expected a number .*, got "2"/],
      [{ topology: { refreshing: null } }, /topology.refreshing: expected true or false, got null/],
      [
        { replies: { maximumRequest: 9 } },
        /replies.maximumRequest: expected at least minimumRequest/,
      ],
      [{ startTimeoutMs: 0 }, /key startTimeoutMs: .* from 1 to 3600000, got/],
    ];
    for (const [options, message] of refusals) {
      const stages = [];
      const onProgress = (stage) => stages.push(stage);
      await assert.rejects(connect({ ...options, onProgress }), {
        code: 'INVALID_OPTION',
        message,
      });
      assert.deepEqual(stages, ['loading']);
    }
  },
);

test('the rates that are set are the rates that packets leave at', TIMEOUT, async () => {
  const slow = { traffic: { mainStreamMeanMs: 1000 }, cover: { loopCoverMeanMs: 2000 } };
  const [slowly, none] = await Promise.all([connect(slow), connect({ preset: 'noCover' })]);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const stats = await slowly.stats();
  assert.ok(stats.coverSent < 40, `cover packets of the slow one: ${stats.coverSent}`);
  assert.equal((await none.stats()).coverSent, 0);
  await sendsToItself(none);
  await Promise.all([slowly.close(), none.close()]);
});

test('what a preset gives up is warned of, the default gives up nothing', TIMEOUT, async () => {
  const [usual, bare] = await Promise.all([connect({}), connect({ preset: 'noCover' })]);
  assert.deepEqual(usual.warnings, []);
  assert.deepEqual(
    bare.warnings.map(({ code }) => code),
    ['NO_MAIN_COVER', 'NO_LOOP_COVER'],
  );
  assert.match(bare.warnings[0].explanation, /sees when and how much you send/);
  await Promise.all([usual.close(), bare.close()]);
});

test('the next directory is asked when one does not answer', TIMEOUT, async () => {
  const client = await connect({ network: { nymApi: [NOWHERE, network.nymApi] } });
  assert.equal(client.state, 'ready');
  await client.close();
});

test('a client lives on a topology of its own without any directory', TIMEOUT, async () => {
  const topology = await topologyOf(network.nymApi);
  for (const given of [topology, JSON.stringify(topology)]) {
    const client = await connect({ network: { topology: given } });
    await sendsToItself(client);
    await assert.rejects(client.useDirectory(), { code: 'NO_DIRECTORY' });
    await client.close();
  }
});

test('a topology is put in and taken back while the client runs', TIMEOUT, async () => {
  const topology = await topologyOf(network.nymApi);
  const client = await connect({});
  const smaller = structuredClone(topology);
  smaller.rewardedSet.layer2.length = 1;
  for (const id of topology.rewardedSet.layer2.slice(1)) {
    delete smaller.nodeDetails[id];
  }
  const changed = once(client, 'topology');
  await client.useTopology(smaller);
  assert.equal((await changed).detail.nodes, Object.keys(smaller.nodeDetails).length);
  await sendsToItself(client);
  const back = once(client, 'topology');
  await client.useDirectory();
  assert.equal((await back).detail.nodes, Object.keys(topology.nodeDetails).length);
  await client.close();
});

test('a topology that is none is refused and changes nothing', TIMEOUT, async () => {
  const topology = await topologyOf(network.nymApi);
  const client = await connect({});
  const noLayer = { ...topology, rewardedSet: { ...topology.rewardedSet, layer2: [] } };
  for (const wrong of ['', '{}', {}, { ...topology, more: 1 }, noLayer]) {
    await assert.rejects(client.useTopology(wrong), { code: 'INVALID_TOPOLOGY' });
  }
  topology.nodeDetails[3].mixHost = 'nowhere';
  await assert.rejects(client.useTopology(topology), /node 3 in order, mixHost: expected an IP/);
  await sendsToItself(client);
  await client.close();
  await assert.rejects(client.useTopology(topology), { code: 'CLOSED' });
  await assert.rejects(connect({ network: { topology: '{}' } }), {
    code: 'INVALID_TOPOLOGY',
  });
});

test('a good node is scored 100, with the time of each packet', TIMEOUT, async () => {
  const identity = nodeOfLayer(await topologyOf(network.nymApi), 'layer2');
  const client = await connect({});
  const result = await client.testNode(identity, { packets: 15 });
  const { roundTripsMs, ...counted } = result;
  assert.deepEqual(counted, {
    identity,
    score: 100,
    sent: 15,
    receivedPackets: 15,
    receivedAcks: 15,
    duplicatePackets: 0,
    duplicateAcks: 0,
  });
  assert.equal(roundTripsMs.length, 15);
  assert.ok(roundTripsMs.every((ms) => ms > 0 && ms < 10_000));
  const stats = await client.stats();
  assert.equal(stats.messagesReceived, 0, 'test packets are no messages');
  assert.equal(stats.dropped, 0);
  await client.close();
});

test('one node test at a time; it can be ended', TIMEOUT, async () => {
  const identity = nodeOfLayer(await topologyOf(network.nymApi), 'layer3');
  const client = await connect({});
  const ending = new AbortController();
  const first = client.testNode(identity, { packets: 1000, signal: ending.signal });
  await assert.rejects(client.testNode(identity), { code: 'TEST_IN_PROGRESS', retryable: true });
  ending.abort(new Error('enough'));
  await assert.rejects(first, /enough/);
  const { score } = await client.testNode(identity, { packets: 1 });
  assert.equal(score, 100);
  const [unlisted] = client.address.split('.'); // an identity, though that of a client
  await assert.rejects(client.testNode(unlisted), { code: 'NO_SUCH_NODE' });
  await assert.rejects(client.testNode('0'), { code: 'INVALID_ARGUMENT', message: /base58/ });
  const last = client.testNode(identity, { packets: 1000 });
  await Promise.all([assert.rejects(last, { code: 'CLOSED' }), client.close()]);
});

test('nodes that lose packets score less', TIMEOUT, async () => {
  const lossy = await startNetwork('--lose-every', '4');
  try {
    const identity = nodeOfLayer(await topologyOf(lossy.nymApi), 'layer2');
    const client = await connect({ network: { nymApi: lossy.nymApi } });
    const result = await client.testNode(identity, { packets: 100, timeoutMs: 3000 });
    assert.equal(result.sent, 100);
    assert.ok(result.score > 0 && result.score < 60, `score ${result.score}`);
    assert.ok(result.receivedAcks < result.receivedPackets, 'an acknowledgement goes back as well');
    await client.close();
  } finally {
    await lossy.stop();
  }
});
