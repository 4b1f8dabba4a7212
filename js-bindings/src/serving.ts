import { checkSignal, invalid, objectAt, refuseUnknown } from './checks.js';
import { PeapodError } from './errors.js';
import type { MixnetMessage } from './messages.js';
import { type Envelope, putInEnvelope, refusalContent } from './request-envelope.js';
import { copyOf, type ReadyData } from './send-data.js';

/** What a handler learns beside the request. */
export interface ServeContext {
  /** Aborts when the serving is stopped: the answer will not be sent then. */
  readonly signal: AbortSignal;
}

/**
 * Answers a request, whose content is that of the message; `message.sender` is a tag, the same for
 * all requests of one asker. What it returns is the answer, nothing is an empty one.
 */
export type RequestHandler = (
  message: MixnetMessage,
  context: ServeContext,
  // biome-ignore lint/suspicious/noConfusingVoidType: a handler may return nothing
) => ReadyData | void | Promise<ReadyData | void>;

/** What `serve` takes beside the handler. */
export interface ServeOptions {
  /** How many requests are handled at a time, 1 to 1,024; default 16. As many as 256 more wait. */
  readonly concurrency?: number;
  /** Stops the serving, as `stop` does. */
  readonly signal?: AbortSignal;
}

/** How it went so far, in requests. */
export interface ServeCounts {
  /** Answers handed over. */
  readonly answered: number;
  /** Handlers that threw or rejected. */
  readonly failed: number;
  /** Sent back because too many waited. */
  readonly refused: number;
  /** Answers and refusals that could not be sent. */
  readonly undelivered: number;
}

/** A client that serves. */
export interface Serving {
  /** How it went so far. */
  readonly counts: ServeCounts;
  /** Takes no more requests, aborts the handlers' signals and sends no answer any more. */
  stop(): void;
}

/** A request that waits for its turn. */
interface Waiting {
  readonly id: string;
  readonly message: MixnetMessage;
  readonly content: Uint8Array;
}

const DEFAULT_CONCURRENCY = 16;
const MAX_CONCURRENCY = 1024;
const MAX_WAITING = 256;
const MAX_WAITING_BYTES = 64 * 1024 * 1024;
const NOTHING = new Uint8Array(0);

/**
 * Has requests handled, so many at a time, and their answers sent. More wait, within limits; what is
 * beyond them is refused.
 */
export class RequestServer implements Serving {
  readonly #handler: RequestHandler;
  readonly #concurrency: number;
  readonly #tell: (fault: PeapodError) => void;
  readonly #stopped = new AbortController();
  readonly #waiting: Waiting[] = [];
  readonly #counts = { answered: 0, failed: 0, refused: 0, undelivered: 0 };
  #waitingBytes = 0;
  #running = 0;

  /** @throws PeapodError `INVALID_ARGUMENT` or `INVALID_OPTION` */
  constructor(handler: RequestHandler, options: ServeOptions, tell: (fault: PeapodError) => void) {
    if (typeof handler !== 'function') {
      throw new PeapodError('INVALID_ARGUMENT', 'handler: expected a function');
    }
    refuseUnknown('options', objectAt('options', options), ['concurrency', 'signal']);
    const { concurrency = DEFAULT_CONCURRENCY } = options;
    if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > MAX_CONCURRENCY) {
      throw invalid('concurrency', `a whole number from 1 to ${MAX_CONCURRENCY}`, concurrency);
    }
    const signal = checkSignal(options.signal);
    signal?.throwIfAborted();
    signal?.addEventListener('abort', () => this.stop(), { signal: this.#stopped.signal });
    this.#handler = handler;
    this.#concurrency = concurrency;
    this.#tell = tell;
  }

  get counts(): ServeCounts {
    return { ...this.#counts };
  }

  /** Whether it takes no more requests. */
  get isStopped(): boolean {
    return this.#stopped.signal.aborted;
  }

  stop(): void {
    this.#waiting.length = 0;
    this.#waitingBytes = 0;
    this.#stopped.abort();
  }

  /** Takes a request. */
  hear({ id, content }: Envelope, message: MixnetMessage): void {
    const request = { id, message, content };
    if (this.#running < this.#concurrency) {
      this.#handle(request);
    } else if (
      this.#waiting.length < MAX_WAITING &&
      this.#waitingBytes + content.length <= MAX_WAITING_BYTES
    ) {
      this.#waiting.push(request);
      this.#waitingBytes += content.length;
    } else {
      this.#counts.refused++;
      this.#reply(message, { kind: 'refusal', id, content: refusalContent('busy') });
    }
  }

  async #handle({ id, message, content }: Waiting): Promise<void> {
    this.#running++;
    const answer = await this.#answerTo(message, content, id);
    this.#running--;
    if (this.isStopped) {
      return;
    }
    this.#reply(message, answer);
    const next = this.#waiting.shift();
    if (next !== undefined) {
      this.#waitingBytes -= next.content.length;
      this.#handle(next);
    }
  }

  /** The asker is not told why a handler failed, for that may be nobody's business; we are. */
  async #answerTo(message: MixnetMessage, content: Uint8Array, id: string): Promise<Envelope> {
    try {
      const inner = message.withContent(content);
      const data = await this.#handler(inner, { signal: this.#stopped.signal });
      const answer: Envelope = {
        kind: 'answer',
        id,
        content: data === undefined ? NOTHING : copyOf(data),
      };
      this.#counts.answered++;
      return answer;
    } catch (cause) {
      this.#counts.failed++;
      if (!this.isStopped) {
        const text = 'a handler of requests failed; its asker was told that, and no more';
        this.#tell(new PeapodError('HANDLER_FAILED', text, { cause }));
      }
      return { kind: 'refusal', id, content: refusalContent('failed') };
    }
  }

  /** Askers come and go: that one cannot be answered is counted and no more. */
  #reply(message: MixnetMessage, answer: Envelope): void {
    message.reply(putInEnvelope(answer), { whenFull: 'wait' }).acknowledged.catch(() => {
      this.#counts.undelivered++;
    });
  }
}
