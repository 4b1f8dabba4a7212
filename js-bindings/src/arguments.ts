import { PeapodError } from './errors.js';
import type { ConnectOptions, ConnectStage } from './options.js';

/** Far more than the 134 characters of the longest address; only the core knows what is one. */
const MAX_ADDRESS_CHARS = 1024;

/**
 * Checks that something may be an address at all.
 *
 * @throws PeapodError `INVALID_ARGUMENT` or `INVALID_ADDRESS`
 */
export function checkAddress(address: unknown): void {
  if (typeof address !== 'string') {
    throw new PeapodError('INVALID_ARGUMENT', 'address: expected a string');
  }
  if (address.length > MAX_ADDRESS_CHARS) {
    const got = `got ${address.length} characters`;
    throw new PeapodError('INVALID_ADDRESS', `address: expected a Nym address; ${got}`);
  }
}

/** Calls back with the reason when a signal aborts; the result stops that. */
export function onAbort(
  signal: AbortSignal | undefined,
  aborted: (reason: unknown) => void,
): () => void {
  if (signal === undefined) {
    return () => {};
  }
  const listener = () => aborted(signal.reason);
  signal.addEventListener('abort', listener, { once: true });
  return () => signal.removeEventListener('abort', listener);
}

/**
 * The result of a promise, or a rejection with the signal's reason as soon as it aborts; a result
 * that comes after that goes to `discard`.
 */
export function unlessAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
  discard: (late: T) => void = () => {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = onAbort(signal, reject);
    const settle = (action: () => void) => {
      stop();
      action();
    };
    promise.then(
      (value) => settle(() => (signal?.aborted ? discard(value) : resolve(value))),
      (fault) => settle(() => reject(fault)),
    );
  });
}

const CONNECT_STAGES: ReadonlySet<string> = new Set<ConnectStage>([
  'loading',
  'directory',
  'gateway-socket',
  'gateway-handshake',
  'ready',
]);

/** Tells a stage of the start. What the callback throws is its own affair, not the start's. */
export function reportProgress(onProgress: ConnectOptions['onProgress'], stage: string): void {
  if (onProgress === undefined || !CONNECT_STAGES.has(stage)) {
    return;
  }
  try {
    onProgress(stage as ConnectStage);
  } catch (fault) {
    queueMicrotask(() => {
      throw fault;
    });
  }
}
