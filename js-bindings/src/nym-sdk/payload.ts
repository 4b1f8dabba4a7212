/**
 * The envelope that the stock SDK puts around application data: eight bytes of length, metadata as
 * JSON, and the payload (chapter 2, section 12).
 */

/** A payload with what is said about it. */
export interface EnvelopedPayload {
  /** The kind of data. */
  readonly mimeType: string;
  /** The data. */
  readonly payload: Uint8Array;
  /** Free in form. */
  readonly headers?: string;
}

const LENGTH_LEN = 8;
const utf8 = new TextEncoder();

/** Puts a payload into the envelope. */
export function encodePayload({
  mimeType,
  payload,
  headers,
}: EnvelopedPayload): Uint8Array<ArrayBuffer> {
  const metadata = utf8.encode(JSON.stringify({ mimeType, headers: headers ?? null }));
  const bytes = new Uint8Array(LENGTH_LEN + metadata.length + payload.length);
  new DataView(bytes.buffer).setUint32(4, metadata.length);
  bytes.set(metadata, LENGTH_LEN);
  bytes.set(payload, LENGTH_LEN + metadata.length);
  return bytes;
}

/** What the envelope holds; `undefined` when the bytes are no envelope. */
export function decodePayload(bytes: Uint8Array): EnvelopedPayload | undefined {
  if (bytes.length < LENGTH_LEN) {
    return undefined;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, LENGTH_LEN);
  const payloadAt = LENGTH_LEN + view.getUint32(4);
  if (view.getUint32(0) !== 0 || payloadAt > bytes.length) {
    return undefined;
  }
  const metadata = parsed(bytes.subarray(LENGTH_LEN, payloadAt));
  return metadata && { ...metadata, payload: bytes.subarray(payloadAt) };
}

function parsed(json: Uint8Array): { mimeType: string; headers?: string } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(json));
  } catch {
    return undefined;
  }
  const { mimeType, headers } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof mimeType !== 'string') {
    return undefined;
  }
  if (headers === undefined || headers === null) {
    return { mimeType };
  }
  return typeof headers === 'string' ? { mimeType, headers } : undefined;
}
