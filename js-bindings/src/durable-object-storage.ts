import { PeapodError } from './errors.js';
import { concatenated, type StateStorage, type StoredState, storageInUse } from './storage.js';

/** The options of a write that are used. */
export interface DurableObjectWrite {
  /** Lets packets leave while the write is under way. */
  readonly allowUnconfirmed: boolean;
}

/** The part of a Durable Object's `ctx.storage` that is used; both kinds of objects have it. */
export interface DurableObjectRows {
  /** All rows whose key begins so. */
  list(options: { prefix: string }): Promise<Map<string, unknown>>;
  /** Writes at most 128 rows in one step. */
  put(rows: Record<string, unknown>, options: DurableObjectWrite): Promise<void>;
  /** Removes at most 128 rows in one step. */
  delete(keys: string[], options: DurableObjectWrite): Promise<number>;
  /** Resolves when all that was written before is on disk. */
  sync(): Promise<void>;
}

/** The largest value of objects with key-value storage has 128 KiB; this leaves room for its frame. */
const ROW_LEN = 120 * 1024;
/** What is written is billed by 4 KiB or by row, so a row of the journal is filled up to this. */
const JOURNAL_ROW_LEN = 4096 - 64;
/** The most rows that go into one step. */
const ROWS_AT_ONCE = 128;

/** What follows the name in a key, for all rows but the head. */
const OWN_ROW = /^\/(\d+)\/(?:snapshot|journal)\/\d+$/;

/**
 * By default an object holds back all that it sends until its writes are on disk. Packets that wait
 * for a message to be stored would show the gateway when there is one, and what must wait for the
 * store waits for `sync` here.
 */
const WRITE: DurableObjectWrite = { allowUnconfirmed: true };

/** Which names are taken, by storage: an object has one, and its program may ask for a name twice. */
const taken = new WeakMap<DurableObjectRows, Set<string>>();

/**
 * A storage in a Durable Object of Cloudflare's, of either kind: `durableObjectStorage(ctx.storage)`.
 *
 * What it says to be stored outlives the object's eviction and the machine that it ran on. Two
 * instances of one object, as there are for a moment when it moves, do no harm: the platform
 * refuses the older one's writes. Other rows of the object are left alone.
 *
 * @param rows the object's `ctx.storage`
 * @param name what the keys of the rows begin with; another one for each client of the object
 * @throws PeapodError `INVALID_ARGUMENT`
 */
export function durableObjectStorage(rows: DurableObjectRows, name = 'peapod'): StateStorage {
  if (typeof rows?.list !== 'function' || typeof rows.sync !== 'function') {
    const expected = "expected a Durable Object's ctx.storage";
    throw new PeapodError('INVALID_ARGUMENT', `rows: ${expected}`);
  }
  if (typeof name !== 'string' || name === '') {
    throw new PeapodError('INVALID_ARGUMENT', 'name: expected some text, which keys begin with');
  }
  return new DurableObjectStorage(rows, name);
}

/** Which rows count: a snapshot and its journal have one number, so both change in one step. */
interface Head {
  readonly generation: number;
  /** How many rows the snapshot has. */
  readonly rows: number;
}

class DurableObjectStorage implements StateStorage {
  readonly #rows: DurableObjectRows;
  readonly #name: string;
  #isOpen = false;
  #head: Head = { generation: 0, rows: 0 };
  /** The journal's last row, which is not full, and how many are before it. */
  #tail: Uint8Array = new Uint8Array(0);
  #fullRows = 0;

  constructor(rows: DurableObjectRows, name: string) {
    this.#rows = rows;
    this.#name = name;
  }

  async load(): Promise<StoredState | undefined> {
    this.#take();
    try {
      return await this.#load();
    } catch (fault) {
      await this.close();
      throw fault;
    }
  }

  async replace(snapshot: Uint8Array): Promise<void> {
    this.#mustBeOpen();
    const before = [...this.#keysOf(this.#head, this.#fullRows + 1)];
    const generation = this.#head.generation + 1;
    const pieces = cut(snapshot, ROW_LEN);
    const head: Head = { generation, rows: pieces.length };
    const keys = [...this.#keysOf(head, 0)];
    await this.#put(keys.map((key, i) => [key, pieces[i]]));
    // The head makes them count, so they come first.
    await this.#rows.sync();
    await this.#put([[this.#headKey(), head]]);
    await this.#rows.sync();
    this.#head = head;
    this.#tail = new Uint8Array(0);
    this.#fullRows = 0;
    await this.#delete(before);
  }

  async append(records: Uint8Array): Promise<void> {
    this.#mustBeOpen();
    const pieces = cut(concatenated([this.#tail, records]), JOURNAL_ROW_LEN);
    const { generation } = this.#head;
    const first = this.#fullRows;
    await this.#put(pieces.map((piece, i) => [this.#journalKey(generation, first + i), piece]));
    await this.#rows.sync();
    const isOpen = (piece: Uint8Array) => piece.length < JOURNAL_ROW_LEN;
    this.#tail = pieces.find(isOpen) ?? new Uint8Array(0);
    this.#fullRows = first + pieces.filter((piece) => !isOpen(piece)).length;
  }

  async close(): Promise<void> {
    if (this.#isOpen) {
      this.#isOpen = false;
      taken.get(this.#rows)?.delete(this.#name);
    }
  }

  async #load(): Promise<StoredState | undefined> {
    const found = await this.#rows.list({ prefix: `${this.#name}/` });
    const head = found.get(this.#headKey()) as Head | undefined;
    this.#head = head ?? { generation: 0, rows: 0 };
    const snapshot = leading(found, this.#keysOf(this.#head, 0));
    const journal = leading(found, this.#journalKeys(this.#head.generation));
    this.#fullRows = journal.length;
    this.#tail = new Uint8Array(0);
    await this.#delete([...found.keys()].filter((key) => this.#isLeftOver(key)));
    return head && { snapshot: concatenated(snapshot), journal: concatenated(journal) };
  }

  #take(): void {
    const names = taken.get(this.#rows) ?? new Set();
    if (names.has(this.#name)) {
      const advice = 'close that first, or give this one another name';
      throw storageInUse(`a client of this Durable Object has "${this.#name}"; ${advice}`);
    }
    taken.set(this.#rows, names.add(this.#name));
    this.#isOpen = true;
  }

  #mustBeOpen(): void {
    if (!this.#isOpen) {
      throw new Error('it is closed');
    }
  }

  /** Whether a row is of a step that was not finished. */
  #isLeftOver(key: string): boolean {
    const [, generation] = OWN_ROW.exec(key.slice(this.#name.length)) ?? [];
    return generation !== undefined && Number(generation) !== this.#head.generation;
  }

  #headKey(): string {
    return `${this.#name}/head`;
  }

  #journalKey(generation: number, row: number): string {
    return `${this.#name}/${generation}/journal/${row}`;
  }

  /** The keys of a snapshot, and of so many rows of its journal. */
  *#keysOf({ generation, rows }: Head, journalRows: number): Iterable<string> {
    for (let row = 0; row < rows; row++) {
      yield `${this.#name}/${generation}/snapshot/${row}`;
    }
    for (let row = 0; row < journalRows; row++) {
      yield this.#journalKey(generation, row);
    }
  }

  *#journalKeys(generation: number): Iterable<string> {
    for (let row = 0; ; row++) {
      yield this.#journalKey(generation, row);
    }
  }

  async #put(rows: readonly (readonly [string, unknown])[]): Promise<void> {
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
      await this.#rows.put(Object.fromEntries(rows.slice(at, at + ROWS_AT_ONCE)), WRITE);
    }
  }

  async #delete(keys: readonly string[]): Promise<void> {
    for (let at = 0; at < keys.length; at += ROWS_AT_ONCE) {
      await this.#rows.delete(keys.slice(at, at + ROWS_AT_ONCE), WRITE);
    }
  }
}

/** The rows under these keys, up to the first that is missing; the core tells what that means. */
function leading(found: ReadonlyMap<string, unknown>, keys: Iterable<string>): Uint8Array[] {
  const rows: Uint8Array[] = [];
  for (const key of keys) {
    const row = found.get(key);
    if (!(row instanceof Uint8Array)) {
      break;
    }
    rows.push(row);
  }
  return rows;
}

/** Pieces of at most this length, each in memory of its own: with a view all of it is stored. */
function cut(bytes: Uint8Array, length: number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += length) {
    pieces.push(bytes.slice(at, at + length));
  }
  return pieces;
}
