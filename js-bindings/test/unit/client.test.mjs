import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { MixnetClient, MixnetMessage, PeapodError } from '../../dist/index.js';
import { join, output, text, u16, u32 } from './bytes.mjs';
import { bodyOf, command, FakeCore, FakePlatform, FakeWebSocket, settled } from './fakes.mjs';

const OPTIONS = { network: { nymApi: 'http://directory/api' }, webSocket: FakeWebSocket };
const ADDRESS = 'me.enc@gw';

let platform;
let core;

beforeEach(() => {
  platform = new FakePlatform();
  core = new FakeCore({ [command.START]: () => [output.stage(4), output.ready(ADDRESS)] });
});

function connect(options = {}) {
  const environment = {
    platform: () => platform,
    createCoreClient: async () => ({ core, backend: 'wasm' }),
  };
  return MixnetClient.connectIn(environment, { ...OPTIONS, ...options });
}

/** Lets the core say something out of turn, by way of a wake-up. */
function say(...outputs) {
  core.on[command.WAKE] = () => [...outputs, output.wake(platform.now + 1)];
  platform.advance(1);
}

/** A core that asks for a wake-up at its start, so that tests can make it speak. */
function readyCore() {
  core.on[command.START] = () => [
    output.stage(4),
    output.ready(ADDRESS),
    output.wake(platform.now + 1),
  ];
}

test('connect resolves when the core is ready', async () => {
  const client = await connect();
  assert.ok(client instanceof MixnetClient);
  assert.equal(client.address, ADDRESS);
  assert.equal(client.state, 'ready');
  assert.equal(client.backend, 'wasm');
});

test('each stage of the start is told as it begins', async () => {
  core.on[command.START] = () => [
    output.stage(1),
    output.stage(2),
    output.stage(3),
    output.stage(4),
    output.ready(ADDRESS),
  ];
  const stages = [];
  await connect({ onProgress: (stage) => stages.push(stage) });
  assert.deepEqual(stages, [
    'loading',
    'directory',
    'gateway-socket',
    'gateway-handshake',
    'ready',
  ]);
});

test('what comes after the start is not told as progress', async () => {
  readyCore();
  const stages = [];
  const states = [];
  const client = await connect({ onProgress: (stage) => stages.push(stage) });
  client.addEventListener('state', ({ detail }) => states.push(detail));
  say(output.stage(5), output.stage(5), output.stage(4));
  await client.close();
  assert.deepEqual(stages, ['loading', 'ready']);
  assert.deepEqual(states, ['reconnecting', 'ready', 'closed']);
});

test('a failed start rejects with the code and the stage', async () => {
  core.on[command.START] = () => [
    output.stage(1),
    output.stage(2),
    output.stage(6),
    output.startFailed('GATEWAY_UNREACHABLE', 'it did not open'),
  ];
  await assert.rejects(connect(), (error) => {
    assert.ok(PeapodError.is(error));
    assert.equal(error.code, 'GATEWAY_UNREACHABLE');
    assert.equal(error.stage, 'gateway-socket');
    assert.equal(error.retryable, true);
    assert.equal(error.message, 'it did not open');
    return true;
  });
  assert.equal(core.isFreed, true);
});

test('a core that crashes at its start rejects', async () => {
  core.on[command.START] = () => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  await assert.rejects(connect(), { code: 'CORE_CRASHED' });
});

test('bad options reject before anything is begun', async () => {
  await assert.rejects(connect({ gateway: 5 }), { code: 'INVALID_OPTION' });
  assert.deepEqual(core.inputs, []);
});

test('an aborted signal ends the start, before and during it', async () => {
  const reason = new Error('no more');
  await assert.rejects(connect({ signal: AbortSignal.abort(reason) }), reason);
  core.on[command.START] = () => [output.openSocket(1, 'ws://gateway')];
  const abort = new AbortController();
  const connecting = connect({ signal: abort.signal });
  await settled();
  abort.abort(reason);
  await assert.rejects(connecting, reason);
  assert.deepEqual(core.kinds(), [command.START, command.CLOSE]);
  assert.equal(FakeWebSocket.made[0].closedWith, 1000);
});

test('a signal that aborts while the core loads ends the start', async () => {
  const abort = new AbortController();
  const connecting = connect({ signal: abort.signal });
  abort.abort();
  await assert.rejects(connecting, { name: 'AbortError' });
  assert.equal(core.isFreed, true);
});

test('send resolves when all packets have left', async () => {
  const client = await connect();
  let isSent = false;
  core.on[command.SEND] = () => [];
  const sending = client.send('a.b@c', 'é').then(() => {
    isSent = true;
  });
  await settled();
  assert.equal(isSent, false);
  assert.deepEqual(bodyOf(core.last()), join(u32(1), u16(5), text('a.b@c'), text('é')));
  core.on[command.STATS] = () => [output.sent(1), output.stats({})];
  await client.stats();
  await sending;
  assert.equal(isSent, true);
});

test('every kind of data is sent as its bytes', async () => {
  core.on[command.SEND] = (bytes) => [
    output.sent(new DataView(bytes.buffer, bytes.byteOffset).getUint32(17)),
  ];
  const client = await connect();
  const dataOf = () => bodyOf(core.last()).subarray(7);
  const cases = [
    ['', []],
    ['\u0000ä', [0, 0xc3, 0xa4]],
    [Uint8Array.of(1, 2), [1, 2]],
    [Uint8Array.of(1, 2, 3, 4).subarray(1, 3), [2, 3]],
    [Uint8Array.of(5, 6).buffer, [5, 6]],
    [new Uint16Array([0x0201]), [1, 2]],
    [new DataView(Uint8Array.of(7, 8, 9).buffer, 1), [8, 9]],
  ];
  for (const [data, bytes] of cases) {
    await client.send('x', data);
    assert.deepEqual([...dataOf()], bytes);
  }
});

test('what cannot be sent is refused', async () => {
  const client = await connect();
  for (const data of [undefined, null, 5, {}, [1]]) {
    await assert.rejects(client.send('x', data), { code: 'INVALID_ARGUMENT' });
  }
  const large = new Uint8Array(32 * 1024 * 1024 + 1);
  await assert.rejects(client.send('x', large), { code: 'MESSAGE_TOO_LARGE' });
  await assert.rejects(client.send(5, 'x'), { code: 'INVALID_ARGUMENT' });
  await assert.rejects(client.send('x'.repeat(70_000), 'x'), { code: 'INVALID_ADDRESS' });
  assert.deepEqual(core.kinds(), [command.START]);
});

test('a failed send rejects with the code of the core', async () => {
  core.on[command.SEND] = () => [output.sendFailed(1, 'QUEUE_FULL', 'no room')];
  const client = await connect();
  await assert.rejects(client.send('x', 'y'), { code: 'QUEUE_FULL', message: 'no room' });
});

test('a send whose signal aborts rejects with its reason', async () => {
  const client = await connect();
  await assert.rejects(client.send('x', 'y', { signal: AbortSignal.abort(new Error('no')) }), /no/);
  assert.deepEqual(core.kinds(), [command.START]);
  const abort = new AbortController();
  const sending = client.send('x', 'y', { signal: abort.signal });
  await settled();
  abort.abort(new Error('late'));
  await assert.rejects(sending, /late/);
  await assert.rejects(client.send('x', 'y', { signal: 5 }), { code: 'INVALID_OPTION' });
});

test('messages come as events', async () => {
  readyCore();
  const client = await connect();
  const heard = [];
  client.addEventListener('message', ({ detail }) => heard.push(detail));
  say(output.received(text('1')), output.received(text('2'), new Uint8Array(16)));
  assert.ok(heard[0] instanceof MixnetMessage);
  assert.deepEqual(
    heard.map((message) => message.text()),
    ['1', '2'],
  );
});

test('messages come through for await, those from before the loop too', async () => {
  readyCore();
  const client = await connect();
  say(output.received(text('1')));
  const heard = [];
  const loop = (async () => {
    for await (const message of client) {
      heard.push(message.text());
    }
  })();
  say(output.received(text('2')));
  await settled();
  assert.deepEqual(heard, ['1', '2']);
  await client.close();
  await loop;
});

test('a loop can be left and begun again without losing a message', async () => {
  readyCore();
  const client = await connect();
  say(output.received(text('1')), output.received(text('2')));
  for await (const message of client) {
    assert.equal(message.text(), '1');
    break;
  }
  say(output.received(text('3')));
  const loop = client[Symbol.asyncIterator]();
  assert.equal((await loop.next()).value.text(), '2');
  assert.equal((await loop.next()).value.text(), '3');
});

test('messages that a listener takes do not pile up for a loop', async () => {
  readyCore();
  const client = await connect();
  const listener = () => {};
  client.addEventListener('message', listener);
  say(output.received(text('1')));
  client.removeEventListener('message', listener);
  say(output.received(text('2')));
  const loop = client[Symbol.asyncIterator]();
  assert.equal((await loop.next()).value.text(), '2');
  client.addEventListener('message', listener);
  say(output.received(text('3')));
  assert.equal((await loop.next()).value.text(), '3');
});

test('a listener for one message does not swallow the next ones', async () => {
  readyCore();
  const client = await connect();
  let heard = 0;
  client.addEventListener('message', () => heard++, { once: true });
  say(output.received(text('1')), output.received(text('2')));
  assert.equal(heard, 1);
  const loop = client[Symbol.asyncIterator]();
  await loop.next();
  assert.equal((await loop.next()).value.text(), '2');
});

test('messages that nothing reads are lost loudly', async () => {
  readyCore();
  const client = await connect();
  const errors = [];
  client.addEventListener('error', ({ detail }) => errors.push(detail));
  say(...Array.from({ length: 1026 }, () => output.received(text('x'))));
  assert.deepEqual(
    errors.map(({ code, lost }) => [code, lost]),
    [
      ['MESSAGES_LOST', 1],
      ['MESSAGES_LOST', 1],
    ],
  );
  let read = 0;
  await assert.rejects(
    async () => {
      for await (const _ of client) {
        read++;
      }
    },
    { code: 'MESSAGES_LOST', lost: 2 },
  );
  assert.equal(read, 1024);
});

test('the counters are those of the core, in the order of asking', async () => {
  let asked = 0;
  core.on[command.STATS] = () => [output.stats({ realSent: ++asked })];
  const client = await connect();
  assert.deepEqual(await Promise.all([client.stats(), client.stats()]), [
    { realSent: 1 },
    { realSent: 2 },
  ]);
});

test('close ends sends, loops and counters, and may be called again', async () => {
  const client = await connect();
  const sending = client.send('x', 'y');
  const counting = client.stats();
  const loop = client[Symbol.asyncIterator]().next();
  const results = Promise.allSettled([sending, counting, loop]);
  await settled();
  await Promise.all([client.close(), client.close()]);
  await client.close();
  const [sent, counted, read] = await results;
  assert.equal(sent.reason.code, 'CLOSED');
  assert.equal(counted.reason.code, 'CLOSED');
  assert.equal(read.value.done, true);
  assert.equal(client.state, 'closed');
  assert.equal(core.isFreed, true);
  await assert.rejects(client.send('x', 'y'), { code: 'CLOSED' });
  await assert.rejects(client.stats(), { code: 'CLOSED' });
});

test('after a crash everything rejects with CORE_CRASHED', async () => {
  const client = await connect();
  const errors = [];
  client.addEventListener('error', ({ detail }) => errors.push(detail.code));
  const loop = client[Symbol.asyncIterator]().next();
  const sending = client.send('x', 'y');
  core.on[command.STATS] = () => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  const results = await Promise.allSettled([client.stats(), loop, sending]);
  for (const { reason } of results) {
    assert.equal(reason.code, 'CORE_CRASHED');
  }
  await assert.rejects(client.send('x', 'y'), { code: 'CORE_CRASHED' });
  assert.deepEqual(errors, ['CORE_CRASHED']);
  assert.equal(client.state, 'closed');
  await client.close();
});

test('await using closes, where the engine knows it', async () => {
  const client = await connect();
  await client[Symbol.asyncDispose]();
  assert.equal(client.state, 'closed');
});

test('importing the package does nothing', async () => {
  const before = process.getActiveResourcesInfo().length;
  await import('../../dist/index.js?again');
  assert.equal(process.getActiveResourcesInfo().length, before);
});
