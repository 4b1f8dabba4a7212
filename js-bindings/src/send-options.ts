import { checkSignal } from './checks.js';
import type { ReplyAllowance } from './commands.js';
import { PeapodError } from './errors.js';

/** What `reply` takes beside the data. */
export interface ReplyOptions {
  /**
   * Cancels what has not left yet: the receipt fails with the signal's reason. Once every packet
   * has left, it does nothing.
   */
  readonly signal?: AbortSignal;
  /**
   * What to do when the send queue has no room: `'reject'`, the default, fails with `QUEUE_FULL`;
   * `'wait'` lets the message wait, its receipt `queued`, behind those of its kind that wait already
   * until others have been acknowledged or have failed. At most 64 MiB wait; beyond that it fails
   * nevertheless. What waits is not in a `storage` yet: a killed program forgets it.
   */
  readonly whenFull?: 'reject' | 'wait';
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

/** Options of a reply that have been checked. */
export interface CheckedReply {
  readonly signal: AbortSignal | undefined;
  /** Whether the message waits when the queue is full. */
  readonly waits: boolean;
}

/** Options of a send that have been checked. */
export interface CheckedSend extends CheckedReply {
  /** What SURBs go along; `undefined` for the plain form. */
  readonly allowance: ReplyAllowance | undefined;
}

const REPLY_KEYS: readonly string[] = ['signal', 'whenFull'];
const SEND_KEYS: readonly string[] = [
  'anonymous',
  'expectedReplyBytes',
  'replySurbs',
  ...REPLY_KEYS,
];

/** 460 KB in 287 packets; for longer answers the recipient asks as it goes on. */
const MAX_SURBS = 1000;

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
  return {
    ...checkCommon(options),
    allowance: anonymous === false ? undefined : allowanceOf(expectedReplyBytes, replySurbs),
  };
}

/** How many SURBs that are, the core knows. */
function allowanceOf(bytes: number | undefined, surbs: number | undefined): ReplyAllowance {
  if (surbs !== undefined) {
    return { by: 'surbs', amount: surbs };
  }
  return bytes === undefined ? { by: 'usual' } : { by: 'bytes', amount: bytes };
}

/**
 * Checks the options of a reply.
 *
 * @throws PeapodError `INVALID_OPTION`
 */
export function checkReply(options: ReplyOptions): CheckedReply {
  checkKeys(options, REPLY_KEYS);
  return checkCommon(options);
}

function checkCommon({ signal, whenFull = 'reject' }: ReplyOptions): CheckedReply {
  if (whenFull !== 'reject' && whenFull !== 'wait') {
    throw invalid(`whenFull: expected 'reject' or 'wait'; got ${String(whenFull)}`);
  }
  return { signal: checkSignal(signal), waits: whenFull === 'wait' };
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
