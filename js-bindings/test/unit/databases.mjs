// IndexedDB in memory, Web Locks, and what can go wrong with them.

import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { IndexedDbStorage } from '../../dist/indexeddb-storage.js';

const OPERATIONS = ['get', 'getAll', 'put', 'add', 'clear'];

/** Locks that one page or several ask for; nothing waits for time to pass. */
export class FakeLocks {
  /** Aborts those that wait, as their patience does. */
  patience = new AbortController();
  #lines = new Map();

  async request(name, { ifAvailable = false }, held) {
    const line = this.#lines.get(name) ?? [];
    this.#lines.set(name, line);
    if (ifAvailable && line.length > 0) {
      return held(null);
    }
    const before = line.at(-1);
    let leave;
    const mine = new Promise((resolve) => {
      leave = resolve;
    });
    line.push(mine);
    try {
      await Promise.race([before, before && this.#impatience()]);
      return await held({ name });
    } finally {
      line.splice(line.indexOf(mine), 1);
      leave();
    }
  }

  #impatience() {
    return new Promise((_, reject) => {
      const { signal } = this.patience;
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  }
}

/** What the storages of one site share. */
export function engine(own = {}) {
  return { databases: new IDBFactory(), locks: new FakeLocks(), subtle: crypto.subtle, ...own };
}

/** A storage in such an engine. */
export function storageIn(site, name = 'me', waitMs = 0) {
  return new IndexedDbStorage({ kind: 'indexeddb', name, waitMs }, site);
}

/** The names of all databases that there are. */
export async function databaseNames(site) {
  return (await site.databases.databases()).map(({ name }) => name);
}

/** The database itself, opened by another program than ours. */
export function openDirectly(site, version) {
  const request = site.databases.open('peapod:me', version);
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}

/** Puts a value into a store past the storage. */
export async function putDirectly(site, store, value, key) {
  const database = await openDirectly(site);
  const transaction = database.transaction(store, 'readwrite');
  transaction.objectStore(store).put(value, key);
  await new Promise((resolve) => transaction.addEventListener('complete', resolve));
  database.close();
}

/** What a store holds, seen past the storage. */
export async function allIn(site, store) {
  const database = await openDirectly(site);
  const request = database.transaction(store).objectStore(store).getAll();
  const all = await new Promise((resolve) =>
    request.addEventListener('success', () => resolve(request.result)),
  );
  database.close();
  return all;
}

/**
 * Has all databases of this process fail after so many operations, until `mend` is called.
 *
 * @param fail is given the store of each operation from then on
 */
export function breakAfter(count, fail) {
  const whole = Object.fromEntries(
    OPERATIONS.map((name) => [name, IDBObjectStore.prototype[name]]),
  );
  const counter = { done: 0, mend: () => Object.assign(IDBObjectStore.prototype, whole) };
  for (const name of OPERATIONS) {
    IDBObjectStore.prototype[name] = function (...args) {
      if (counter.done >= count) {
        fail(this);
      }
      counter.done++;
      return whole[name].apply(this, args);
    };
  }
  return counter;
}
