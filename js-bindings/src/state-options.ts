import { invalid } from './checks.js';
import type { KeptState } from './commands.js';
import { PeapodError } from './errors.js';
import type { RunIn } from './run-in.js';
import { loadFrom, release, type StateStorage, storageFailed } from './storage.js';
import { placeOf } from './storage-place.js';

/** With what a state is encrypted. */
export type StateSecret = Pick<KeptState, 'protection' | 'secret'>;

const KEY_LEN = 32;
/** The border to the core gives its length two bytes. */
const MAX_PASSPHRASE_LEN = 0xffff;

/**
 * Checks the options about what is kept between runs, for a client that runs there.
 *
 * @throws PeapodError `INVALID_OPTION`
 */
export function checkState(
  given: Readonly<Record<string, unknown>>,
  runIn: RunIn,
): {
  readonly storage: StateStorage | undefined;
  readonly secret: StateSecret;
} {
  const storage = given['storage'];
  if (storage !== undefined && !isStorage(storage)) {
    const expected = 'an object with the methods load, replace, append, and maybe key and close';
    throw invalid('storage', expected, storage);
  }
  if (storage !== undefined && runIn === 'shared-worker' && placeOf(storage) === undefined) {
    const expected =
      "indexedDbStorage(…) with runIn: 'shared-worker', since others end with the tab that made them";
    throw invalid('storage', expected, storage);
  }
  return { storage, secret: checkSecret(storage, given['passphrase'], given['storageKey']) };
}

function isStorage(value: unknown): value is StateStorage {
  const given = value as Partial<StateStorage> | null;
  return (
    typeof given === 'object' &&
    typeof given?.load === 'function' &&
    typeof given.replace === 'function' &&
    typeof given.append === 'function' &&
    ['undefined', 'function'].includes(typeof given.key) &&
    ['undefined', 'function'].includes(typeof given.close)
  );
}

/** No value is shown: it is a secret. */
function checkSecret(storage: unknown, passphrase: unknown, key: unknown): StateSecret {
  if (passphrase === undefined && key === undefined) {
    return { protection: 'none', secret: new Uint8Array(0) };
  }
  if (storage === undefined) {
    throw refused('passphrase and storageKey: expected a storage beside them; got none');
  }
  if (passphrase !== undefined && key !== undefined) {
    throw refused('expected a passphrase or a storageKey; got both');
  }
  if (key !== undefined) {
    if (!(key instanceof Uint8Array) || key.length !== KEY_LEN) {
      throw refused(`storageKey: expected a Uint8Array of ${KEY_LEN} bytes`);
    }
    return { protection: 'key', secret: key.slice() };
  }
  const secret = typeof passphrase === 'string' ? new TextEncoder().encode(passphrase) : undefined;
  if (secret === undefined || secret.length > MAX_PASSPHRASE_LEN) {
    throw refused(`passphrase: expected a string of at most ${MAX_PASSPHRASE_LEN} bytes`);
  }
  return { protection: 'passphrase', secret };
}

function refused(message: string): PeapodError {
  return new PeapodError('INVALID_OPTION', message);
}

/**
 * What the core begins with. The storage is open then, and closed again after a rejection.
 *
 * @throws PeapodError `STORAGE_IN_USE`, `STORAGE_FAILED`, `STATE_DAMAGED` or `INVALID_OPTION`
 */
export async function keptState(storage: StateStorage, given: StateSecret): Promise<KeptState> {
  const stored = await loadFrom(storage);
  const nothing = new Uint8Array(0);
  return {
    ...(await secretFor(storage, given)),
    snapshot: stored?.snapshot ?? nothing,
    journal: stored?.journal ?? nothing,
  };
}

/** The storage's own key where the caller gave no secret. */
async function secretFor(storage: StateStorage, given: StateSecret): Promise<StateSecret> {
  if (given.protection !== 'none' || storage.key === undefined) {
    return given;
  }
  try {
    const key = await storage.key();
    if (!(key instanceof Uint8Array) || key.length !== KEY_LEN) {
      throw refused(`storage: expected key() to give a Uint8Array of ${KEY_LEN} bytes`);
    }
    return { protection: 'key', secret: key.slice() };
  } catch (fault) {
    await release(storage);
    throw PeapodError.is(fault) ? fault : storageFailed('key', fault);
  }
}
