// When a client opens and closes its storage, and whose key it uses.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { MixnetClient, memoryStorage, PeapodError } from '../../dist/index.js';
import { checkOptions } from '../../dist/options.js';
import { join, output, u8, u16, u32 } from './bytes.mjs';
import { bodyOf, command, FakeCore, FakePlatform, FakeWebSocket, settled } from './fakes.mjs';

const OPTIONS = { network: { nymApi: 'http://directory/api' }, webSocket: FakeWebSocket };
const KEY = new Uint8Array(32).fill(5);

let core;
let createCoreClient;

beforeEach(() => {
  core = new FakeCore({ [command.START]: () => [output.stage(4), output.ready('me.enc@gw')] });
  createCoreClient = async () => ({ core, backend: 'wasm' });
});

function connect(options) {
  const platform = new FakePlatform();
  const environment = { platform: () => platform, createCoreClient: () => createCoreClient() };
  return MixnetClient.connectIn(environment, { ...OPTIONS, ...options });
}

/** A memory storage that writes down when it is loaded and closed, with methods to put in place. */
function lockable(own = {}) {
  const memory = memoryStorage();
  const calls = [];
  return {
    ...memory,
    calls,
    async load() {
      calls.push('load');
      return memory.load();
    },
    async close() {
      await settled(); // as a real one, it takes its time
      calls.push('close');
    },
    ...own,
  };
}

test('a storage is closed with its client, before that is closed', async () => {
  let release;
  const storage = lockable({
    close: () =>
      new Promise((resolve) => {
        release = resolve;
      }),
  });
  const client = await connect({ storage });
  let isClosed = false;
  const closing = client.close().then(() => {
    isClosed = true;
  });
  await settled();
  assert.equal(isClosed, false);
  release();
  await closing;
});

test('a storage that cannot be closed keeps no client from closing', async () => {
  const client = await connect({
    storage: lockable({ close: () => Promise.reject(new Error('no')) }),
  });
  await client.close();
  assert.equal(client.state, 'closed');
});

test('a storage is closed when the core crashes', async () => {
  const storage = lockable();
  core.on[command.START] = () => {
    throw new Error('trap');
  };
  await assert.rejects(connect({ storage }), { code: 'CORE_CRASHED' });
  assert.deepEqual(storage.calls, ['load', 'close']);
});

test('after a failed start the storage is free when connect rejects', async () => {
  const storage = lockable();
  core.on[command.START] = () => [output.startFailed('NO_GATEWAY', 'none')];
  await assert.rejects(connect({ storage }), { code: 'NO_GATEWAY' });
  assert.deepEqual(storage.calls, ['load', 'close']);
});

test('where the core cannot be loaded the storage is free when connect rejects', async () => {
  const storage = lockable();
  createCoreClient = () => Promise.reject(new PeapodError('CORE_LOAD_FAILED', 'gone'));
  await assert.rejects(connect({ storage }), { code: 'CORE_LOAD_FAILED' });
  assert.deepEqual(storage.calls, ['load', 'close']);
});

test('after an aborted start the storage is free when connect rejects', async () => {
  core.on[command.START] = () => [];
  const storage = lockable();
  const abort = new AbortController();
  const starting = connect({ storage, signal: abort.signal });
  await settled();
  abort.abort(new Error('enough'));
  await assert.rejects(starting, { message: 'enough' });
  assert.deepEqual(storage.calls, ['load', 'close']);
});

test('a storage that opens after the start was aborted is closed again', async () => {
  let open;
  const storage = lockable({
    load: () =>
      new Promise((resolve) => {
        open = resolve;
      }),
  });
  const abort = new AbortController();
  const starting = connect({ storage, signal: abort.signal });
  abort.abort();
  await assert.rejects(starting, { name: 'AbortError' });
  open(undefined);
  await settled();
  await settled();
  assert.deepEqual(storage.calls, ['close']);
});

test('a storage in use is told as such, and is not closed for its holder', async () => {
  const fault = new PeapodError('STORAGE_IN_USE', 'the other tab has it');
  const storage = lockable({ load: () => Promise.reject(fault) });
  await assert.rejects(connect({ storage }), fault);
  assert.equal(fault.retryable, true);
  assert.deepEqual(storage.calls, []);
});

test("a storage's own key is used where the caller gives no secret", async () => {
  const storage = lockable({ key: async () => KEY });
  await connect({ storage });
  assert.deepEqual(bodyOf(core.inputs[0]), join(u8(1), u16(32), KEY, u32(0)));
  assert.deepEqual(KEY, new Uint8Array(32).fill(5), 'it is not wiped for the storage');
});

test("a storage's own key is not asked for where the caller gives a secret", async () => {
  const key = () => assert.fail('asked');
  await connect({ storage: lockable({ key }), storageKey: new Uint8Array(32) });
  await connect({ storage: lockable({ key }), passphrase: 'sesame' });
});

test('a storage whose own key fails is closed again', async () => {
  const cause = new Error('no crypto');
  const cases = [
    [() => Promise.reject(cause), { code: 'STORAGE_FAILED', cause }],
    [async () => new Uint8Array(31), { code: 'INVALID_OPTION' }],
  ];
  for (const [key, expected] of cases) {
    const storage = lockable({ key });
    await assert.rejects(connect({ storage }), expected);
    assert.deepEqual(storage.calls, ['load', 'close']);
  }
});

test('a storage that gives something else than bytes is closed again', async () => {
  const storage = lockable({ load: async () => ({ snapshot: 'text' }) });
  await assert.rejects(connect({ storage }), { code: 'INVALID_OPTION' });
  assert.deepEqual(storage.calls, ['close']);
});

test('an empty snapshot is damage and no new client', async () => {
  const nothing = new Uint8Array(0);
  const storage = lockable({ load: async () => ({ snapshot: nothing, journal: nothing }) });
  await assert.rejects(connect({ storage }), { code: 'STATE_DAMAGED' });
  assert.deepEqual(storage.calls, ['close']);
});

test('key and close of a storage must be methods where they are there', () => {
  for (const own of [{ key: KEY }, { close: true }]) {
    const given = { ...OPTIONS, storage: { ...memoryStorage(), ...own } };
    assert.throws(() => checkOptions(given), { code: 'INVALID_OPTION' });
  }
});
