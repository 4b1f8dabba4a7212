import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { MixnetClient, MixnetMessage, PeapodError } from '../../dist/index.js';
import { newEnvelopeId, putInEnvelope } from '../../dist/request-envelope.js';
import { output, text } from './bytes.mjs';
import { command, FakeCore, FakePlatform, FakeWebSocket, settled } from './fakes.mjs';

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

test('a client that the core ends by itself says why', async () => {
  readyCore();
  const client = await connect();
  const errors = [];
  client.addEventListener('error', ({ detail }) => errors.push(detail.code));
  const sending = client.send('x', 'y');
  const results = Promise.allSettled([sending, client.send('x', 'y').acknowledged]);
  say(output.startFailed('ADDRESS_IN_USE', 'another one is there'));
  for (const { reason } of await results) {
    assert.equal(reason.code, 'ADDRESS_IN_USE');
  }
  assert.deepEqual(errors, ['ADDRESS_IN_USE']);
  assert.equal(client.state, 'closed');
  await assert.rejects(client.send('x', 'y'), { code: 'ADDRESS_IN_USE' });
});

test('another view of the network is an event', async () => {
  readyCore();
  const client = await connect();
  const heard = [];
  client.addEventListener('topology', ({ detail }) => heard.push(detail));
  say(output.topology(7, 3, 42));
  assert.deepEqual(heard, [{ epoch: 7, rotation: 3, nodes: 42 }]);
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

test('what came before anybody listened goes to the first listener, in order', async () => {
  readyCore();
  const client = await connect();
  say(output.received(text('1')), output.received(text('2')));
  const heard = [];
  client.addEventListener('message', ({ detail }) => heard.push(detail.text()));
  say(output.received(text('3')));
  assert.deepEqual(heard, ['1', '2', '3']);
  client.addEventListener('message', () => {});
  await settled();
  assert.equal(heard.length, 3, 'each comes once');
});

test('what came before anybody listened is told without waiting for the next message', async () => {
  readyCore();
  const client = await connect();
  say(output.received(text('1')));
  const heard = [];
  client.addEventListener('message', ({ detail }) => heard.push(detail.text()));
  assert.deepEqual(heard, [], 'not while the program still sets itself up');
  await settled();
  assert.deepEqual(heard, ['1']);
});

const isListened = [
  ['nobody listens', []],
  ['a listener came first', ['before']],
  ['a listener comes next', ['after']],
];
for (const [when, listening] of isListened) {
  test(`requests from before a client serves are served when ${when}`, async () => {
    readyCore();
    const client = await connect();
    const tag = new Uint8Array(16);
    const envelope = { kind: 'request', id: newEnvelopeId(), content: text('question') };
    say(output.received(text('1'), tag), output.received(putInEnvelope(envelope), tag));
    const heard = [];
    const listen = () =>
      client.addEventListener('message', ({ detail }) => heard.push(detail.text()));
    if (listening.includes('before')) {
      listen();
    }
    const asked = [];
    const serving = client.serve((message) => void asked.push([message.text(), serving.counts]));
    if (listening.includes('after')) {
      listen();
    }
    await settled();
    assert.deepEqual(
      asked.map(([question]) => question),
      ['question'],
    );
    if (listening.length === 0) {
      const loop = client[Symbol.asyncIterator]();
      assert.equal((await loop.next()).value.text(), '1', 'other messages wait on');
    } else {
      assert.deepEqual(heard, ['1']);
    }
  });
}

test('a loop beside a listener reads what came before both', async () => {
  readyCore();
  const client = await connect();
  say(output.received(text('1')));
  const heard = [];
  client.addEventListener('message', ({ detail }) => heard.push(detail.text()));
  const loop = client[Symbol.asyncIterator]();
  assert.equal((await loop.next()).value.text(), '1');
  assert.deepEqual(heard, []);
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
    { realSent: 1, lateAnswers: 0 },
    { realSent: 2, lateAnswers: 0 },
  ]);
});

test('close ends sends, loops and counters, and may be called again', async () => {
  const client = await connect();
  const sending = client.send('x', 'y');
  const counting = client.stats();
  const loop = client[Symbol.asyncIterator]().next();
  const results = Promise.allSettled([sending.sent, counting, loop]);
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
