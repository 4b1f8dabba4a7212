/**
 * What tells requests and their answers from other messages (docs/request-envelope.md): 7 bytes of
 * magic, version, kind, 16 bytes of an id, and the content to the end.
 */

/** What a message with the envelope is. */
export type EnvelopeKind = keyof typeof KINDS;

/** Why a request is answered by a refusal. */
export type RefusalReason = keyof typeof REASONS;

/** A message taken out of its envelope. */
export interface Envelope {
  readonly kind: EnvelopeKind;
  /** 16 bytes as hex; the answer has that of its request. */
  readonly id: string;
  readonly content: Uint8Array;
}

/** A zero byte and `peapod` in ASCII. */
const MAGIC = Uint8Array.of(0, 0x70, 0x65, 0x61, 0x70, 0x6f, 0x64);
const VERSION = 1;
const KINDS = { request: 1, answer: 2, refusal: 3 } as const;
const REASONS = { busy: 1, failed: 2 } as const;

const VERSION_AT = MAGIC.length;
const KIND_AT = VERSION_AT + 1;
const ID_AT = KIND_AT + 1;
const ID_LEN = 16;
/** The bytes that an envelope adds to its content. */
export const ENVELOPE_LEN = ID_AT + ID_LEN;

/** Puts content into an envelope. */
export function putInEnvelope({ kind, id, content }: Envelope): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(ENVELOPE_LEN + content.length);
  bytes.set(MAGIC);
  bytes[VERSION_AT] = VERSION;
  bytes[KIND_AT] = KINDS[kind];
  for (let i = 0; i < ID_LEN; i++) {
    bytes[ID_AT + i] = Number.parseInt(id.slice(2 * i, 2 * i + 2), 16);
  }
  bytes.set(content, ENVELOPE_LEN);
  return bytes;
}

/** What an envelope holds; `undefined` for every other message, and for envelopes yet unknown. */
export function takeFromEnvelope(bytes: Uint8Array): Envelope | undefined {
  const isOurs =
    bytes.length >= ENVELOPE_LEN &&
    MAGIC.every((byte, i) => bytes[i] === byte) &&
    bytes[VERSION_AT] === VERSION;
  const kind = isOurs ? nameOf(KINDS, bytes[KIND_AT]) : undefined;
  const id = hex(bytes.subarray(ID_AT, ENVELOPE_LEN));
  return kind && { kind, id, content: bytes.subarray(ENVELOPE_LEN) };
}

/** An id that nobody guesses. */
export function newEnvelopeId(): string {
  return hex(globalThis.crypto.getRandomValues(new Uint8Array(ID_LEN)));
}

/** The content of a refusal. */
export function refusalContent(reason: RefusalReason): Uint8Array {
  return Uint8Array.of(REASONS[reason]);
}

/** Why a request was refused; what a later version may say beyond this counts as `failed`. */
export function refusalReason(content: Uint8Array): RefusalReason {
  return nameOf(REASONS, content[0]) ?? 'failed';
}

function nameOf<N extends string>(
  numbers: Readonly<Record<N, number>>,
  number: number | undefined,
): N | undefined {
  return (Object.keys(numbers) as N[]).find((name) => numbers[name] === number);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
