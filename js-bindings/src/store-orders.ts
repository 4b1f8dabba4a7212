import { concatenated, release, type StateStorage, storageFailed } from './storage.js';

/** One thing that the core wants stored. */
export interface StoreOrder {
  readonly kind: 'store-snapshot' | 'store-append';
  /** They rise by one. */
  readonly order: number;
  readonly bytes: Uint8Array;
}

/** What becomes of orders. */
export interface StoreListener {
  /** An order and all before it are stored. */
  stored(order: number): void;
  /** An order could not be stored; nothing after it will be. */
  failed(order: number, detail: string): void;
}

/**
 * Carries out the core's orders one after the other; what comes while the storage is at work goes
 * together: appended in one piece, or not at all where a snapshot replaces it.
 */
export class StoreOrders {
  readonly #storage: StateStorage | undefined;
  readonly #listener: StoreListener;
  #waiting: StoreOrder[] = [];
  #isAtWork = false;
  #hasFailed = false;
  #ended: (() => void) | undefined;

  constructor(storage: StateStorage | undefined, listener: StoreListener) {
    this.#storage = storage;
    this.#listener = listener;
  }

  /** Takes an order. */
  add(order: StoreOrder): void {
    if (!this.#hasFailed) {
      this.#waiting.push(order);
      this.#work();
    }
  }

  /** Calls back when all orders so far are carried out and the storage is closed; comes last. */
  end(then: () => void): void {
    this.#ended = then;
    if (!this.#isAtWork) {
      this.#close();
    }
  }

  #close(): void {
    const ended = this.#ended;
    if (ended === undefined) {
      return;
    }
    if (this.#storage?.close === undefined) {
      ended();
    } else {
      release(this.#storage).then(ended);
    }
  }

  #work(): void {
    const storage = this.#storage;
    if (this.#isAtWork || storage === undefined) {
      return;
    }
    this.#isAtWork = true;
    this.#carryOutAll(storage).finally(() => {
      this.#isAtWork = false;
      // One may have come after the last look: whoever was told a message answers it at once.
      if (this.#waiting.length > 0) {
        this.#work();
      } else {
        this.#close();
      }
    });
  }

  async #carryOutAll(storage: StateStorage): Promise<void> {
    while (this.#waiting.length > 0) {
      const orders = this.#waiting;
      this.#waiting = [];
      const last = orders.at(-1)?.order ?? 0;
      try {
        await carryOut(storage, orders);
      } catch (fault) {
        this.#hasFailed = true;
        this.#waiting = [];
        this.#listener.failed(last, fault instanceof Error ? fault.message : String(fault));
        return;
      }
      this.#listener.stored(last);
    }
  }
}

/** What stands before the last snapshot is part of it. */
async function carryOut(storage: StateStorage, orders: readonly StoreOrder[]): Promise<void> {
  const at = orders.map(({ kind }) => kind).lastIndexOf('store-snapshot');
  const snapshot = orders[at];
  if (snapshot !== undefined) {
    await attempt('replace', storage.replace(snapshot.bytes));
  }
  const records = orders.slice(at + 1).map(({ bytes }) => bytes);
  if (records.length > 0) {
    await attempt('append', storage.append(concatenated(records)));
  }
}

async function attempt(method: 'replace' | 'append', promise: Promise<void>): Promise<void> {
  try {
    await promise;
  } catch (cause) {
    throw storageFailed(method, cause);
  }
}
