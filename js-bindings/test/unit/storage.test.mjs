import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { MixnetClient, memoryStorage } from '../../dist/index.js';
import { checkOptions } from '../../dist/options.js';
import { join, output, text, u8, u16, u32 } from './bytes.mjs';
import { bodyOf, command, FakeCore, FakePlatform, FakeWebSocket, settled } from './fakes.mjs';

const OPTIONS = { network: { nymApi: 'http://directory/api' }, webSocket: FakeWebSocket };

let platform;
let core;

beforeEach(() => {
  platform = new FakePlatform();
  core = new FakeCore();
  coreStarts();
});

/** What the core says at its start, and that it then wants to be woken, so as to say more. */
function coreStarts(...first) {
  core.on[command.START] = () => [
    ...first,
    output.stage(4),
    output.ready('me.enc@gw'),
    output.wake(platform.now + 1),
  ];
}

function connect(options) {
  const environment = {
    platform: () => platform,
    createCoreClient: async () => ({ core, backend: 'wasm' }),
  };
  return MixnetClient.connectIn(environment, { ...OPTIONS, ...options });
}

function say(...outputs) {
  core.on[command.WAKE] = () => [...outputs, output.wake(platform.now + 1)];
  platform.advance(1);
}

/** A storage whose calls end when the test says so. */
function slowStorage() {
  const calls = [];
  const call = (method) => (bytes) =>
    new Promise((resolve, reject) => calls.push({ method, bytes, resolve, reject }));
  return {
    calls,
    storage: { load: async () => undefined, replace: call('replace'), append: call('append') },
  };
}

const stored = () => core.inputs.filter(([kind]) => kind === command.STORED).map(bodyOf);

test('a memory storage gives back what it was given', async () => {
  const storage = memoryStorage();
  assert.equal(await storage.load(), undefined);
  await storage.replace(u8(1));
  await storage.append(u8(2));
  await storage.append(u8(3));
  const first = await storage.load();
  assert.deepEqual(first, { snapshot: u8(1), journal: Uint8Array.of(2, 3) });
  assert.deepEqual(await memoryStorage(first).load(), first);
  await storage.replace(u8(4));
  assert.deepEqual(await storage.load(), { snapshot: u8(4), journal: new Uint8Array(0) });
  assert.deepEqual(first.journal, Uint8Array.of(2, 3));
});

test('what is stored reaches the core before its start', async () => {
  const storage = memoryStorage({ snapshot: u8(7), journal: Uint8Array.of(8, 9) });
  await connect({ storage, passphrase: 'pass' });
  assert.deepEqual(core.kinds().slice(0, 2), [command.KEEP, command.START]);
  const secret = join(u8(2), u16(4), text('pass'));
  assert.deepEqual(bodyOf(core.inputs[0]), join(secret, u32(1), Uint8Array.of(7, 8, 9)));
});

test('without a storage nothing is kept', async () => {
  await connect({});
  assert.ok(!core.kinds().includes(command.KEEP));
});

test('orders are carried out one after the other, and told when they are', async () => {
  const { calls, storage } = slowStorage();
  coreStarts(output.storeSnapshot(1, u8(1)));
  await connect({ storage });
  say(output.storeAppend(2, u8(2)));
  say(output.storeAppend(3, u8(3)));
  assert.deepEqual(
    calls.map(({ method, bytes }) => [method, bytes]),
    [['replace', u8(1)]],
  );
  assert.deepEqual(stored(), []);

  calls[0].resolve();
  await settled();
  assert.deepEqual(stored(), [u32(1)]);
  assert.deepEqual([calls[1].method, calls[1].bytes], ['append', Uint8Array.of(2, 3)]);

  calls[1].resolve();
  await settled();
  assert.deepEqual(stored(), [u32(1), u32(3)]);
});

test('what waits in front of a snapshot is left out, for it is part of it', async () => {
  const { calls, storage } = slowStorage();
  coreStarts(output.storeSnapshot(1, u8(1)));
  await connect({ storage });
  say(output.storeAppend(2, u8(2)), output.storeSnapshot(3, u8(3)), output.storeAppend(4, u8(4)));
  calls[0].resolve();
  await settled();
  assert.deepEqual([calls[1].method, calls[1].bytes], ['replace', u8(3)]);
  calls[1].resolve();
  await settled();
  assert.deepEqual([calls[2].method, calls[2].bytes], ['append', u8(4)]);
  assert.deepEqual(stored(), [u32(1)]);
  calls[2].resolve();
  await settled();
  assert.deepEqual(stored(), [u32(1), u32(4)]);
});

test('a storage that fails is told to the core, and nothing more is stored', async () => {
  const { calls, storage } = slowStorage();
  coreStarts(output.storeSnapshot(1, u8(1)));
  await connect({ storage });
  calls[0].reject(new Error('disk full'));
  await settled();
  const told = core.inputs.find(([kind]) => kind === command.STORE_FAILED);
  const message = "the storage's replace() failed: disk full; mend it and connect again";
  assert.deepEqual(bodyOf(told), join(u32(1), text(message)));
  say(output.storeAppend(2, u8(2)));
  assert.equal(calls.length, 1);
});

test('a client is closed only when the last order is carried out', async () => {
  const { calls, storage } = slowStorage();
  const client = await connect({ storage });
  core.on[command.CLOSE] = () => [output.storeSnapshot(9, u8(9)), output.closed()];
  let isClosed = false;
  const closing = client.close().then(() => {
    isClosed = true;
  });
  await settled();
  assert.equal(isClosed, false);
  calls[0].resolve();
  await closing;
});

test('messages of an earlier run go on, each with its receipt', async () => {
  coreStarts(output.resumed(1, 1_700_000_000_000));
  const client = await connect({ storage: memoryStorage() });
  const [{ receipt, queuedAt }] = client.resumed;
  assert.equal(queuedAt.getTime(), 1_700_000_000_000);
  const next = client.send('a.b@c', 'x');
  assert.deepEqual(bodyOf(core.last()).subarray(0, 4), u32(2), 'its number is not used again');
  say(output.sent(1), output.acknowledged(1), output.sent(2), output.acknowledged(2));
  await receipt.acknowledged;
  await next.acknowledged;
});

test('a message that may have been here before says so', async () => {
  const client = await connect({});
  const messages = [];
  client.addEventListener('message', ({ detail }) => messages.push(detail));
  say(
    output.received(text('1'), undefined, { id: 5 }),
    output.received(text('2'), undefined, { id: 6, isAgain: true }),
  );
  assert.deepEqual(
    messages.map(({ id, isRedelivered }) => [id, isRedelivered]),
    [
      [5, false],
      [6, true],
    ],
  );
});

test('a storage that cannot be read fails the start', async () => {
  const fails = (load) => ({ ...memoryStorage(), load });
  const cause = new Error('gone');
  await assert.rejects(connect({ storage: fails(() => Promise.reject(cause)) }), {
    code: 'STORAGE_FAILED',
    cause,
  });
  await assert.rejects(connect({ storage: fails(async () => ({ snapshot: 'text' })) }), {
    code: 'INVALID_OPTION',
  });
});

test('options about the state are checked and secrets never shown', () => {
  const storage = memoryStorage();
  const cases = [
    { storage: {} },
    { storage: null },
    { passphrase: 'sesame' },
    { storageKey: new Uint8Array(32) },
    { storage, passphrase: 'sesame', storageKey: new Uint8Array(32) },
    { storage, passphrase: 7 },
    { storage, passphrase: 'sesame'.repeat(20_000) },
    { storage, storageKey: new Uint8Array(31) },
    { storage, storageKey: 'sesame' },
  ];
  for (const given of cases) {
    assert.throws(
      () => checkOptions({ ...OPTIONS, ...given }),
      (error) => error.code === 'INVALID_OPTION' && !error.message.includes('sesame'),
    );
  }
});
