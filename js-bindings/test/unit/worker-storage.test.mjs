// Storages that a worker opens by itself: dedicated ones, and those that tabs share.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { IDBFactory } from 'fake-indexeddb';
import { memoryStorage } from '../../dist/index.js';
import { indexedDbStorage } from '../../dist/indexeddb-storage.js';
import { PLACE } from '../../dist/storage-place.js';
import { output, u8 } from './bytes.mjs';
import { command } from './fakes.mjs';
import { arrived, FakeWorker } from './worker-fakes.mjs';

const KEEPING = { [command.KEEP]: () => [output.storeSnapshot(1, u8(7))] };
/** As long as a key, so that it could be taken for one. */
const PASSPHRASE = 'open sesame, and open it quickly';
const OTHER = PASSPHRASE.toUpperCase();
const SHARED = { runIn: 'shared-worker' };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

/** A storage whose object in the page must not be used. */
function storage(name = 'me') {
  const made = indexedDbStorage(name, { waitMs: 0 });
  for (const method of ['load', 'replace', 'append', 'key', 'close']) {
    made[method] = () => assert.fail(`${method} was called in the page`);
  }
  return made;
}

async function stored(name = 'me') {
  const reader = indexedDbStorage(name, { waitMs: 0 });
  const state = await reader.load();
  await reader.close();
  return state;
}

/** How a state is protected, as the core is told. */
function protectionGiven(worker) {
  return worker.core.inputs.find(([kind]) => kind === command.KEEP)[17];
}

test('a worker opens the storage itself and closes it with the client', async () => {
  const worker = new FakeWorker(KEEPING);
  const client = await worker.page().connect({ storage: storage() });
  assert.equal(protectionGiven(worker), 1, 'under the key of the database');
  await client.close();
  assert.deepEqual((await stored()).snapshot, u8(7));
});

test('what the worker finds wrong with the storage keeps its code', async () => {
  const holder = indexedDbStorage('me', { waitMs: 0 });
  await holder.load();
  const page = new FakeWorker().page();
  const connecting = page.connect({ storage: storage() });
  if (globalThis.navigator?.locks === undefined) {
    await (await connecting).close(); // this Node has no Web Locks: the newer one has it
  } else {
    await assert.rejects(connecting, { code: 'STORAGE_IN_USE', message: /another tab/ });
    assert.ok(page.isEnded);
  }
  await holder.close();
});

test('tabs share a client with a storage, and the last one leaves it free', async () => {
  const worker = new FakeWorker(KEEPING);
  const options = { ...SHARED, passphrase: PASSPHRASE };
  const [first, second] = await Promise.all(
    [worker.page(), worker.page()].map((page) => page.connect({ ...options, storage: storage() })),
  );
  assert.equal(worker.cores.length, 1);
  await first.close();
  await second.close();
  assert.deepEqual((await stored()).snapshot, u8(7));
});

test('a tab with another storage or another secret is refused the shared client', async () => {
  const worker = new FakeWorker(KEEPING);
  const right = { ...SHARED, passphrase: PASSPHRASE };
  const first = await worker.page().connect({ ...right, storage: storage() });
  const wrong = [
    { ...right, storage: storage('you') },
    SHARED,
    { ...right, passphrase: OTHER, storage: storage() },
    { ...SHARED, storage: storage() },
    { ...SHARED, storageKey: new TextEncoder().encode(PASSPHRASE), storage: storage() },
  ];
  for (const options of wrong) {
    const page = worker.page();
    await assert.rejects(page.connect(options), { code: 'OPTIONS_DIFFER' });
    assert.ok(page.isEnded && page.isReleased);
  }
  const joined = await worker.page().connect({ ...right, storage: storage() });
  assert.equal(worker.cores.length, 1);
  await first.close();
  await joined.close();
});

test('a refused tab leaves no client behind that nobody waits for', async () => {
  const worker = new FakeWorker(KEEPING);
  let load;
  worker.loaded = new Promise((resolve) => {
    load = resolve;
  });
  const ending = new AbortController();
  const options = { ...SHARED, storage: storage(), passphrase: PASSPHRASE };
  const first = worker.page().connect({ ...options, signal: ending.signal });
  await arrived();
  const second = worker.page().connect({ ...options, passphrase: OTHER });
  const refused = assert.rejects(second, { code: 'OPTIONS_DIFFER' });
  ending.abort();
  await assert.rejects(first, { name: 'AbortError' });
  await arrived();
  load();
  await refused;
  await arrived();
  assert.ok(worker.core.isFreed);
});

test('the tab that began the client hears of what goes on from an earlier run', async () => {
  const worker = new FakeWorker({
    [command.KEEP]: () => [output.resumed(1, 1_700_000_000_000)],
  });
  const options = { ...SHARED, storage: storage() };
  const first = await worker.page().connect(options);
  const second = await worker.page().connect(options);
  assert.deepEqual([first.resumed.length, second.resumed.length], [1, 0]);
  worker.say(output.sent(1), output.acknowledged(1));
  await first.resumed[0].receipt.acknowledged;
  await first.close();
  await second.close();
});

test('with a storage the messages of a tab that has gone go on', async () => {
  const worker = new FakeWorker(KEEPING);
  const options = { ...SHARED, storage: storage() };
  const first = await worker.page().connect(options);
  const second = await worker.page().connect(options);
  first.send('you', 'x', { anonymous: false });
  await arrived();
  await first.close();
  assert.equal(worker.core.kinds().includes(command.CANCEL), false);
  const receipt = second.send('you', 'y', { anonymous: false });
  await arrived();
  worker.say(output.sent(1), output.acknowledged(1), output.sent(2), output.acknowledged(2));
  await receipt.acknowledged;
  assert.equal(receipt.state, 'acknowledged');
  await second.close();
});

test('a last tab that vanishes ends the client as a kill does, and leaves the storage free', async () => {
  const worker = new FakeWorker(KEEPING);
  const page = worker.page();
  await page.connect({ ...SHARED, storage: storage() });
  worker.vanish(page);
  await arrived();
  assert.ok(worker.core.isFreed);
  // Told of its end, the core would store that the page has what it was given last.
  assert.equal(worker.core.kinds().includes(command.CLOSE), false);
  assert.deepEqual((await stored()).snapshot, u8(7));
});

test('a last tab that closes the client lets the core store its end', async () => {
  const worker = new FakeWorker(KEEPING);
  const client = await worker.page().connect({ ...SHARED, storage: storage() });
  await client.close();
  assert.ok(worker.core.kinds().includes(command.CLOSE));
});

test('only a storage with a place can be shared', async () => {
  assert.deepEqual(storage()[PLACE], { kind: 'indexeddb', name: 'me', waitMs: 0 });
  await assert.rejects(new FakeWorker().page().connect({ ...SHARED, storage: memoryStorage() }), {
    code: 'INVALID_OPTION',
    message: /^storage: expected indexedDbStorage/,
  });
});
