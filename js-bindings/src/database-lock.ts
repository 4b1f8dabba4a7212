import { PeapodError } from './errors.js';
import { storageInUse } from './storage.js';

/** A name that nobody else of this site holds meanwhile. */
export interface HeldLock {
  /** Lets the next one have it. */
  release(): void;
}

const NO_LOCK: HeldLock = { release() {} };

/**
 * Takes a lock, which also falls free with the page or worker that holds it, however that ends.
 * Where the engine has no Web Locks there is nothing to take.
 *
 * @param waitMs how long to wait for another one to let go
 * @throws PeapodError `STORAGE_IN_USE`
 */
export function takeLock(
  locks: LockManager | undefined,
  name: string,
  waitMs: number,
): Promise<HeldLock> {
  if (locks === undefined) {
    return Promise.resolve(NO_LOCK);
  }
  return new Promise((resolve, reject) => {
    const held = (lock: Lock | null) =>
      lock === null ? reject(inUse()) : new Promise<void>((release) => resolve({ release }));
    // A wait of 0 ms could be over before a free lock is granted.
    const way = waitMs === 0 ? { ifAvailable: true } : { signal: AbortSignal.timeout(waitMs) };
    // It rejects again when the lock is stolen later on; by then nobody listens, and need not.
    locks.request(name, way, held).catch((cause) => reject(lockFault(cause)));
  });
}

function inUse(): PeapodError {
  return storageInUse(
    'another tab or worker of this site has it; close that, share one client between tabs with ' +
      "runIn: 'shared-worker', or give this one a storage of another name",
  );
}

function lockFault(cause: unknown): PeapodError {
  if (cause instanceof Error && cause.name === 'TimeoutError') {
    return inUse();
  }
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new PeapodError('STORAGE_FAILED', `the storage cannot be locked: ${detail}`, { cause });
}
