import type { StateStorage } from '../storage.js';
import type { StoragePlace } from '../storage-place.js';
import { type StorageAddress, storageAt } from './storage-port.js';

/** A storage as a worker has it: opened by itself where that can be, else that of its page. */
export async function openStorage(given: StorageAddress | StoragePlace): Promise<StateStorage> {
  if (given.kind === 'port') {
    return storageAt(given);
  }
  // Most clients have none, and need not download what it takes.
  const { indexedDbStorage } = await import('../indexeddb-storage.js');
  return indexedDbStorage(given.name, { waitMs: given.waitMs });
}
