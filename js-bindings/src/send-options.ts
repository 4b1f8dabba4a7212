import { PeapodError } from './errors.js';
import { checkSignal } from './options.js';

/** What `reply` takes beside the data. */
export interface ReplyOptions {
  /**
   * Cancels what has not left yet: the receipt fails with the signal's reason. Once every packet
   * has left, it does nothing.
   */
  readonly signal?: AbortSignal;
}

/** What `send` takes beside address and data. */
export interface SendOptions extends ReplyOptions {
  /**
   * Whether the recipient can answer, without learning who you are; default true. The message then
   * carries reply SURBs, which take some 460 bytes each: 14 of them, five packets in all for a
   * short message, unless you say otherwise.
   *
   * `false` is the plain form: nothing to answer with, hence smaller. It does not name you either.
   */
  readonly anonymous?: boolean;
  /**
   * How long an answer the recipient shall be able to give at once; default 1,601 bytes, which is
   * one packet. A longer one still comes, after the recipient has asked for more SURBs. Answers
   * beyond some 1.3 MB always take that way. With 0, no SURBs go along.
   */
  readonly expectedReplyBytes?: number;
  /**
   * How many reply SURBs to attach, 0 to 1,000, instead of `expectedReplyBytes`. With 0 the recipient
   * can answer only when it holds some of yours from before.
   */
  readonly replySurbs?: number;
}

/** Options of a send that have been checked. */
export interface CheckedSend {
  readonly signal: AbortSignal | undefined;
  /** How many SURBs go along; `undefined` for the plain form. */
  readonly replySurbs: number | undefined;
}

const SEND_KEYS: readonly string[] = ['anonymous', 'expectedReplyBytes', 'replySurbs', 'signal'];
const REPLY_KEYS: readonly string[] = ['signal'];

/** What fits into an answer of one packet (chapter 2, section 1). */
const ONE_PACKET_REPLY_BYTES = 1601;
/** What each packet of a longer answer carries, of the answer with 3 bytes of wrapping. */
const FRAGMENT_BYTES = 1604;
const REPLY_WRAPPING_BYTES = 3;
/** SURBs that a stock recipient never spends on data but keeps to ask for more. */
const SURB_RESERVE = 10;
/** Two spare SURBs and one for six packets: a packet that is lost is sent again with a new one. */
const SPARE_SURBS = 2;
const PACKETS_PER_SPARE_SURB = 6;
/** 460 KB in 287 packets; for longer answers the recipient asks as it goes on. */
const MAX_SURBS = 1000;

/** How many SURBs let a stock recipient answer with so many bytes at once; for 0 bytes none. */
export function surbsForReply(replyBytes: number): number {
  if (replyBytes === 0) {
    return 0;
  }
  const packets = Math.ceil((replyBytes + REPLY_WRAPPING_BYTES) / FRAGMENT_BYTES);
  const spare = SPARE_SURBS + Math.ceil(packets / PACKETS_PER_SPARE_SURB);
  return Math.min(packets + SURB_RESERVE + spare, MAX_SURBS);
}

/**
 * Checks the options of a send.
 *
 * @throws PeapodError `INVALID_OPTION`
 */
export function checkSend(options: SendOptions): CheckedSend {
  checkKeys(options, SEND_KEYS);
  const { anonymous, expectedReplyBytes, replySurbs } = options;
  if (anonymous !== undefined && typeof anonymous !== 'boolean') {
    throw invalid('anonymous: expected true or false');
  }
  checkWhole('expectedReplyBytes', expectedReplyBytes, Number.MAX_SAFE_INTEGER);
  checkWhole('replySurbs', replySurbs, MAX_SURBS);
  if (expectedReplyBytes !== undefined && replySurbs !== undefined) {
    throw invalid('replySurbs: expected this or expectedReplyBytes; got both');
  }
  const wantsReply = expectedReplyBytes !== undefined || replySurbs !== undefined;
  if (anonymous === false && wantsReply) {
    throw invalid('anonymous: expected true where an answer is expected; got false');
  }
  const surbs = replySurbs ?? surbsForReply(expectedReplyBytes ?? ONE_PACKET_REPLY_BYTES);
  return {
    signal: checkSignal(options.signal),
    replySurbs: anonymous === false ? undefined : surbs,
  };
}

/**
 * Checks the options of a reply.
 *
 * @throws PeapodError `INVALID_OPTION`
 */
export function checkReply(options: ReplyOptions): { readonly signal: AbortSignal | undefined } {
  checkKeys(options, REPLY_KEYS);
  return { signal: checkSignal(options.signal) };
}

function checkKeys(options: object, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null) {
    throw invalid('options: expected an object');
  }
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw invalid(`options: expected only the keys ${known.join(', ')}; got the key ${unknown}`);
  }
}

function checkWhole(name: string, value: unknown, max: number): void {
  if (value === undefined) {
    return;
  }
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > max) {
    throw invalid(`${name}: expected a whole number from 0 to ${max}; got ${String(value)}`);
  }
}

function invalid(message: string): PeapodError {
  return new PeapodError('INVALID_OPTION', message);
}
