import { checkAddress, onAbort } from './arguments.js';
import { base58Decode } from './base58.js';
import { TAG_LEN } from './commands.js';
import { coreError, PeapodError } from './errors.js';
import { Handover, type MessageRequest } from './handover.js';
import { Readings } from './readings.js';
import { Receipt, type ReceiptNews } from './receipt.js';
import { type DataStream, readyOrStream, type SendData } from './send-data.js';
import { checkReply, checkSend, type ReplyOptions, type SendOptions } from './send-options.js';
import type { Session, SessionNews } from './session.js';

/** News about one message. */
type MessageNews = ReceiptNews | Extract<SessionNews, { readonly kind: 'send-failed' }>;

/** A send that has been checked and wants only its number. */
interface Prepared {
  readonly signal: AbortSignal | undefined;
  /** Whether it waits when the core has no room for it. */
  readonly waits: boolean;
  readonly data: Uint8Array | DataStream;
  request(message: number, data: Uint8Array): MessageRequest;
}

interface OpenSend {
  readonly receipt: Receipt;
  /** Listens no longer to the caller's signal. */
  readonly stop: () => void;
  /** Reads no more of the data; only while it is being read. */
  abandon?: ((reason: unknown) => void) | undefined;
}

const CANCELLED_BY_SENDER = 'the message was cancelled by its sender';
/** The core itself takes some 1,000 messages at a time; this bounds what is on the way to it too. */
const MAX_OPEN = 4096;
/** The largest number that the core takes for a message. */
const MAX_NUMBER = 0x7fffffff;

/**
 * The messages on their way out, each with its receipt until that is over. Whatever goes wrong is
 * told by the receipt, mistakes of the caller too; a failure that nobody hears there goes to
 * `unheard`, unless the caller brought it about by cancelling.
 */
export class Outbox {
  readonly #handover: Handover;
  readonly #unheard: (fault: PeapodError) => void;
  readonly #open = new Map<number, OpenSend>();
  readonly #readings = new Readings();
  #last = 0;
  #endedBy: PeapodError | undefined;

  constructor(session: Session, unheard: (fault: PeapodError) => void) {
    this.#handover = new Handover(session);
    this.#unheard = unheard;
  }

  /** Sends to an address. */
  send(address: string, data: SendData, options: SendOptions): Receipt {
    return this.#begin(() => {
      checkAddress(address);
      const { signal, waits, allowance } = checkSend(options);
      return {
        signal,
        waits,
        data: readyOrStream(data),
        request: (message, bytes) =>
          allowance === undefined
            ? { kind: 'send', message, address, data: bytes }
            : { kind: 'send-anonymous', message, allowance, address, data: bytes },
      };
    });
  }

  /** Answers the sender behind a tag. */
  reply(sender: string, data: SendData, options: ReplyOptions): Receipt {
    return this.#begin(() => {
      const tag = tagOf(sender);
      const { signal, waits } = checkReply(options);
      return {
        signal,
        waits,
        data: readyOrStream(data),
        request: (message, bytes) => ({ kind: 'reply', message, tag, data: bytes }),
      };
    });
  }

  /** A message of an earlier run goes on; its receipt. */
  resume(message: number): Receipt {
    const receipt = new Receipt(() =>
      this.#cancel(message, new PeapodError('CANCELLED', CANCELLED_BY_SENDER)),
    );
    this.#open.set(message, { receipt, stop: () => {} });
    this.#handover.resumed(message);
    return receipt;
  }

  /** Takes news; those about a message that is over do no harm. */
  hear(news: MessageNews): void {
    if (news.kind === 'send-failed') {
      if (news.code !== 'QUEUE_FULL' || !this.#handover.refused(news.message)) {
        this.#fail(news.message, coreError(news.code, news.detail));
        this.#handover.ended(news.message);
      }
      return;
    }
    this.#handover.taken(news.message);
    this.#advance(news);
    if (news.kind === 'acknowledged') {
      this.#handover.ended(news.message);
    }
  }

  /**
   * Fails what is open and what will be sent yet. A message of which everything has left fails
   * silently, for its sender has ended the client knowing that; so do all when the end `isTold`.
   */
  end(reason: PeapodError, isTold: boolean): void {
    this.#endedBy = reason;
    this.#handover.clear();
    for (const [number, { receipt }] of [...this.#open]) {
      this.#fail(number, reason, isTold || receipt.hasLeft);
    }
  }

  #begin(prepare: () => Prepared): Receipt {
    const number = this.#nextNumber();
    const cancelled = () => new PeapodError('CANCELLED', CANCELLED_BY_SENDER);
    const receipt = new Receipt(() => this.#cancel(number, cancelled()));
    try {
      const prepared = prepare();
      const { signal, waits, data } = prepared;
      if (signal?.aborted) {
        receipt.fail(signal.reason);
        return receipt;
      }
      this.#requireRoom();
      const stop = onAbort(signal, (reason) => this.#cancel(number, reason));
      const open: OpenSend = { receipt, stop };
      this.#open.set(number, open);
      if (data instanceof Uint8Array) {
        this.#handover.give(prepared.request(number, data), waits);
      } else {
        this.#read(number, open, data, prepared);
      }
    } catch (fault) {
      this.#open.get(number)?.stop();
      this.#open.delete(number);
      receipt.fail(fault);
      this.#tellUnlessHeard(receipt);
    }
    return receipt;
  }

  /** Hands the message over once its data is read. */
  #read(number: number, open: OpenSend, data: DataStream, prepared: Prepared): void {
    open.abandon = this.#readings.begin(data, {
      read: (bytes) => {
        open.abandon = undefined;
        try {
          this.#handover.give(prepared.request(number, bytes), prepared.waits);
        } catch (fault) {
          this.#fail(number, fault);
        }
      },
      failed: (fault) => this.#fail(number, fault),
    });
  }

  #advance(news: ReceiptNews): void {
    const open = this.#open.get(news.message);
    open?.receipt.hear(news);
    if (open?.receipt.hasLeft) {
      open.stop();
    }
    if (open?.receipt.isOver) {
      this.#open.delete(news.message);
    }
  }

  /** Only what has not left can be cancelled. */
  #cancel(number: number, reason: unknown): void {
    const open = this.#open.get(number);
    if (open !== undefined && !open.receipt.hasLeft) {
      const isRead = open.abandon === undefined;
      this.#fail(number, reason, true);
      if (isRead) {
        this.#handover.withdraw(number);
      }
    }
  }

  #fail(number: number, reason: unknown, isTold = false): void {
    const open = this.#open.get(number);
    this.#open.delete(number);
    if (open !== undefined) {
      open.stop();
      open.abandon?.(reason);
      open.receipt.fail(reason);
      if (!isTold) {
        this.#tellUnlessHeard(open.receipt);
      }
    }
  }

  /** Two turns later, for `await` looks at a receipt only one turn after it got it. */
  #tellUnlessHeard(receipt: Receipt): void {
    queueMicrotask(() =>
      queueMicrotask(() => {
        if (!receipt.isFailureHeard) {
          this.#unheard(asPeapodError(receipt.error));
        }
      }),
    );
  }

  #requireRoom(): void {
    if (this.#endedBy !== undefined) {
      throw this.#endedBy;
    }
    if (this.#open.size >= MAX_OPEN) {
      const message = `${MAX_OPEN} messages are on their way already; wait for some to arrive`;
      throw new PeapodError('QUEUE_FULL', message);
    }
  }

  #nextNumber(): number {
    do {
      this.#last = this.#last === MAX_NUMBER ? 1 : this.#last + 1;
    } while (this.#open.has(this.#last) || this.#handover.has(this.#last));
    return this.#last;
  }
}

function tagOf(sender: unknown): Uint8Array {
  const tag = typeof sender === 'string' ? base58Decode(sender, TAG_LEN) : undefined;
  if (tag === undefined) {
    const expected = 'expected the sender of a message: 16 bytes as base58';
    throw new PeapodError('INVALID_ARGUMENT', `sender: ${expected}`);
  }
  return tag;
}

function asPeapodError(fault: unknown): PeapodError {
  return PeapodError.is(fault)
    ? fault
    : new PeapodError('INVALID_ARGUMENT', 'the message could not be read', { cause: fault });
}
