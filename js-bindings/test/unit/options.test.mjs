import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkOptions } from '../../dist/options.js';
import { FakeWebSocket } from './fakes.mjs';

const network = { nymApi: 'http://127.0.0.1:1/api' };
const config = (options) =>
  JSON.parse(checkOptions({ network, webSocket: FakeWebSocket, ...options }).configJson);

function refused(options, ...parts) {
  assert.throws(
    () => checkOptions(options),
    (error) => {
      assert.equal(error.code, 'INVALID_OPTION');
      assert.equal(error.retryable, false);
      for (const part of parts) {
        assert.ok(error.message.includes(part), `${error.message} says ${part}`);
      }
      return true;
    },
  );
}

test('the least that can be given leaves all defaults to the core', () => {
  assert.deepEqual(config({}), { nymApi: ['http://127.0.0.1:1/api'], requireTls: false });
});

test('everything that is given reaches the core under its name', () => {
  const gateway = '2BuMSfMW3zpeAjKXyKLhmY4QW1DXurrtSPEJ6CjX3SEh';
  const settings = {
    preset: 'lowPower',
    connection: { measuredGateways: 3, allowMixing: false },
    traffic: { mainStreamMeanMs: 1.5, mainStreamPoisson: false, maximumRetransmissions: null },
    cover: { loopCover: false, primarySizeRatio: 0 },
    acks: { ackDelayMeanMs: 4 },
    topology: { refreshing: false },
    replies: { reserve: 3 },
    startTimeoutMs: 9,
  };
  const nymApi = ['http://a/api', new URL('https://b/api')];
  assert.deepEqual(config({ network: { nymApi }, gateway, requireTls: true, ...settings }), {
    nymApi: ['http://a/api', 'https://b/api'],
    gateway,
    requireTls: true,
    ...settings,
  });
});

test('what is not given is not told', () => {
  const given = { preset: undefined, traffic: { mainStreamMeanMs: undefined }, acks: undefined };
  assert.deepEqual(config(given), {
    nymApi: ['http://127.0.0.1:1/api'],
    requireTls: false,
    traffic: {},
  });
});

test('a gateway may be any, the fastest, or one by name', () => {
  assert.equal(config({ gateway: 'random' }).gateway, 'random');
  assert.equal(config({ gateway: 'fastest' }).gateway, 'fastest');
});

test('a topology stands in for a directory', () => {
  const options = { network: { topology: { a: 1 } }, webSocket: FakeWebSocket };
  const checked = checkOptions(options);
  assert.equal(checked.topology, '{"a":1}');
  assert.deepEqual(JSON.parse(checked.configJson).nymApi, []);
  assert.equal(checkOptions({ ...options, network }).topology, undefined);
  assert.equal(checkOptions({ ...options, network: { topology: '{ }' } }).topology, '{ }');
});

test('a topology that JSON cannot hold is refused', () => {
  const circle = {};
  circle.self = circle;
  for (const topology of [circle, () => 1, Symbol('x')]) {
    const options = { network: { topology }, webSocket: FakeWebSocket };
    assert.throws(() => checkOptions(options), { code: 'INVALID_TOPOLOGY' });
  }
});

test('a page over https asks for gateways with TLS', (t) => {
  globalThis.location = new URL('https://example.org/');
  t.after(() => delete globalThis.location);
  assert.equal(config({}).requireTls, true);
});

test('a mistake is refused with the option, what it takes and what was given', () => {
  refused(undefined, 'options', 'an object', 'undefined');
  refused(null, 'options', 'an object', 'null');
  refused([], 'options', 'a list');
  refused({}, 'network', 'an object', 'undefined');
  refused({ network: 'http://x' }, 'network', 'an object', '"http://x"');
  refused({ network: {} }, 'network', 'nymApi, topology or both', 'an object');
  refused({ network: { nymApi: null } }, 'network.nymApi', 'URL', 'null');
  refused({ network: { nymApi: [] } }, 'network.nymApi', 'at least one', 'a list');
  refused({ network: { nymApi: 'ftp://x' } }, 'network.nymApi', 'http', '"ftp://x"');
  refused({ network: { nymApi: 'not a url' } }, 'network.nymApi', '"not a url"');
  refused({ network: { nymApi: ['http://x', 5] } }, 'network.nymApi', '5');
  refused({ network: { nymApi: 'http://x', name: 1 } }, 'network', 'nymApi', 'name');
  refused({ network, gatway: 'x' }, 'options', 'gateway', 'gatway');
  refused({ network, gateway: 'O0' }, 'gateway', 'base58', '"O0"');
  refused({ network, gateway: 5 }, 'gateway', 'base58', '5');
  refused({ network, requireTls: 1 }, 'requireTls', 'true or false', '1');
  refused({ network, traffic: null }, 'traffic', 'an object', 'null');
  refused({ network, traffic: { packetDelayMeanMs: Number.NaN } }, 'packetDelayMeanMs', 'NaN');
  refused({ network, acks: { waitAdditionMs: 5n } }, 'acks.waitAdditionMs', 'finite', '5');
  refused({ network, cover: { loopCover: {} } }, 'cover.loopCover', 'true, false', 'an object');
  refused({ network, replies: [] }, 'replies', 'an object', 'a list');
  refused({ network, preset: Symbol.iterator }, 'preset', 'a text');
  refused({ network, startTimeoutMs: Number.POSITIVE_INFINITY }, 'startTimeoutMs', 'Infinity');
  refused({ network, backend: 'asm' }, 'backend', '"wasm"', '"asm"');
  refused({ network, webSocket: 'ws' }, 'webSocket', 'a WebSocket class', '"ws"');
  refused({ network, webSocket: FakeWebSocket, signal: {} }, 'signal', 'AbortSignal', 'an object');
  refused({ network, webSocket: FakeWebSocket, onProgress: 1 }, 'onProgress', 'a function', '1');
});

test('what was given is shown shortened', () => {
  refused({ network, gateway: 'x'.repeat(500) }, `"${'x'.repeat(80)}…"`);
  refused({ network, gateway: () => 1 }, 'a function');
});

test('an engine without WebSocket is refused unless one is given', (t) => {
  const original = globalThis.WebSocket;
  globalThis.WebSocket = undefined;
  t.after(() => {
    globalThis.WebSocket = original;
  });
  assert.throws(() => checkOptions({ network }), { code: 'NO_WEBSOCKET' });
  assert.equal(checkOptions({ network, webSocket: FakeWebSocket }).webSocket, FakeWebSocket);
});

test('a transport brings its WebSocket class, unless another one is given', () => {
  class Other {}
  const transport = { WebSocket: FakeWebSocket, fetch: () => {} };
  const checked = checkOptions({ network, transport });
  assert.equal(checked.transport, transport);
  assert.equal(checked.webSocket, FakeWebSocket);
  assert.equal(checkOptions({ network, transport, webSocket: Other }).webSocket, Other);
  refused({ network, transport: { WebSocket: FakeWebSocket } }, 'transport.fetch', 'a function');
  refused({ network, transport: null }, 'transport.WebSocket', 'a function');
});
