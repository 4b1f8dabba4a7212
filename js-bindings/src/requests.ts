import { onAbort } from './arguments.js';
import { invalid } from './checks.js';
import { PeapodError } from './errors.js';
import type { MixnetMessage } from './messages.js';
import type { Timers } from './platform.js';
import type { Receipt } from './receipt.js';
import {
  ENVELOPE_LEN,
  type Envelope,
  newEnvelopeId,
  putInEnvelope,
  refusalReason,
} from './request-envelope.js';
import { copyOf, type ReadyData } from './send-data.js';
import { checkSend, type SendOptions } from './send-options.js';

/** What `request` takes beside address and data. */
export interface RequestOptions extends Omit<SendOptions, 'anonymous'> {
  /** How long in ms to wait for the answer, 1 to 3,600,000; default 60,000. */
  readonly timeoutMs?: number;
}

/** Sends a message. */
export type Sender = (
  address: string,
  data: Uint8Array<ArrayBuffer>,
  options: SendOptions,
) => Receipt;

interface OpenRequest {
  answered(message: MixnetMessage): void;
  failed(reason: unknown): void;
}

const DEFAULT_TIMEOUT_MS = 60_000;
const MAX_TIMEOUT_MS = 3_600_000;
/** How many requests may wait for their answers at a time. */
const MAX_OPEN = 1024;

/** Requests of this client, each until it is answered, refused, given up or too old. */
export class Requests {
  readonly #send: Sender;
  readonly #timers: Timers;
  readonly #open = new Map<string, OpenRequest>();
  #lateAnswers = 0;
  #endedBy: PeapodError | undefined;

  constructor(send: Sender, timers: Timers) {
    this.#send = send;
    this.#timers = timers;
  }

  /** How many answers came that nobody waited for any more. */
  get lateAnswers(): number {
    return this.#lateAnswers;
  }

  /** Asks; resolves with the answer. */
  async request(address: string, data: ReadyData, options: RequestOptions): Promise<MixnetMessage> {
    const { timeoutMs, sending } = checkRequest(options);
    options.signal?.throwIfAborted();
    this.#requireRoom();
    const id = newEnvelopeId();
    const question = putInEnvelope({ kind: 'request', id, content: copyOf(data) });
    const { promise, ...settle } = settlers<MixnetMessage>();
    this.#open.set(id, settle);
    const receipt = this.#send(address, question, sending);
    receipt.sent.catch(settle.failed);
    receipt.acknowledged.catch(settle.failed);
    const stop = onAbort(options.signal, settle.failed);
    const timer = this.#timers.setTimer(() => settle.failed(timedOut(timeoutMs)), timeoutMs);
    return promise.finally(() => {
      this.#open.delete(id);
      this.#timers.clearTimer(timer);
      stop();
      receipt.cancel();
    });
  }

  /** Takes an answer or refusal. */
  hear(envelope: Envelope, message: MixnetMessage): void {
    const request = this.#open.get(envelope.id);
    this.#open.delete(envelope.id);
    if (request === undefined) {
      this.#lateAnswers++;
    } else if (envelope.kind === 'answer') {
      request.answered(message.withContent(envelope.content));
    } else {
      request.failed(refused(envelope.content));
    }
  }

  /** Nothing is answered any more. */
  end(reason: PeapodError): void {
    this.#endedBy = reason;
    for (const request of [...this.#open.values()]) {
      request.failed(reason);
    }
  }

  #requireRoom(): void {
    if (this.#endedBy !== undefined) {
      throw this.#endedBy;
    }
    if (this.#open.size >= MAX_OPEN) {
      const message = `${MAX_OPEN} requests wait for their answers already; wait for some to come`;
      throw new PeapodError('QUEUE_FULL', message);
    }
  }
}

function checkRequest(options: RequestOptions): { timeoutMs: number; sending: SendOptions } {
  if (typeof options !== 'object' || options === null) {
    throw invalid('options', 'an object', options);
  }
  const { timeoutMs = DEFAULT_TIMEOUT_MS, expectedReplyBytes, ...rest } = options;
  if (typeof timeoutMs !== 'number' || !(timeoutMs >= 1 && timeoutMs <= MAX_TIMEOUT_MS)) {
    throw invalid('timeoutMs', `a number of milliseconds from 1 to ${MAX_TIMEOUT_MS}`, timeoutMs);
  }
  if ('anonymous' in rest) {
    const message = 'options: expected no key anonymous; a request is always anonymous';
    throw new PeapodError('INVALID_OPTION', message);
  }
  const sending =
    expectedReplyBytes === undefined
      ? rest
      : { ...rest, expectedReplyBytes: expectedReplyBytes + ENVELOPE_LEN };
  checkSend(sending);
  return { timeoutMs, sending };
}

function settlers<T>() {
  let answered: (value: T) => void = () => {};
  let failed: (reason: unknown) => void = () => {};
  const promise = new Promise<T>((resolve, reject) => {
    answered = resolve;
    failed = reject;
  });
  return { promise, answered, failed };
}

function timedOut(timeoutMs: number): PeapodError {
  const message = `no answer came within ${timeoutMs} ms; the other side may not serve, or be away`;
  return new PeapodError('REQUEST_TIMED_OUT', message);
}

function refused(content: Uint8Array): PeapodError {
  return refusalReason(content) === 'busy'
    ? new PeapodError('REQUEST_REFUSED', 'the other side has too much to do; ask again later')
    : new PeapodError('REQUEST_FAILED', 'the other side failed to answer this request');
}
