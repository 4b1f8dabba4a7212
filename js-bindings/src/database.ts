import { databaseFault } from './database-faults.js';
import { PeapodError } from './errors.js';
import { concatenated, type StoredState, storageInUse } from './storage.js';

/** Rises when the stores below change; IndexedDB refuses to open a newer database by an older one. */
const VERSION = 1;
/** Holds single values: the last snapshot, who has the database, its own key. */
const STATE = 'state';
/** Holds the records since, under rising numbers. */
const JOURNAL = 'journal';

const TAKEN_OVER =
  'another tab or worker took it over, as can happen where pages have no Web Locks (without https); ' +
  'close it there and connect again';
const REMOVED =
  'the database was closed from outside: removed, or opened by a newer version of this package; ' +
  'reload the page';
const BLOCKED =
  'another tab keeps an older version of its database open; close or reload all tabs of this site';

interface Stores {
  readonly state: IDBObjectStore;
  readonly journal: IDBObjectStore;
}

/**
 * An open database with one client's state. Whoever takes it writes a random token into it, and
 * each transaction of others fails from then on.
 */
export class StateDatabase {
  readonly #database: IDBDatabase;
  readonly #owner = crypto.getRandomValues(new Uint8Array(16)).join();
  #isGone = false;

  private constructor(database: IDBDatabase) {
    this.#database = database;
    const leave = () => {
      this.#isGone = true;
      database.close(); // what happens to it from outside is held up until then
    };
    database.addEventListener('versionchange', leave);
    database.addEventListener('close', leave);
  }

  /**
   * Opens a database, made if it is not there.
   *
   * @throws PeapodError `STORAGE_IN_USE`, `STORAGE_FAILED` or `STATE_TOO_NEW`
   */
  static async open(factory: IDBFactory, name: string): Promise<StateDatabase> {
    try {
      return new StateDatabase(await opened(factory.open(name, VERSION)));
    } catch (fault) {
      throw databaseFault(fault);
    }
  }

  /** Becomes its owner; what is stored. */
  take(): Promise<StoredState | undefined> {
    return this.#transact(async ({ state, journal }) => {
      state.put(this.#owner, 'owner');
      const snapshot = await answer(state.get('snapshot'));
      return storedState(snapshot, await answer(journal.getAll()));
    });
  }

  /** Puts a snapshot in place of the one before, and empties the journal. */
  async replace(snapshot: Uint8Array): Promise<void> {
    const bytes = snapshot.slice(); // of a part of a buffer the whole buffer would be stored
    await this.#transactAsOwner(async ({ state, journal }) => {
      state.put(bytes, 'snapshot');
      journal.clear();
    });
  }

  /** Adds records to the journal. */
  async append(records: Uint8Array): Promise<void> {
    const bytes = records.slice();
    await this.#transactAsOwner(async ({ journal }) => {
      journal.add(bytes);
    });
  }

  /** The database's own key, made when there is none yet. */
  async key(make: () => Promise<CryptoKey>): Promise<CryptoKey> {
    const kept = await this.#transactAsOwner(({ state }) => answer(state.get('key')));
    if (kept !== undefined) {
      return kept as CryptoKey;
    }
    const made = await make();
    await this.#transactAsOwner(async ({ state }) => {
      state.put(made, 'key');
    });
    return made;
  }

  /** Closes it, after what is under way. */
  close(): void {
    this.#database.close();
  }

  #transactAsOwner<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    return this.#transact(async (stores) => {
      if ((await answer(stores.state.get('owner'))) !== this.#owner) {
        throw storageInUse(TAKEN_OVER);
      }
      return work(stores);
    });
  }

  /**
   * Does all of it or nothing; when this resolves it outlives a crash, as far as browsers promise.
   * Whether something was written need not be waited for in the work: the end tells.
   */
  async #transact<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    try {
      const transaction = this.#database.transaction([STATE, JOURNAL], 'readwrite', {
        durability: 'strict',
      });
      const [worked, ended] = await Promise.allSettled([
        allOrNothing(transaction, work),
        end(transaction),
      ]);
      if (worked.status === 'fulfilled' && ended.status === 'fulfilled') {
        return worked.value;
      }
      throw reasonOf(worked, ended);
    } catch (fault) {
      throw this.#isGone ? new PeapodError('STORAGE_FAILED', REMOVED) : databaseFault(fault);
    }
  }
}

function opened(request: IDBOpenDBRequest): Promise<IDBDatabase> {
  request.addEventListener('upgradeneeded', () => {
    request.result.createObjectStore(STATE);
    request.result.createObjectStore(JOURNAL, { autoIncrement: true });
  });
  return new Promise((resolve, reject) => {
    let isBlocked = false;
    request.addEventListener('blocked', () => {
      isBlocked = true;
      reject(storageInUse(BLOCKED));
    });
    request.addEventListener('success', () => {
      if (isBlocked) {
        request.result.close(); // nobody waits for it any more
      }
      resolve(request.result);
    });
    request.addEventListener('error', () => reject(request.error));
  });
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}

function end(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error));
  });
}

async function allOrNothing<T>(
  transaction: IDBTransaction,
  work: (stores: Stores) => Promise<T>,
): Promise<T> {
  try {
    const state = transaction.objectStore(STATE);
    return await work({ state, journal: transaction.objectStore(JOURNAL) });
  } catch (fault) {
    try {
      transaction.abort();
    } catch {
      // It has ended already.
    }
    throw fault;
  }
}

/** A fault of ours says most; then that of the transaction, which its requests only repeat. */
function reasonOf(
  worked: PromiseSettledResult<unknown>,
  ended: PromiseSettledResult<unknown>,
): unknown {
  const reasons = [worked, ended].map((it) => (it.status === 'rejected' ? it.reason : undefined));
  const [ofWork, ofEnd] = reasons;
  return PeapodError.is(ofWork) ? ofWork : (ofEnd ?? ofWork);
}

function storedState(snapshot: unknown, records: unknown[]): StoredState | undefined {
  if (![snapshot ?? new Uint8Array(0), ...records].every((it) => it instanceof Uint8Array)) {
    const message = 'the database holds something else than bytes; begin anew in another one';
    throw new PeapodError('STATE_DAMAGED', message);
  }
  return snapshot === undefined
    ? undefined
    : { snapshot: snapshot as Uint8Array, journal: concatenated(records as Uint8Array[]) };
}
