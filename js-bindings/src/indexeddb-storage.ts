import { invalid, objectAt, refuseUnknown } from './checks.js';
import { StateDatabase } from './database.js';
import { databaseFault } from './database-faults.js';
import { type HeldLock, takeLock } from './database-lock.js';
import { PeapodError } from './errors.js';
import { type StateStorage, type StoredState, storageInUse } from './storage.js';
import { PLACE, type StoragePlace } from './storage-place.js';

/** What {@link indexedDbStorage} takes beside the name. */
export interface IndexedDbStorageOptions {
  /**
   * How long to wait for another tab or worker to let go of the storage before `STORAGE_IN_USE`: 0
   * to 3,600,000 ms, default 3,000. Some time is needed after a reload, whose old worker takes a
   * moment to end.
   */
  readonly waitMs?: number;
}

const DEFAULT_WAIT_MS = 3000;
const MAX_WAIT_MS = 3_600_000;
/** Sets a use of the database's key apart from all others that there may come to be. */
const KEY_LABEL = new TextEncoder().encode('peapod: key of the saved state, 1');

/**
 * A storage in a browser's IndexedDB, in the database `peapod:` and the name. The same line serves
 * for each `runIn`: a worker opens the database by itself, so a shared one can outlive the tab that
 * began it.
 *
 * One client can use it at a time: another one of this site is refused with `STORAGE_IN_USE`; that
 * of a closed or crashed tab is free. Without a passphrase or a `storageKey` the state is encrypted
 * under a key of the database's own, which scripts cannot read but any script of this site can use.
 *
 * @param name tells the clients of one site apart
 * @throws PeapodError `INVALID_ARGUMENT` or `INVALID_OPTION`
 */
export function indexedDbStorage(
  name: string,
  options: IndexedDbStorageOptions = {},
): StateStorage {
  if (typeof name !== 'string' || name === '') {
    throw new PeapodError('INVALID_ARGUMENT', 'name: expected a text of at least one character');
  }
  const place: StoragePlace = { kind: 'indexeddb', name, waitMs: checkWait(options) };
  return new IndexedDbStorage(place, thisEngine);
}

function checkWait(options: IndexedDbStorageOptions): number {
  const given = objectAt('options', options);
  refuseUnknown('options', given, ['waitMs']);
  const waitMs = given['waitMs'] ?? DEFAULT_WAIT_MS;
  if (typeof waitMs !== 'number' || !(waitMs >= 0 && waitMs <= MAX_WAIT_MS)) {
    throw invalid('waitMs', `a number from 0 to ${MAX_WAIT_MS}`, waitMs);
  }
  return waitMs;
}

/** What a storage needs of its engine, none of which is everywhere; tests put their own in its place. */
export interface DatabaseEngine {
  /** Where the databases are. */
  readonly databases: IDBFactory | undefined;
  /** The locks that tabs hold; none where the engine has none. */
  readonly locks: LockManager | undefined;
  /** Makes and uses the key. */
  readonly subtle: SubtleCrypto | undefined;
}

/** Looked up when they are needed, for a sandboxed page may not even ask. */
const thisEngine: DatabaseEngine = {
  get databases() {
    return globalThis.indexedDB;
  },
  get locks() {
    return globalThis.navigator?.locks;
  },
  get subtle() {
    return globalThis.crypto?.subtle;
  },
};

interface Opened {
  readonly lock: HeldLock;
  readonly database: StateDatabase;
}

/** @internal */
export class IndexedDbStorage implements StateStorage {
  readonly [PLACE]: StoragePlace;
  readonly #engine: DatabaseEngine;
  #isTaken = false;
  #opened: Opened | undefined;

  constructor(place: StoragePlace, engine: DatabaseEngine) {
    this[PLACE] = place;
    this.#engine = engine;
  }

  async load(): Promise<StoredState | undefined> {
    if (this.#isTaken) {
      throw storageInUse('a client of this page has it; close that first');
    }
    this.#isTaken = true;
    try {
      const { name, waitMs } = this[PLACE];
      const lock = await takeLock(this.#engine.locks, `peapod-storage:${name}`, waitMs);
      return await this.#open(lock);
    } catch (fault) {
      this.#isTaken = false;
      throw databaseFault(fault);
    }
  }

  async replace(snapshot: Uint8Array): Promise<void> {
    await this.#mustBeOpen().replace(snapshot);
  }

  async append(records: Uint8Array): Promise<void> {
    await this.#mustBeOpen().append(records);
  }

  async key(): Promise<Uint8Array> {
    const { subtle } = this.#engine;
    if (subtle === undefined) {
      const message =
        'this page has no WebCrypto to make a key, as all without https; give a passphrase or a ' +
        'storageKey, or serve the page over https';
      throw new PeapodError('STORAGE_FAILED', message);
    }
    const algorithm: HmacKeyGenParams = { name: 'HMAC', hash: 'SHA-256' };
    const make = () => subtle.generateKey(algorithm, false, ['sign']);
    const key = await this.#mustBeOpen().key(make);
    return new Uint8Array(await subtle.sign('HMAC', key, KEY_LABEL));
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    if (opened !== undefined) {
      opened.database.close();
      opened.lock.release();
      this.#isTaken = false;
    }
  }

  async #open(lock: HeldLock): Promise<StoredState | undefined> {
    let database: StateDatabase | undefined;
    try {
      database = await StateDatabase.open(this.#factory(), `peapod:${this[PLACE].name}`);
      const stored = await database.take();
      this.#opened = { lock, database };
      return stored;
    } catch (fault) {
      database?.close();
      lock.release();
      throw fault;
    }
  }

  #factory(): IDBFactory {
    const { databases } = this.#engine;
    if (databases === undefined || databases === null) {
      const message =
        'there is no IndexedDB here; in Node, Deno and Bun use fileStorage of peapod/file-storage';
      throw new PeapodError('STORAGE_FAILED', message);
    }
    return databases;
  }

  #mustBeOpen(): StateDatabase {
    if (this.#opened === undefined) {
      throw new Error('it is closed');
    }
    return this.#opened.database;
  }
}
