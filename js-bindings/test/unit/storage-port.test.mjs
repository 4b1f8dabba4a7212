import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryStorage, PeapodError } from '../../dist/index.js';
import { StorageServer, storageAt } from '../../dist/worker/storage-port.js';
import { arrived } from './worker-fakes.mjs';

/** A storage that can be closed, and how often that was done. */
function closable(methods = {}) {
  const storage = { ...memoryStorage(), ...methods, closed: 0 };
  storage.close = async () => {
    storage.closed++;
  };
  return storage;
}

test('each method reaches the storage, and each answer comes back', async () => {
  const key = new Uint8Array(32).fill(3);
  const storage = closable({ key: async () => key });
  const server = new StorageServer(storage);
  const remote = storageAt(server.address);
  assert.equal(await remote.load(), undefined);
  await remote.replace(Uint8Array.of(1));
  await remote.append(Uint8Array.of(2));
  const stored = { snapshot: Uint8Array.of(1), journal: Uint8Array.of(2) };
  assert.deepEqual(await remote.load(), stored);
  assert.deepEqual(await remote.key(), key);
  await remote.close();
  server.end();
  await arrived();
  assert.equal(storage.closed, 1);
});

test('a storage without key and close has none in the worker', () => {
  const server = new StorageServer(memoryStorage());
  const remote = storageAt(server.address);
  assert.deepEqual([remote.key, remote.close], [undefined, undefined]);
  server.end();
});

test('a fault crosses with its text, and its code if it has one', async () => {
  const faults = [new PeapodError('STATE_DAMAGED', 'torn'), new Error('full'), 'odd'];
  const server = new StorageServer({ load: () => Promise.reject(faults.shift()) });
  const remote = storageAt(server.address);
  await assert.rejects(remote.load(), { code: 'STATE_DAMAGED', message: 'torn' });
  await assert.rejects(remote.load(), { name: 'Error', message: 'full' });
  await assert.rejects(remote.load(), { message: 'odd' });
  server.end();
});

test('a worker that ends without closing the storage does not keep it', async () => {
  let load;
  const loading = new Promise((resolve) => {
    load = resolve;
  });
  const storage = closable({ load: () => loading });
  const server = new StorageServer(storage);
  storageAt(server.address).load();
  await arrived();
  server.end();
  await arrived();
  assert.equal(storage.closed, 0, 'it is not open yet');
  load(undefined);
  await arrived();
  assert.equal(storage.closed, 1);
});

test('a storage that was never opened is not closed', async () => {
  const storage = closable();
  new StorageServer(storage).end();
  await arrived();
  assert.equal(storage.closed, 0);
});
