import { PeapodError } from './errors.js';

/** A value that JSON can tell. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

/**
 * Data that is there: a string, sent as UTF-8; bytes, sent as they are; or a plain object, an array, a
 * finite number, a boolean or `null`, sent as the UTF-8 of its JSON, for `message.json()` to read. To
 * send a string as JSON, send `JSON.stringify(text)`.
 */
export type ReadyData = string | BufferSource | JsonValue;

/** A stream of bytes, or of texts sent as UTF-8. */
export type DataStream = ReadableStream<string | BufferSource>;

/** What can be sent: data that is there, or a Blob or stream, which is read first. */
export type SendData = ReadyData | Blob | DataStream;

/** More than the core takes anyway, and less than it could not even be handed. */
export const MAX_DATA_BYTES = 32 * 1024 * 1024;

const EXPECTED =
  'expected a string, an ArrayBuffer or a view, a JSON value, a Blob or a ReadableStream';
const utf8 = new TextEncoder();

/**
 * What is to be sent, as bytes of one's own, since the caller may change its own afterwards, or as a
 * stream that gives them.
 *
 * @throws PeapodError `INVALID_ARGUMENT` or `MESSAGE_TOO_LARGE`
 */
export function readyOrStream(data: SendData): Uint8Array<ArrayBuffer> | DataStream {
  if (data instanceof Blob) {
    if (data.size > MAX_DATA_BYTES) {
      throw tooLarge(data.size);
    }
    return data.stream();
  }
  if (data instanceof ReadableStream) {
    if (data.locked) {
      const message = 'data: expected a stream that nobody else reads; this one is locked';
      throw new PeapodError('INVALID_ARGUMENT', message);
    }
    return data;
  }
  return copyOf(data);
}

/**
 * The bytes of what is there, as a copy.
 *
 * @throws PeapodError `INVALID_ARGUMENT` or `MESSAGE_TOO_LARGE`
 */
export function copyOf(data: ReadyData): Uint8Array<ArrayBuffer> {
  const bytes = rawBytes(data);
  const all = bytes === undefined ? utf8.encode(jsonOf(data)) : bytes;
  if (all.length > MAX_DATA_BYTES) {
    throw tooLarge(all.length);
  }
  return typeof data === 'string' || bytes === undefined ? all : all.slice();
}

/** The bytes of a string or of bytes; `undefined` for all else. */
export function rawBytes(data: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (typeof data === 'string') {
    return utf8.encode(data);
  }
  if (data instanceof ArrayBuffer) {
    return new Uint8Array(data);
  }
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength)
    : undefined;
}

/** The error for data that does not fit into a message. */
export function tooLarge(got: number | 'more'): PeapodError {
  const size = `expected at most ${MAX_DATA_BYTES} bytes; got ${got}`;
  return new PeapodError('MESSAGE_TOO_LARGE', `data: ${size}; send it in pieces`);
}

function jsonOf(data: unknown): string {
  if (!isJsonLike(data)) {
    throw new PeapodError('INVALID_ARGUMENT', `data: ${EXPECTED}`);
  }
  try {
    return JSON.stringify(data);
  } catch (cause) {
    throw new PeapodError('INVALID_ARGUMENT', 'data: JSON cannot tell this value', { cause });
  }
}

/** Objects of classes are refused: JSON would send an empty object for many of them. */
function isJsonLike(data: unknown): boolean {
  if (data === null || typeof data === 'boolean' || Number.isFinite(data) || Array.isArray(data)) {
    return true;
  }
  if (typeof data !== 'object') {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(data);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
