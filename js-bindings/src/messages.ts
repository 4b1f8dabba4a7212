import { base58Encode } from './base58.js';
import { PeapodError } from './errors.js';
import type { Receipt } from './receipt.js';
import type { SendData } from './send-data.js';
import type { ReplyOptions } from './send-options.js';
import type { SessionNews } from './session.js';

/** An anonymous sender, as one who may be answered. */
export interface MessageSender {
  /** The tag, as base58. */
  readonly tag: string;
  /** Sends an answer. */
  reply(data: SendData, options: ReplyOptions): Receipt;
}

/** A message that came out of the mixnet. Its content is exactly what the sender handed over. */
export class MixnetMessage {
  /**
   * The tag under which an anonymous sender can be answered: random and the same in all its messages
   * to you for as long as it runs; it says nothing about who that is. `undefined` for a plain
   * message.
   */
  readonly sender: string | undefined;
  /** The number of this message, chosen by its sender at random; the same when it comes again. */
  readonly id: number;
  /**
   * Whether an earlier run of a client with `storage` may have had this message already: it was
   * killed before that was stored. Where that matters, remember the `id` of what you handled.
   */
  readonly isRedelivered: boolean;
  readonly #data: Uint8Array;
  readonly #sender: MessageSender | undefined;

  /** Made by the client for each arriving message. */
  constructor(data: Uint8Array, id: number, isRedelivered: boolean, sender?: MessageSender) {
    this.#data = data;
    this.id = id;
    this.isRedelivered = isRedelivered;
    this.#sender = sender;
    this.sender = sender?.tag;
  }

  /**
   * Answers the sender, whose address stays unknown. The receipt may fail with `UNKNOWN_SENDER` or
   * `NO_SURBS_LEFT` when what the answer needs has expired or does not come.
   *
   * @throws PeapodError `UNKNOWN_SENDER` at once for a plain message, which nothing can answer
   */
  reply(data: SendData, options: ReplyOptions = {}): Receipt {
    if (this.#sender === undefined) {
      const message = 'a plain message cannot be answered; its sender has to send anonymously';
      throw new PeapodError('UNKNOWN_SENDER', message);
    }
    return this.#sender.reply(data, options);
  }

  /** @internal The same message with other content: what was in an envelope. */
  withContent(data: Uint8Array): MixnetMessage {
    return new MixnetMessage(data, this.id, this.isRedelivered, this.#sender);
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

/** The message of the core's news; `answerer` sends what answers it. */
export function messageFrom(
  { data, id, isAgain, tag }: Extract<SessionNews, { readonly kind: 'received' }>,
  answerer: { reply(sender: string, data: SendData, options: ReplyOptions): Receipt },
): MixnetMessage {
  if (tag === null) {
    return new MixnetMessage(data, id, isAgain);
  }
  const sender = base58Encode(tag);
  return new MixnetMessage(data, id, isAgain, {
    tag: sender,
    reply: (answer, options) => answerer.reply(sender, answer, options),
  });
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

  /** So many messages were lost before they came here; the reader is told in their place. */
  lose(count: number): void {
    const waiter = this.#waiting.shift();
    if (waiter === undefined) {
      this.#lost += count;
    } else {
      waiter.reject(messagesLost(count));
    }
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

  /** All that wait, for somebody else than a reader, who has been told of gaps by other means. */
  takeAll(): MixnetMessage[] {
    this.#bytes = 0;
    this.#lost = 0;
    return this.#messages.splice(0);
  }

  /** Takes out, in their order, those that somebody else takes. */
  handOver(takes: (message: MixnetMessage) => boolean): void {
    const kept = this.#messages.splice(0).filter((message) => !takes(message));
    this.#messages.unshift(...kept);
    this.#bytes = kept.reduce((sum, message) => sum + message.bytes().length, 0);
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
