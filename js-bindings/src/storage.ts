import { PeapodError } from './errors.js';

/** What was stored: both as they were given to a {@link StateStorage}. */
export interface StoredState {
  /** The last snapshot. */
  readonly snapshot: Uint8Array;
  /** What was appended since, one after the other; empty when nothing was. */
  readonly journal: Uint8Array;
}

/**
 * A place for a client's state: with it the address, the ability to answer, and messages that are
 * not yet acknowledged outlive the program, also one that is killed. Bytes only, already encrypted
 * when a passphrase or a key is given.
 *
 * Calls come one at a time, `load` first and `close` last. Each must resolve only when what it did
 * would survive a crash; a rejection ends the client with `STORAGE_FAILED`. Two clients must not
 * use one place at a time: a storage that can tell rejects `load` with a `PeapodError` of the code
 * `STORAGE_IN_USE`; other errors of this class are passed on as they are, too. One whose `load`
 * rejected is not closed.
 */
export interface StateStorage {
  /** What is stored, or `undefined` when nothing is. */
  load(): Promise<StoredState | undefined>;
  /**
   * Puts a snapshot in place of the one before, in one step, and then empties the journal. A crash
   * between the two is harmless, for the records of an earlier snapshot are passed over.
   */
  replace(snapshot: Uint8Array): Promise<void>;
  /** Adds records to the end of the journal; a crash may leave a part of them. */
  append(records: Uint8Array): Promise<void>;
  /**
   * 32 bytes, the same each time, that take the place of `storageKey` when the caller of `connect`
   * gave neither that nor a passphrase; called after `load`. Optional: without it such a state is
   * not encrypted.
   */
  key?(): Promise<Uint8Array>;
  /**
   * Lets go of the place, so that another client can use it; the same object may be loaded again.
   * Optional. A rejection is passed over, for all is stored by then.
   */
  close?(): Promise<void>;
}

/** A storage that lasts as long as this object: for tests, and to pass a state on by hand. */
export function memoryStorage(stored?: StoredState): StateStorage {
  let snapshot = stored?.snapshot.slice();
  let journal = stored?.journal.slice() ?? new Uint8Array(0);
  return {
    async load() {
      return snapshot === undefined
        ? undefined
        : { snapshot: snapshot.slice(), journal: journal.slice() };
    },
    async replace(next) {
      snapshot = next.slice();
      journal = new Uint8Array(0);
    },
    async append(records) {
      journal = concatenated([journal, records]);
    },
  };
}

/** Byte strings one after the other. */
export function concatenated(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * Reads a storage of the caller's.
 *
 * @throws PeapodError what the storage says, `STORAGE_FAILED`, `STATE_DAMAGED` when the snapshot is
 *   empty, or `INVALID_OPTION` when it gives something else than bytes; it is closed again then
 */
export async function loadFrom(storage: StateStorage): Promise<StoredState | undefined> {
  let stored: StoredState | undefined;
  try {
    stored = await storage.load();
  } catch (cause) {
    throw PeapodError.is(cause) ? cause : storageFailed('load', cause);
  }
  if (
    stored !== undefined &&
    !(stored.snapshot instanceof Uint8Array && stored.journal instanceof Uint8Array)
  ) {
    await release(storage);
    const expected = 'expected load() to give { snapshot, journal } of Uint8Array, or undefined';
    throw new PeapodError('INVALID_OPTION', `storage: ${expected}`);
  }
  if (stored?.snapshot.length === 0) {
    await release(storage);
    const way = 'put a copy of it back, or remove what is stored to begin anew';
    throw new PeapodError('STATE_DAMAGED', `the stored snapshot has no bytes; ${way}`);
  }
  return stored;
}

/** Closes a storage, if it can be closed. */
export async function release(storage: StateStorage): Promise<void> {
  try {
    await storage.close?.();
  } catch {
    // All that was to be stored is stored; whoever wants the place next is told what is wrong.
  }
}

/** The error for a storage that another client has; `holder` says which and what to do. */
export function storageInUse(holder: string): PeapodError {
  return new PeapodError('STORAGE_IN_USE', `the storage is in use: ${holder}`);
}

/** The error for a storage that failed. */
export function storageFailed(method: keyof StateStorage, cause: unknown): PeapodError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  const message = `the storage's ${method}() failed: ${detail}; mend it and connect again`;
  return new PeapodError('STORAGE_FAILED', message, { cause });
}
