import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PeapodError } from '../../dist/index.js';
import { indexedDbStorage } from '../../dist/indexeddb-storage.js';
import { checkOptions } from '../../dist/options.js';
import { text, u8 } from './bytes.mjs';
import {
  allIn,
  databaseNames,
  engine,
  openDirectly,
  putDirectly,
  storageIn,
} from './databases.mjs';
import { FakeWebSocket, settled } from './fakes.mjs';

test('what is stored is there for the next one', async () => {
  const site = engine();
  const storage = storageIn(site);
  assert.equal(await storage.load(), undefined);
  await storage.replace(u8(1));
  await storage.append(u8(2));
  await storage.append(Uint8Array.of(3, 4));
  await storage.close();
  const next = storageIn(site);
  assert.deepEqual(await next.load(), { snapshot: u8(1), journal: Uint8Array.of(2, 3, 4) });
  await next.replace(u8(5));
  await next.close();
  assert.deepEqual(await next.load(), { snapshot: u8(5), journal: new Uint8Array(0) });
  assert.deepEqual(await databaseNames(site), ['peapod:me']);
});

test('clients of other names have nothing in common', async () => {
  const site = engine();
  const [one, two] = ['one', 'two'].map((name) => storageIn(site, name));
  await one.load();
  await one.replace(u8(1));
  assert.equal(await two.load(), undefined);
  assert.notDeepEqual(await one.key(), await two.key());
});

test('only what was given is stored, as it was then', async () => {
  const site = engine();
  const storage = storageIn(site);
  await storage.load();
  const whole = Uint8Array.of(1, 2, 3, 4);
  const storing = storage.replace(whole.subarray(1, 3));
  whole.fill(9);
  await storing;
  const [, stored] = await allIn(site, 'state');
  assert.deepEqual(stored, Uint8Array.of(2, 3));
  assert.equal(stored.buffer.byteLength, 2);
});

test('every transaction asks for the disk', async () => {
  const site = engine();
  const storage = storageIn(site);
  await storage.load();
  const database = await openDirectly(site);
  const { prototype } = database.constructor;
  const { transaction } = prototype;
  const asked = [];
  prototype.transaction = function (...args) {
    asked.push(args.slice(1));
    return transaction.apply(this, args);
  };
  try {
    await storage.replace(u8(1));
    await storage.append(u8(2));
  } finally {
    prototype.transaction = transaction;
  }
  const strict = ['readwrite', { durability: 'strict' }];
  assert.deepEqual(asked, [strict, strict]);
});

test('its own key is the same each time, and can be used but not read', async () => {
  const site = engine();
  const storage = storageIn(site);
  await storage.load();
  const key = await storage.key();
  assert.equal(key.length, 32);
  assert.deepEqual(await storage.key(), key);
  await storage.close();
  await storage.load();
  assert.deepEqual(await storage.key(), key);
  const kept = (await allIn(site, 'state')).find((value) => value instanceof CryptoKey);
  assert.deepEqual([kept.extractable, kept.algorithm.name], [false, 'HMAC']);
  await assert.rejects(crypto.subtle.exportKey('raw', kept), { name: 'InvalidAccessError' });
});

test('a second client of the site is refused until the first lets go', async () => {
  const site = engine();
  const [first, second] = [storageIn(site), storageIn(site)];
  await first.load();
  await assert.rejects(second.load(), {
    code: 'STORAGE_IN_USE',
    retryable: true,
    message: /another tab.*runIn: 'shared-worker'.*another name/,
  });
  await first.replace(u8(1));
  await first.close();
  assert.deepEqual((await second.load()).snapshot, u8(1));
});

test('a second client that waits gets the storage once the first lets go', async () => {
  const site = engine();
  const [first, second] = [storageIn(site), storageIn(site, 'me', 60_000)];
  await first.load();
  const loading = second.load();
  await settled();
  await first.replace(u8(1));
  await first.close();
  assert.deepEqual((await loading).snapshot, u8(1));
});

test('a wait that is over says that the storage is in use', async () => {
  const site = engine();
  await storageIn(site).load();
  const loading = storageIn(site, 'me', 60_000).load();
  await settled();
  site.locks.patience.abort(new DOMException('too long', 'TimeoutError'));
  await assert.rejects(loading, { code: 'STORAGE_IN_USE' });
});

test('the same object cannot be used twice at a time, and again later', async () => {
  const storage = storageIn(engine({ locks: undefined }));
  await storage.load();
  await assert.rejects(storage.load(), { code: 'STORAGE_IN_USE', message: /of this page/ });
  await storage.close();
  await storage.load();
  await storage.close();
  await storage.close();
  await assert.rejects(storage.append(u8(1)), { message: 'it is closed' });
});

test('where there are no locks the newer client has it, and the older one is told', async () => {
  const site = engine({ locks: undefined });
  const [older, newer] = [storageIn(site), storageIn(site)];
  await older.load();
  await older.replace(text('older'));
  await newer.load();
  for (const act of [() => older.append(u8(1)), () => older.replace(u8(1)), () => older.key()]) {
    await assert.rejects(act, { code: 'STORAGE_IN_USE', message: /took it over/ });
  }
  await newer.append(text('newer'));
  await newer.close();
  assert.deepEqual(await storageIn(site).load(), {
    snapshot: text('older'),
    journal: text('newer'),
  });
});

test('what other programs put there is damage, and nothing is changed', async () => {
  for (const [store, value, key] of [
    ['state', 'text', 'snapshot'],
    ['journal', 'text', 1],
  ]) {
    const site = engine();
    const storage = storageIn(site);
    await storage.load();
    await storage.close();
    await putDirectly(site, store, value, key);
    const before = await allIn(site, 'state');
    await assert.rejects(storage.load(), { code: 'STATE_DAMAGED' });
    assert.deepEqual(await allIn(site, 'state'), before);
  }
});

test('a name and a wait are checked', () => {
  for (const name of [undefined, '', 7]) {
    assert.throws(() => indexedDbStorage(name), { code: 'INVALID_ARGUMENT', message: /^name: / });
  }
  for (const options of [
    null,
    { waitMs: -1 },
    { waitMs: Number.NaN },
    { waitMs: '1' },
    { wait: 1 },
  ]) {
    assert.throws(() => indexedDbStorage('me', options), { code: 'INVALID_OPTION' });
  }
});

test('it is a storage that each place of a client takes', () => {
  const storage = indexedDbStorage('me', { waitMs: 0 });
  for (const runIn of ['here', 'worker', 'shared-worker']) {
    const checked = checkOptions({
      network: { nymApi: 'http://directory/api' },
      ...(runIn === 'here' && { webSocket: FakeWebSocket }),
      runIn,
      storage,
    });
    assert.equal(checked.storage, storage);
  }
});

test('where there is no IndexedDB it says what else there is', async () => {
  await assert.rejects(indexedDbStorage('me').load(), (fault) => {
    assert.ok(PeapodError.is(fault));
    assert.match(fault.message, /no IndexedDB here.*fileStorage/);
    return fault.code === 'STORAGE_FAILED';
  });
});
