import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { MixnetClient, memoryStorage } from '../../dist/index.js';
import { StockLikeClient } from '../../dist/nym-sdk/client.js';
import { createNymMixnetClient, encodePayload, MimeTypes } from '../../dist/nym-sdk/index.js';
import { settingsOf } from '../../dist/nym-sdk/override.js';
import { join, output, text, u8, u16, u32 } from './bytes.mjs';
import { bodyOf, command, FakeCore, FakePlatform, FakeWebSocket, settled } from './fakes.mjs';

const START = { nymApiUrl: 'http://directory/api' };
const TAG = Uint8Array.from({ length: 16 }, (_, i) => i);
const TAG_TEXT = '12drXXUifSrRnXLGbXg8E';
/** Envelope of "hi" as text/plain, with headers null. */
const HI = encodePayload({ mimeType: 'text/plain', payload: text('hi') });

let platform;
let core;
/** The options of `MixnetClient.connect`. */
let connects;
let client;
let events;

beforeEach(() => {
  platform = new FakePlatform();
  connects = [];
  client = make();
  ({ events } = client);
});

function make(options = {}) {
  return new StockLikeClient({ webSocket: FakeWebSocket, ...options }, (given) => {
    connects.push(given);
    core = new FakeCore({
      [command.START]: () => [
        output.stage(4),
        output.ready('me'),
        output.received(HI, TAG),
        output.wake(platform.now + 1),
      ],
    });
    const environment = {
      platform: () => platform,
      createCoreClient: async () => ({ core, backend: 'wasm' }),
    };
    return MixnetClient.connectIn(environment, given);
  });
}

/** Lets the core say something out of turn, by way of a wake-up. */
async function say(...outputs) {
  core.on[command.WAKE] = () => [...outputs, output.wake(platform.now + 1)];
  platform.advance(1);
  await settled();
}

/** The events of a kind, as they come. */
function heard(subscribe) {
  const list = [];
  subscribe((event) => list.push(event));
  return list;
}

test('start resolves when it is connected, and not before', async () => {
  const connected = heard(events.subscribeToConnected);
  assert.equal(await client.selfAddress(), undefined);
  await client.start(START);
  assert.equal(await client.selfAddress(), 'me');
  assert.deepEqual(connected, [{ kind: 'Connected', args: { address: 'me' } }]);
});

test('a start that fails rejects, and may be tried again', async () => {
  const failing = new StockLikeClient({ webSocket: FakeWebSocket }, async () => {
    throw Object.assign(new Error('x'), { code: 'DIRECTORY_UNREACHABLE' });
  });
  for (let i = 0; i < 2; i++) {
    await assert.rejects(failing.start(START), { code: 'DIRECTORY_UNREACHABLE' });
  }
});

test('a client is started once at a time, and again after a stop', async () => {
  const first = client.start(START);
  await assert.rejects(client.start(START), { code: 'INVALID_ARGUMENT' });
  await first;
  await assert.rejects(client.start(START), { code: 'INVALID_ARGUMENT' });
  await client.stop();
  assert.equal(core.isFreed, true);
  assert.equal(await client.selfAddress(), undefined);
  await client.start(START);
  assert.equal(connects.length, 2);
});

test('a stop ends a start that is under way', async () => {
  const starting = assert.rejects(client.start(START), { code: 'CLOSED' });
  await client.stop();
  await starting;
  assert.equal(await client.selfAddress(), undefined);
});

test('the stock options become ours', async () => {
  const gateway = '7'.repeat(43);
  await client.start();
  await make().start({ ...START, preferredGateway: gateway, latencyBasedSelection: true });
  await make().start({ ...START, latencyBasedSelection: true, forceTls: true, nyxdUrl: 'x' });
  await make().start({
    ...START,
    forceTls: false,
    clientOverride: { traffic: { useOutfox: false } },
  });
  const [usual, chosen, fast, loose] = connects;
  assert.equal(usual.network.nymApi, 'https://validator.nymtech.net/api/');
  assert.equal(chosen.gateway, gateway);
  assert.deepEqual([fast.gateway, fast.requireTls], ['fastest', true]);
  assert.ok(!('requireTls' in loose) && !('gateway' in loose));
});

test('a storage is asked for by the id of the client', async () => {
  const ids = [];
  const storage = (id) => {
    ids.push(id);
    return memoryStorage();
  };
  await make({ storage }).start(START);
  await make({ storage }).start({ ...START, clientId: 'mine', storagePassphrase: 'p' });
  assert.deepEqual(ids, ['nym-mixnet-client', 'mine']);
  assert.equal(connects[1].passphrase, 'p');
  await make().start({ ...START, storagePassphrase: 'p' });
  assert.ok(!('passphrase' in connects[2]), 'nothing is stored that it could encrypt');
});

test('every stock setting with an effect has its place', () => {
  const settings = settingsOf({
    traffic: { averagePacketDelayMs: 1, disableMainPoissonPacketDistribution: true },
    coverTraffic: { disableLoopCoverTrafficStream: true, loopCoverTrafficAverageDelayMs: 2 },
    acknowledgements: { ackWaitMultiplier: 3 },
    topology: { disableRefreshing: false, ignoreEgressEpochRole: true },
    replySurbs: { maximumReplyKeyAgeMs: 5000, freshSenderTags: true },
    forgetMe: { client: true },
    gatewayConnection: undefined,
  });
  assert.deepEqual(settings, {
    traffic: { packetDelayMeanMs: 1, mainStreamPoisson: false },
    cover: { loopCover: false, loopCoverMeanMs: 2 },
    acks: { waitMultiplier: 3 },
    topology: { refreshing: true },
    replies: { maximumKeyAgeMs: 5000 },
  });
});

test('options that are wrong are named, in the words of the caller', async () => {
  const refused = (opts, part) =>
    assert.rejects(client.start({ ...START, ...opts }), ({ code, message }) => {
      assert.equal(code, 'INVALID_OPTION');
      assert.ok(message.includes(part), message);
      return true;
    });
  await refused({ gateway: 'x' }, 'gateway');
  await refused({ clientOverride: 5 }, 'clientOverride');
  await refused({ clientOverride: { trafic: {} } }, 'trafic');
  await refused({ clientOverride: { traffic: 5 } }, 'clientOverride.traffic');
  await refused({ clientOverride: { traffic: { avg: 5 } } }, 'avg');
  await refused({ clientOverride: { traffic: { useOutfox: true } } }, 'traffic.useOutfox');
  await refused({ clientOverride: { topology: { disableRefreshing: 1 } } }, 'disableRefreshing');
  await refused({ forceTls: 'yes' }, 'requireTls');
  await assert.rejects(createNymMixnetClient({ types: [] }), { code: 'INVALID_OPTION' });
  const types = { autoConvertStringMimeTypes: 'text/plain' };
  await assert.rejects(createNymMixnetClient(types), { code: 'INVALID_OPTION' });
});

test('a text goes in the envelope, anonymously', async () => {
  await client.start(START);
  const sending = client.send({ payload: { message: 'hi' }, recipient: 'a.b@c' });
  assert.equal(core.last()[0], command.SEND_ANONYMOUS);
  const usual = join(u32(1), u8(0), u32(0), u16(5), text('a.b@c'));
  assert.deepEqual(bodyOf(core.last()), join(usual, HI));
  await say(output.sent(1));
  await sending;
});

test('types, headers and the number of SURBs are the caller’s', async () => {
  await client.start(START);
  const payload = { message: u8(7), mimeType: 'image/png', headers: 'h' };
  client.send({ payload, recipient: 'x', replySurbs: 3 });
  const head = join(u32(1), u8(2), u32(3), u16(1), text('x'));
  const envelope = encodePayload({ mimeType: 'image/png', headers: 'h', payload: u8(7) });
  assert.deepEqual(bodyOf(core.last()), join(head, envelope));
  client.send({ payload: { message: u8(7) }, recipient: 'x', replySurbs: 3 });
  assert.ok(Buffer.from(core.last()).includes('"application/octet-stream"'));
  client.rawSend({ payload: u8(9), recipient: 'x', replySurbs: 3 });
  assert.deepEqual(bodyOf(core.last()).subarray(-2), join(text('x'), u8(9)));
  client.reply({ payload: { message: 'hi' }, sender: TAG_TEXT });
  assert.deepEqual(bodyOf(core.last()), join(u32(4), TAG, HI));
});

test('what cannot be sent rejects', async () => {
  const to = { recipient: 'x' };
  const payload = { message: 'hi' };
  await assert.rejects(client.send({ payload, ...to }), { code: 'NOT_CONNECTED' });
  await client.start(START);
  for (const wrong of [
    {},
    { message: 5 },
    { message: 'x', mimeType: 5 },
    { message: 'x', headers: {} },
  ]) {
    await assert.rejects(client.send({ payload: wrong, ...to }), { code: 'INVALID_ARGUMENT' });
  }
  await assert.rejects(client.send({ payload: 'hello', ...to }), { code: 'INVALID_OPTION' });
  await assert.rejects(client.rawSend({ payload: 'hello', ...to }), { code: 'INVALID_ARGUMENT' });
  const many = { payload, ...to, replySurbs: 1001 };
  await assert.rejects(client.send(many), { code: 'INVALID_OPTION' });
  await assert.rejects(client.reply({ payload, sender: 'x' }), { code: 'INVALID_ARGUMENT' });
});

test('messages come raw and then by their type, also those before the start was over', async () => {
  const order = [];
  events.subscribeToBinaryMessageReceivedEvent(({ kind }) => order.push(kind));
  events.subscribeToTextMessageReceivedEvent(({ kind }) => order.push(kind));
  events.subscribeToRawMessageReceivedEvent(({ kind }) => order.push(kind));
  const texts = heard(events.subscribeToTextMessageReceivedEvent);
  const binaries = heard(events.subscribeToBinaryMessageReceivedEvent);
  const raws = heard(events.subscribeToRawMessageReceivedEvent);
  await client.start(START);
  await settled();
  const image = { mimeType: 'image/png', payload: u8(1), headers: 'h' };
  await say(output.received(encodePayload(image)), output.received(text('bare')));
  const hi = { mimeType: 'text/plain', payload: 'hi', payloadRaw: text('hi'), sender: TAG_TEXT };
  assert.deepEqual(
    texts.map(({ args }) => args),
    [hi],
  );
  assert.ok(texts[0].args.payloadRaw instanceof Uint8Array);
  assert.deepEqual(
    binaries.map(({ args }) => args),
    [{ ...image, sender: undefined }],
  );
  assert.deepEqual(
    raws.map(({ args }) => args.payload),
    [HI, encodePayload(image), text('bare')],
  );
  const [raw, string, binary] = ['Raw', 'String', 'Binary'].map((kind) => `${kind}MessageReceived`);
  assert.deepEqual(order, [raw, string, raw, binary, raw]);
});

test('the caller says which types are text', async () => {
  assert.deepEqual(await client.getTextMimeTypes(), [
    MimeTypes.ApplicationJson,
    MimeTypes.TextPlain,
  ]);
  const other = make({ autoConvertStringMimeTypes: ['text/csv'] });
  assert.deepEqual(await other.getTextMimeTypes(), ['text/csv']);
  await other.setTextMimeTypes(['a/b']);
  assert.deepEqual(await other.getTextMimeTypes(), ['a/b']);
  await assert.rejects(other.setTextMimeTypes('a/b'), { code: 'INVALID_OPTION' });
  await other.start(START);
  const texts = heard(other.events.subscribeToTextMessageReceivedEvent);
  await say(output.received(encodePayload({ mimeType: 'a/b', payload: text('x') })));
  assert.equal(texts.at(-1).args.payload, 'x');
});

test('Loaded is told to every subscriber, and nobody is told after unsubscribing', async () => {
  const loaded = heard(events.subscribeToLoaded);
  events.subscribeToLoaded(assert.fail)();
  events.subscribeToConnected(assert.fail)();
  await client.start(START);
  assert.deepEqual(loaded, [{ kind: 'Loaded', args: { loaded: true } }]);
});

test('a handler that throws keeps nobody else from hearing', async (t) => {
  const later = [];
  t.mock.method(globalThis, 'queueMicrotask', (action) => later.push(action));
  events.subscribeToConnected(() => {
    throw new Error('mine');
  });
  const connected = heard(events.subscribeToConnected);
  await client.start(START);
  assert.equal(connected.length, 1);
  assert.throws(later[0], /mine/, 'an uncaught error once all have heard');
});

test('an end that nobody asked for is told', async () => {
  const errors = heard(events.subscribeToError);
  await client.start(START);
  await say(Uint8Array.of(77));
  assert.deepEqual(
    errors.map(({ kind, args }) => `${kind} ${args.error.code}`),
    ['Error CORE_CRASHED'],
  );
  const sending = client.send({ payload: { message: 'x' }, recipient: 'x' });
  await assert.rejects(sending, { code: 'NOT_CONNECTED' });
  await client.start(START);
});
