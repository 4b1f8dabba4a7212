// A storage in an IndexedDB that fails, at each of its operations in turn and from outside.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forceCloseDatabase } from 'fake-indexeddb';
import { text, u8 } from './bytes.mjs';
import { allIn, breakAfter, engine, openDirectly, storageIn } from './databases.mjs';

const NOTHING = { snapshot: undefined, journal: '' };

/** Each call, and what must be stored from its end on. */
const CALLS = [
  ['replace', 'first', { snapshot: 'first', journal: '' }],
  ['append', 'abcd', { snapshot: 'first', journal: 'abcd' }],
  ['append', 'efg', { snapshot: 'first', journal: 'abcdefg' }],
  ['replace', 'second', { snapshot: 'second', journal: '' }],
  ['append', 'hij', { snapshot: 'second', journal: 'hij' }],
];

/** Runs until something fails; gives what was promised by then. */
async function runUntilFault(site) {
  const storage = storageIn(site);
  let promised = NOTHING;
  try {
    await storage.load();
    for (const [method, data, state] of CALLS) {
      await storage[method](text(data));
      promised = state;
    }
  } catch (fault) {
    assert.equal(fault.code, 'STORAGE_FAILED');
  }
  await storage.close();
  return promised;
}

async function stateIn(site) {
  const storage = storageIn(site);
  const stored = await storage.load();
  await storage.close();
  const read = (bytes) => new TextDecoder().decode(bytes);
  return stored ? { snapshot: read(stored.snapshot), journal: read(stored.journal) } : NOTHING;
}

/** A storage with something in it, and its site. */
async function opened(own) {
  const site = engine(own);
  const storage = storageIn(site);
  await storage.load();
  await storage.replace(u8(1));
  return { site, storage };
}

/** What a call says when each operation of its transaction fails so. */
async function faultOf(call, fail) {
  const counter = breakAfter(0, fail);
  try {
    return await call().then(
      () => assert.fail('it did not fail'),
      (fault) => fault,
    );
  } finally {
    counter.mend();
  }
}

/** The databases that are opened from now on. */
function watchOpening(site) {
  const { databases } = site;
  const opened = [];
  site.databases = {
    open(...args) {
      const request = databases.open(...args);
      request.addEventListener('success', () => opened.push(request.result));
      return request;
    },
  };
  return opened;
}

function throwing(name) {
  return () => {
    throw new DOMException('as the browser says', name);
  };
}

test('wherever a transaction ends, what was promised is there and nothing else', async () => {
  const whole = breakAfter(Number.POSITIVE_INFINITY);
  await runUntilFault(engine());
  whole.mend();
  assert.equal(whole.done, 15);
  for (const fail of [({ transaction }) => transaction.abort(), throwing('UnknownError')]) {
    for (let count = 0; count < whole.done; count++) {
      const site = engine();
      const counter = breakAfter(count, fail);
      const promised = await runUntilFault(site);
      counter.mend();
      assert.deepEqual(await stateIn(site), promised, `after ${count} operations`);
    }
  }
});

test('a transaction that the browser ends for want of room says so', async () => {
  const { storage } = await opened();
  const overfull = ({ transaction }) => transaction._abort('QuotaExceededError');
  for (const method of ['replace', 'append']) {
    const fault = await faultOf(() => storage[method](u8(2)), overfull);
    assert.equal(fault.code, 'STORAGE_FAILED');
    assert.match(fault.message, /no more room.*navigator\.storage\.persist/);
    assert.equal(fault.cause.name, 'QuotaExceededError');
  }
  await storage.append(u8(3));
});

test('each error of IndexedDB has its code, and says what to do', async () => {
  const { storage } = await opened();
  const cases = [
    ['QuotaExceededError', 'STORAGE_FAILED', /ask for more/],
    ['UnknownError', 'STORAGE_FAILED', /disk has room/],
    ['NotReadableError', 'STATE_DAMAGED', /begin anew/],
    ['NotFoundError', 'STORAGE_FAILED', /choose another name/],
    ['OddError', 'STORAGE_FAILED', /^IndexedDB failed: as the browser says$/],
  ];
  for (const [name, code, advice] of cases) {
    const fault = await faultOf(() => storage.append(u8(2)), throwing(name));
    assert.deepEqual([fault.code, fault.cause.name], [code, name]);
    assert.match(fault.message, advice);
  }
});

test('a database from a newer version is refused and not touched', async () => {
  const { site, storage } = await opened();
  await storage.close();
  (await openDirectly(site, 2)).close();
  const before = await allIn(site, 'state');
  await assert.rejects(storage.load(), { code: 'STATE_TOO_NEW', message: /reload the page/ });
  assert.deepEqual(await allIn(site, 'state'), before);
  assert.equal((await openDirectly(site)).version, 2);
});

test('a failed start leaves neither lock nor database behind', async () => {
  const site = engine();
  const opened = watchOpening(site);
  const storage = storageIn(site);
  const fault = await faultOf(() => storage.load(), throwing('UnknownError'));
  assert.equal(fault.code, 'STORAGE_FAILED');
  assert.throws(() => opened[0].transaction('state'), { name: 'InvalidStateError' });
  const next = storageIn(site);
  assert.equal(await next.load(), undefined);
  await next.close();
  assert.equal(await storage.load(), undefined);
});

test('a database that is removed under a client fails loudly, and may be removed', async () => {
  const { site, storage } = await opened();
  const request = site.databases.deleteDatabase('peapod:me');
  await new Promise((resolve, reject) => {
    request.addEventListener('success', resolve);
    request.addEventListener('blocked', () => {
      storage.close(); // else this process waits with it
      reject(new Error('the client holds the removal up'));
    });
  });
  for (const act of [() => storage.append(u8(2)), () => storage.key()]) {
    await assert.rejects(act, { code: 'STORAGE_FAILED', message: /removed.*reload the page/ });
  }
  await storage.close();
  assert.equal(await storage.load(), undefined, 'it begins anew');
});

test('a database that the browser closes fails loudly', async () => {
  const site = engine();
  const opened = watchOpening(site);
  const storage = storageIn(site);
  await storage.load();
  forceCloseDatabase(opened[0]);
  await assert.rejects(storage.replace(u8(2)), {
    code: 'STORAGE_FAILED',
    message: /closed from outside/,
  });
});

test('a database that another tab holds up is in use, and closed if it opens after all', async () => {
  const request = new EventTarget();
  const storage = storageIn(engine({ databases: { open: () => request } }));
  const loading = assert.rejects(storage.load(), {
    code: 'STORAGE_IN_USE',
    message: /older version.*reload all tabs/,
  });
  await new Promise(setImmediate);
  request.dispatchEvent(new Event('blocked'));
  await loading;
  let closed = 0;
  request.result = { close: () => closed++ };
  request.dispatchEvent(new Event('success'));
  assert.equal(closed, 1);
});

test('a page that may not use IndexedDB is told what it can do', async () => {
  const site = {
    get databases() {
      throw new DOMException('denied', 'SecurityError');
    },
  };
  await assert.rejects(storageIn(site).load(), {
    code: 'STORAGE_FAILED',
    message: /keeps IndexedDB from this page.*memoryStorage/,
  });
});

test('locks that fail are no reason to go on without', async () => {
  const request = () => Promise.reject(new DOMException('no locks here', 'SecurityError'));
  await assert.rejects(storageIn(engine({ locks: { request } })).load(), {
    code: 'STORAGE_FAILED',
    message: /cannot be locked: no locks here/,
  });
});

test('where no key can be made or kept, that is said, and nothing goes on in the clear', async () => {
  const { storage } = await opened({ subtle: undefined });
  await assert.rejects(storage.key(), { code: 'STORAGE_FAILED', message: /https.*passphrase/ });

  const other = await opened();
  const fault = await faultOf(
    () => other.storage.key(),
    (store) => {
      store.put = throwing('DataCloneError');
    },
  );
  assert.equal(fault.code, 'STORAGE_FAILED');
  assert.match(fault.message, /private windows.*passphrase/);
});
