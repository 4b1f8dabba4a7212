import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { MixnetClient, PeapodError } from 'peapod';
import WebSocket from 'ws';
import { startOwnNetwork } from './network.mjs';

const TEN_LINES = fileURLToPath(new URL('ten-lines.mjs', import.meta.url));
const SIZES = [0, 1, 1000, 2048, 20_000, 100_000];
const PLAIN = { anonymous: false };
const TIMEOUT = { timeout: 120_000 };

let network;
let connect;

before(async () => {
  network = await startOwnNetwork();
  connect = (options) => MixnetClient.connect({ network: { nymApi: network.nymApi }, ...options });
});

after(() => network.stop());

/** Bytes that repeat nowhere, so that a swapped fragment would be seen. */
function bytesOf(length, seed) {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, i) =>
    createHash('sha256').update(`${seed} ${i}`).digest(),
  );
  return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
}

/** Reads messages until there are so many; the shortest first, for they may overtake each other. */
async function read(client, count) {
  const messages = [];
  for await (const message of client) {
    messages.push(message.bytes());
    if (messages.length === count) {
      break;
    }
  }
  return messages.sort((a, b) => a.length - b.length);
}

test('two clients exchange messages of 0 bytes to 100 KB both ways', TIMEOUT, async () => {
  const stages = [];
  const [alice, bob] = await Promise.all([
    connect({ onProgress: (stage) => stages.push(stage) }),
    connect({}),
  ]);
  assert.deepEqual(stages, [
    'loading',
    'directory',
    'gateway-socket',
    'gateway-handshake',
    'ready',
  ]);
  assert.equal(alice.backend, 'wasm');
  assert.notEqual(alice.address, bob.address);

  const toBob = SIZES.map((size) => bytesOf(size, 'alice'));
  const toAlice = SIZES.map((size) => bytesOf(size, 'bob'));
  const reading = [read(bob, SIZES.length), read(alice, SIZES.length)];
  await Promise.all([
    ...toBob.map((data) => alice.send(bob.address, data, PLAIN)),
    ...toAlice.map((data) => bob.send(alice.address, data, PLAIN)),
  ]);
  const [atBob, atAlice] = await Promise.all(reading);
  assert.deepEqual(atBob, toBob);
  assert.deepEqual(atAlice, toAlice);

  const stats = await alice.stats();
  assert.ok(stats.realSent > 100_000 / 2048, `real packets: ${stats.realSent}`);
  assert.ok(stats.coverSent > 0, `cover packets: ${stats.coverSent}`);
  assert.ok(stats.acksReceived > 0, `acknowledgements: ${stats.acksReceived}`);
  assert.equal(stats.messagesReceived, SIZES.length);
  assert.equal(stats.dropped, 0);
  await Promise.all([alice.close(), bob.close()]);
});

test('the gateway that is asked for is used', TIMEOUT, async () => {
  const { identity } = network.gateways[1];
  const client = await connect({ gateway: identity });
  assert.ok(client.address.endsWith(`@${identity}`));
  await client.close();
});

test('a client on the JavaScript build talks to one on WebAssembly', TIMEOUT, async () => {
  // Slow curve arithmetic: the rate that it can hold is low.
  const slow = { traffic: { mainStreamMeanMs: 200 }, cover: { loopCoverMeanMs: 1000 } };
  const [js, wasm] = await Promise.all([
    connect({ backend: 'js', ...slow }),
    connect({ backend: 'wasm' }),
  ]);
  assert.equal(js.backend, 'js');
  await Promise.all([
    js.send(wasm.address, 'from js', PLAIN),
    wasm.send(js.address, 'from wasm', PLAIN),
  ]);
  const [[atWasm], [atJs]] = await Promise.all([read(wasm, 1), read(js, 1)]);
  assert.equal(Buffer.from(atWasm).toString(), 'from js');
  assert.equal(Buffer.from(atJs).toString(), 'from wasm');
  await Promise.all([js.close(), wasm.close()]);
});

test('the WebSocket class of ws serves where the engine has none', TIMEOUT, async () => {
  const client = await connect({ webSocket: WebSocket });
  await client.send(client.address, 'over ws', PLAIN);
  const [message] = await read(client, 1);
  assert.equal(Buffer.from(message).toString(), 'over ws');
  await client.close();
});

test('the core may be given as bytes or as a module', TIMEOUT, async () => {
  const bytes = await readFile(new URL('../../dist/core.wasm', import.meta.url));
  for (const wasm of [bytes, Promise.resolve(await WebAssembly.compile(bytes))]) {
    const client = await connect({ wasm, backend: 'wasm' });
    assert.equal(client.state, 'ready');
    await client.close();
  }
  await assert.rejects(connect({ wasm: new Uint8Array(8), backend: 'wasm' }), { stage: 'loading' });
});

test('a message to no address is refused', TIMEOUT, async () => {
  const client = await connect({});
  await assert.rejects(client.send('not an address', 'x', PLAIN), { code: 'INVALID_ADDRESS' });
  await client.close();
});

test('a directory that is not there fails the start in its stage', TIMEOUT, async () => {
  // Port 9 of loopback: nothing listens there.
  const options = { network: { nymApi: 'http://127.0.0.1:9/api' }, startTimeoutMs: 5000 };
  await assert.rejects(connect(options), (error) => {
    assert.ok(PeapodError.is(error));
    assert.ok(['DIRECTORY_UNREACHABLE', 'START_TIMED_OUT'].includes(error.code), error.code);
    assert.equal(error.stage, 'directory');
    return true;
  });
});

test('a gateway that is not listed fails the start', TIMEOUT, async () => {
  const gateway = '11111111111111111111111111111111';
  await assert.rejects(connect({ gateway }), { code: 'NO_GATEWAY', stage: 'gateway-socket' });
});

test('an option out of the range of the core is refused by name', TIMEOUT, async () => {
  const traffic = { mainStreamMeanMs: 1e12 };
  await assert.rejects(connect({ traffic }), {
    code: 'INVALID_OPTION',
    message: /mainStreamMeanMs/,
  });
});

for (const flags of [[], ['--disallow-code-generation-from-strings']]) {
  test(`a program ends by itself after close ${flags.join('')}`, TIMEOUT, async () => {
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [...flags, TEN_LINES, network.nymApi],
      { timeout: 60_000 },
    );
    assert.equal(stdout, 'hello, myself\n');
    assert.equal(stderr, '');
  });
}
