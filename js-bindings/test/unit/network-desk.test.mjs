import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { MixnetClient, memoryStorage } from '../../dist/index.js';
import { f64, join, output, text, u16, u32 } from './bytes.mjs';
import { bodyOf, command, FakeCore, FakePlatform, FakeWebSocket, settled } from './fakes.mjs';

let platform;
let core;
let client;

function connect(network, options = {}) {
  const environment = {
    platform: () => platform,
    createCoreClient: async () => ({ core, backend: 'wasm' }),
  };
  return MixnetClient.connectIn(environment, { network, webSocket: FakeWebSocket, ...options });
}

beforeEach(async () => {
  platform = new FakePlatform();
  core = new FakeCore({
    [command.START]: () => [output.stage(4), output.ready('me'), output.wake(platform.now + 1)],
  });
  client = await connect({ nymApi: 'http://directory/api' });
});

afterEach(() => client.close());

/** Lets the core say something out of turn, by way of a wake-up. */
function say(...outputs) {
  core.on[command.WAKE] = () => [...outputs, output.wake(platform.now + 1)];
  platform.advance(1);
}

test('a topology is handed over as JSON and awaited', async () => {
  const used = client.useTopology({ a: 'é' });
  assert.equal(core.last()[0], command.INJECT_TOPOLOGY);
  assert.deepEqual(bodyOf(core.last()), join(u32(1), text('{"a":"é"}')));
  say(output.topologyTaken(1));
  await used;
});

test('a refused topology rejects with what the core says', async () => {
  const used = client.useTopology('{}');
  say(output.topologyRefused(1, 'EMPTY_LAYER', 'a layer has no node'));
  await assert.rejects(used, { code: 'INVALID_TOPOLOGY', message: 'a layer has no node' });
});

test('answers go to their own questions, in any order', async () => {
  const first = client.useTopology('{}');
  const second = client.useDirectory();
  assert.equal(core.last()[0], command.RELEASE_TOPOLOGY);
  assert.deepEqual(bodyOf(core.last()), u32(2));
  say(output.topologyRefused(2, 'NO_DIRECTORY', 'none'), output.topologyTaken(1));
  await first;
  await assert.rejects(second, { code: 'NO_DIRECTORY' });
});

test('a topology of the options is in use before the start', async () => {
  core = new FakeCore({
    [command.INJECT_TOPOLOGY]: () => [output.topologyTaken(0)],
    [command.START]: () => [output.ready('me')],
  });
  const other = await connect({ topology: '{"t":1}' });
  assert.deepEqual(core.kinds().slice(0, 2), [command.INJECT_TOPOLOGY, command.START]);
  await other.close();
});

test('a kept state comes before the topology, which the client of that state is to use', async () => {
  core = new FakeCore({
    [command.INJECT_TOPOLOGY]: () => [output.topologyTaken(0)],
    [command.START]: () => [output.ready('me')],
  });
  const other = await connect({ topology: '{}' }, { storage: memoryStorage() });
  const [first, second, third] = core.kinds();
  assert.deepEqual([first, second, third], [command.KEEP, command.INJECT_TOPOLOGY, command.START]);
  await other.close();
});

test('an abort before the topology is in use ends the start', async () => {
  core = new FakeCore({});
  const ending = new AbortController();
  const connecting = connect({ topology: '{}' }, { signal: ending.signal });
  await settled();
  ending.abort(new Error('enough'));
  await assert.rejects(connecting, /enough/);
  await settled();
  assert.ok(!core.kinds().includes(command.START));
  assert.equal(platform.networkWatchers.size, 1, 'only that of the other client');
  assert.ok(core.isFreed);
});

test('a refused topology of the options ends the start and leaves nothing', async () => {
  core = new FakeCore({ [command.INJECT_TOPOLOGY]: () => [output.topologyRefused(0, 'X', 'no')] });
  await assert.rejects(connect({ topology: '{}' }), { code: 'INVALID_TOPOLOGY' });
  assert.ok(!core.kinds().includes(command.START));
  assert.ok(core.isFreed);
});

test('a node test gives what came back', async () => {
  const tested = client.testNode('node', { packets: 4, timeoutMs: 2.5 });
  assert.equal(core.last()[0], command.TEST_NODE);
  assert.deepEqual(bodyOf(core.last()), join(u32(1), u16(4), f64(2.5), text('node')));
  say(output.nodeTested(9, [1, 1, 1, 0, 0], 1, []));
  say(output.nodeTested(1, [4, 3, 2, 1, 0], 50, [7]));
  assert.deepEqual(await tested, {
    identity: 'node',
    score: 50,
    sent: 4,
    receivedPackets: 3,
    receivedAcks: 2,
    duplicatePackets: 1,
    duplicateAcks: 0,
    roundTripsMs: [7],
  });
});

test('a node test is by default that of the stock tester', () => {
  client.testNode('n').catch(() => {});
  assert.deepEqual(bodyOf(core.last()), join(u32(1), u16(20), f64(10_000), text('n')));
});

test('a failed node test rejects with its code, a mistake as a mistake', async () => {
  for (const [code, expected] of [
    ['NO_SUCH_NODE', 'NO_SUCH_NODE'],
    ['TEST_IN_PROGRESS', 'TEST_IN_PROGRESS'],
    ['BAD_IDENTITY', 'INVALID_ARGUMENT'],
  ]) {
    const tested = client.testNode('n');
    const test = bodyOf(core.last())[3];
    say(output.nodeTestFailed(test, code, 'so'));
    await assert.rejects(tested, { code: expected, message: 'so' });
  }
});

test('a signal ends a node test with its reason', async () => {
  const ending = new AbortController();
  const tested = client.testNode('n', { signal: ending.signal });
  ending.abort(new Error('enough'));
  await assert.rejects(tested, /enough/);
  assert.equal(core.last()[0], command.CANCEL_NODE_TEST);
  assert.deepEqual(bodyOf(core.last()), u32(1));
  await assert.rejects(client.testNode('n', { signal: ending.signal }), /enough/);
  assert.equal(core.last()[0], command.CANCEL_NODE_TEST, 'the second did not begin');
});

test('wrong arguments of a node test are refused by name', async () => {
  const refused = (identity, options, code, message) =>
    assert.rejects(client.testNode(identity, options), { code, message });
  await refused(5, {}, 'INVALID_ARGUMENT', /identity/);
  await refused('n', { packets: 0 }, 'INVALID_OPTION', /packets.*1 to 1000; got 0/);
  await refused('n', { packets: 1001 }, 'INVALID_OPTION', /packets/);
  await refused('n', { packets: 1.5 }, 'INVALID_OPTION', /packets/);
  await refused('n', { timeoutMs: -1 }, 'INVALID_OPTION', /timeoutMs.*3600000; got -1/);
  await refused('n', { timeoutMs: '5' }, 'INVALID_OPTION', /timeoutMs/);
  await refused(
    'n',
    { count: 5 },
    'INVALID_OPTION',
    /packets, timeoutMs, signal; got the key count/,
  );
  await refused('n', { signal: 5 }, 'INVALID_OPTION', /AbortSignal/);
  await refused('n', null, 'INVALID_OPTION', /an object/);
});

test('closing ends what is asked and refuses what comes after', async () => {
  const open = [client.useTopology('{}'), client.useDirectory(), client.testNode('n')];
  const ended = Promise.all(open.map((one) => assert.rejects(one, { code: 'CLOSED' })));
  await client.close();
  await ended;
  for (const late of [client.useTopology('{}'), client.useDirectory(), client.testNode('n')]) {
    await assert.rejects(late, { code: 'CLOSED' });
  }
});

test('warnings are kept, in a list of the caller', async () => {
  assert.deepEqual(client.warnings, []);
  say(output.privacyWarning('NO_LOOP_COVER', 'your gateway sees'));
  await settled();
  const warning = { code: 'NO_LOOP_COVER', explanation: 'your gateway sees' };
  assert.deepEqual(client.warnings, [warning]);
  client.warnings.push('more');
  assert.deepEqual(client.warnings, [warning]);
});
