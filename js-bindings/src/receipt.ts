import type { SessionNews } from './session.js';
import { TypedEventTarget } from './typed-events.js';

/**
 * How far a message is: `queued`, `sending` once a packet has left, `sent` once all have left,
 * `acknowledged` once the recipient's gateway has them all. `failed` can follow any but
 * `acknowledged`, even `sent`.
 */
export type ReceiptState = 'queued' | 'sending' | 'sent' | 'acknowledged' | 'failed';

/** How far a message is, in packets. */
export interface SendProgress {
  /** Packets that have left at least once. */
  readonly left: number;
  /** Packets that the recipient's gateway acknowledged. */
  readonly acknowledged: number;
  /** Packets of the whole message; 0 until it has been cut. */
  readonly total: number;
}

/** The events of a receipt, each with what its `detail` holds. */
export interface ReceiptEventMap {
  /** A packet left or was acknowledged. */
  progress: CustomEvent<SendProgress>;
  /** The message is in another state now. */
  state: CustomEvent<ReceiptState>;
}

/** A message of an earlier run that goes on. */
export interface ResumedMessage {
  /** What becomes of it. */
  readonly receipt: Receipt;
  /** When it was given to the earlier run. */
  readonly queuedAt: Date;
}

/** News that move a receipt on. */
export type ReceiptNews = Extract<
  SessionNews,
  { readonly kind: 'progress' | 'sent' | 'acknowledged' }
>;

/** A promise that is made when somebody first asks for it, so that none is rejected unheard. */
class Milestone {
  #promise: Promise<void> | undefined;
  #pass = () => {};
  #outcome: { readonly reason?: unknown; readonly isFailure: boolean } | undefined;

  get promise(): Promise<void> {
    this.#promise ??= new Promise((resolve, reject) => {
      this.#pass = () => (this.#outcome?.isFailure ? reject(this.#outcome.reason) : resolve());
      if (this.#outcome !== undefined) {
        this.#pass();
      }
    });
    return this.#promise;
  }

  get isSettled(): boolean {
    return this.#outcome !== undefined;
  }

  /** Whether somebody has got a promise that it rejected. */
  get isFailureHeard(): boolean {
    return this.#promise !== undefined && this.#outcome?.isFailure === true;
  }

  resolve(): void {
    this.#outcome ??= { isFailure: false };
    this.#pass();
  }

  reject(reason: unknown): void {
    this.#outcome ??= { isFailure: true, reason };
    this.#pass();
  }
}

/**
 * What becomes of a message. Waiting for the receipt itself is waiting for `sent`.
 *
 * A failure that nobody looked for, neither by a promise that it rejects nor by listening to
 * `state`, is told by an `error` event of the client.
 */
export class Receipt extends TypedEventTarget<ReceiptEventMap> implements PromiseLike<void> {
  readonly #cancel: () => void;
  readonly #sent = new Milestone();
  readonly #acknowledged = new Milestone();
  #state: ReceiptState = 'queued';
  #progress: SendProgress = { left: 0, acknowledged: 0, total: 0 };
  #error: unknown;
  #isWatched = false;

  /** @internal */
  constructor(cancel: () => void) {
    super();
    this.#cancel = cancel;
  }

  /**
   * Resolves when every packet has left for the gateway. Rejects with a PeapodError
   * (`INVALID_ADDRESS`, `RECIPIENT_UNREACHABLE`, `QUEUE_FULL`, `CANCELLED`, `CLOSED`, …) or with
   * the reason of the signal.
   */
  get sent(): Promise<void> {
    return this.#sent.promise;
  }

  /**
   * Resolves when the recipient's gateway has acknowledged every packet. Rejects as `sent` does,
   * and with `NOT_ACKNOWLEDGED` when that never came; the message may have arrived nevertheless.
   */
  get acknowledged(): Promise<void> {
    return this.#acknowledged.promise;
  }

  /** How far the message is. */
  get state(): ReceiptState {
    return this.#state;
  }

  /** How far the message is, in packets. */
  get progress(): SendProgress {
    return this.#progress;
  }

  /** Why the message failed: what the promises reject with; `undefined` in other states. */
  get error(): unknown {
    return this.#error;
  }

  /**
   * Holds back what has not left yet: the receipt fails with `CANCELLED`. What has left may arrive,
   * but makes no message. Does nothing once every packet has left.
   */
  cancel(): void {
    this.#cancel();
  }

  /** As that of `sent`. */
  // biome-ignore lint/suspicious/noThenProperty: a receipt can be waited for, as its class says
  then<T = void, E = never>(
    // biome-ignore lint/suspicious/noConfusingVoidType: nothing is what a receipt resolves with
    onfulfilled?: ((value: void) => T | PromiseLike<T>) | null,
    onrejected?: ((reason: unknown) => E | PromiseLike<E>) | null,
  ): Promise<T | E> {
    return this.sent.then(onfulfilled, onrejected);
  }

  /** As that of `sent`. */
  catch<E = never>(
    onrejected?: ((reason: unknown) => E | PromiseLike<E>) | null,
    // biome-ignore lint/suspicious/noConfusingVoidType: nothing is what a receipt resolves with
  ): Promise<void | E> {
    return this.sent.catch(onrejected);
  }

  /** As that of `sent`. */
  finally(onfinally?: (() => void) | null): Promise<void> {
    return this.sent.finally(onfinally);
  }

  /** @internal */
  protected override listenerAdded(type: string): void {
    this.#isWatched ||= type === 'state';
  }

  /** @internal Whether every packet has left, or none will. */
  get hasLeft(): boolean {
    return this.#sent.isSettled;
  }

  /** @internal Whether it is acknowledged or failed: nothing more will become of it. */
  get isOver(): boolean {
    return this.#acknowledged.isSettled;
  }

  /** @internal Whether somebody learns by this receipt that it failed. */
  get isFailureHeard(): boolean {
    return this.#isWatched || this.#sent.isFailureHeard || this.#acknowledged.isFailureHeard;
  }

  /** @internal */
  hear(news: ReceiptNews): void {
    if (this.isOver) {
      return;
    }
    if (news.kind === 'progress') {
      this.#advance(news);
      return;
    }
    this.#sent.resolve();
    if (news.kind === 'acknowledged') {
      this.#acknowledged.resolve();
    }
    this.#enter(news.kind);
  }

  /** @internal */
  fail(reason: unknown): void {
    if (!this.isOver) {
      this.#error = reason;
      this.#sent.reject(reason);
      this.#acknowledged.reject(reason);
      this.#enter('failed');
    }
  }

  #advance({ left, acknowledged, total }: SendProgress): void {
    this.#progress = { left, acknowledged, total };
    if (left > 0 && this.#state === 'queued') {
      this.#enter('sending');
    }
    this.dispatchEvent(new CustomEvent('progress', { detail: this.#progress }));
  }

  #enter(state: ReceiptState): void {
    if (this.#state !== state) {
      this.#state = state;
      this.dispatchEvent(new CustomEvent('state', { detail: state }));
    }
  }
}
