import { PeapodError } from './errors.js';

/** A message that came out of the mixnet. Its content is exactly what the sender handed over. */
export class MixnetMessage {
  readonly #data: Uint8Array;

  /** Made by the client for each arriving message. */
  constructor(data: Uint8Array) {
    this.#data = data;
  }

  /** The content, 0 bytes or more; the same array at every call. */
  bytes(): Uint8Array {
    return this.#data;
  }

  /** The content as UTF-8 text; bytes that are not UTF-8 become U+FFFD, as with `Response`. */
  text(): string {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.#data);
  }

  /**
   * The content as a JSON value; its shape is the sender's choice, so check it.
   *
   * @throws PeapodError `NOT_JSON`
   */
  json(): unknown {
    try {
      return JSON.parse(this.text());
    } catch (cause) {
      throw new PeapodError('NOT_JSON', 'the message is not JSON; read it with bytes()', { cause });
    }
  }
}

/** How much waits for a reader before messages are lost. */
export interface MessageQueueLimits {
  readonly messages: number;
  readonly bytes: number;
}

/** 1,024 messages or 64 MiB, whatever is reached first. */
export const QUEUE_LIMITS: MessageQueueLimits = { messages: 1024, bytes: 64 * 1024 * 1024 };

interface Waiter {
  resolve(result: IteratorResult<MixnetMessage, undefined>): void;
  reject(reason: unknown): void;
}

/**
 * Messages between their arrival and their reader, in order and bounded. When it is full, newer
 * messages are thrown away and counted, and the reader is told at the place of the gap: one read
 * rejects with `MESSAGES_LOST`, the next one goes on behind the gap.
 */
export class MessageQueue {
  readonly #limits: MessageQueueLimits;
  readonly #messages: MixnetMessage[] = [];
  readonly #waiting: Waiter[] = [];
  #bytes = 0;
  #lost = 0;
  #ended = false;
  #endedBy: PeapodError | undefined;

  constructor(limits: MessageQueueLimits = QUEUE_LIMITS) {
    this.#limits = limits;
  }

  /** Adds a message; false when it had to be thrown away. */
  push(message: MixnetMessage): boolean {
    const waiter = this.#waiting.shift();
    if (waiter !== undefined) {
      waiter.resolve({ done: false, value: message });
      return true;
    }
    if (this.#lost > 0 || this.#isFullFor(message)) {
      this.#lost++;
      return false;
    }
    this.#messages.push(message);
    this.#bytes += message.bytes().length;
    return true;
  }

  /** The next message; waits for it. Done once the client is closed and all are read. */
  next(): Promise<IteratorResult<MixnetMessage, undefined>> {
    const message = this.#messages.shift();
    if (message !== undefined) {
      this.#bytes -= message.bytes().length;
      return Promise.resolve({ done: false, value: message });
    }
    if (this.#lost > 0) {
      const lost = this.#lost;
      this.#lost = 0;
      return Promise.reject(messagesLost(lost));
    }
    if (this.#ended) {
      return this.#endResult();
    }
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** No message will follow: readers are done, or get the error that ended it. */
  end(error?: PeapodError): void {
    if (this.#ended) {
      return;
    }
    this.#ended = true;
    this.#endedBy = error;
    for (const waiter of this.#waiting.splice(0)) {
      this.#endResult().then(waiter.resolve, waiter.reject);
    }
  }

  #isFullFor(message: MixnetMessage): boolean {
    const isFirst = this.#messages.length === 0;
    return (
      this.#messages.length >= this.#limits.messages ||
      (!isFirst && this.#bytes + message.bytes().length > this.#limits.bytes)
    );
  }

  #endResult(): Promise<IteratorResult<MixnetMessage, undefined>> {
    return this.#endedBy === undefined
      ? Promise.resolve({ done: true, value: undefined })
      : Promise.reject(this.#endedBy);
  }
}

/** The error that tells a reader of a gap. */
export function messagesLost(lost: number): PeapodError {
  return new PeapodError(
    'MESSAGES_LOST',
    `${lost} message(s) were thrown away because nothing read them; read faster, or listen to the message event`,
    { lost },
  );
}
