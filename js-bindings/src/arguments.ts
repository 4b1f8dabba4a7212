import { PeapodError } from './errors.js';
import type { ConnectOptions, ConnectStage } from './options.js';

const utf8 = new TextEncoder();

/**
 * The bytes of a message, as a copy: the caller may change its own afterwards.
 *
 * @throws PeapodError `INVALID_ARGUMENT`
 */
export function copyOf(data: string | BufferSource): Uint8Array {
  if (typeof data === 'string') {
    return utf8.encode(data);
  }
  if (data instanceof ArrayBuffer) {
    return new Uint8Array(data).slice();
  }
  if (ArrayBuffer.isView(data)) {
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
  }
  throw new PeapodError('INVALID_ARGUMENT', 'data: expected a string, an ArrayBuffer or a view');
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
