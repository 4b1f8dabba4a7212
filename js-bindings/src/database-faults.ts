import { PeapodError, type PeapodErrorCode } from './errors.js';

interface Meaning {
  readonly code: PeapodErrorCode;
  readonly text: string;
}

const failed = (text: string): Meaning => ({ code: 'STORAGE_FAILED', text });
const damaged = (text: string): Meaning => ({ code: 'STATE_DAMAGED', text });

/** What IndexedDB means by its errors, by their names, and what to do. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  QuotaExceededError: failed(
    'the browser gives this site no more room; free some, or ask for more with ' +
      'navigator.storage.persist()',
  ),
  VersionError: {
    code: 'STATE_TOO_NEW',
    text:
      'the database was made by a newer version of this package, and nothing in it was changed; ' +
      'reload the page, or use that version',
  },
  SecurityError: failed(
    'the browser keeps IndexedDB from this page; allow the site to store data, or use ' +
      'memoryStorage(), which lasts as long as the page',
  ),
  DataCloneError: failed(
    'the browser keeps no keys in IndexedDB here, as in private windows of some and in shared ' +
      'workers of WebKit; give a passphrase or a storageKey',
  ),
  UnknownError: failed(
    'the browser cannot read or write its files; see that the disk has room, and restart it if it does',
  ),
  NotReadableError: damaged(
    'the browser lost a part of what was stored; begin anew in another database',
  ),
  NotFoundError: failed('the database is not one of this package; choose another name'),
};

/** The error for what IndexedDB reports. */
export function databaseFault(cause: unknown): PeapodError {
  if (PeapodError.is(cause)) {
    return cause;
  }
  const detail = cause instanceof Error ? cause.message : String(cause);
  const meaning = cause instanceof Error ? MEANINGS[cause.name] : undefined;
  if (meaning === undefined) {
    return new PeapodError('STORAGE_FAILED', `IndexedDB failed: ${detail}`, { cause });
  }
  return new PeapodError(meaning.code, `${meaning.text} (${detail})`, { cause });
}
