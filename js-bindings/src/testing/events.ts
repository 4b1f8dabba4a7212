/**
 * What can happen to a packet at a node: a client handed it in (`entered`), it came from another
 * node (`received`), left for the next (`sent`), its payload went to its client (`delivered`) or
 * was kept for it (`stored`), or it was `dropped`.
 */
export type MixnetEventKind = 'entered' | 'received' | 'sent' | 'delivered' | 'stored' | 'dropped';

/** Something that happened to a packet at a node. */
export interface MixnetEvent {
  /** What happened. */
  readonly kind: MixnetEventKind;
  /** When, in milliseconds of the network's clock, which never goes back. */
  readonly monoMs: number;
  /** Id of the node where it happened. */
  readonly node: number;
  /** For `sent`: id of the next node, 0 for an address at which there is none. Else 0. */
  readonly to: number;
  /** Bytes of the packet or payload; 0 for `dropped`. */
  readonly length: number;
  /** For `dropped`: the name of the rule that the packet broke. Else empty. */
  readonly reason: string;
}

/** How many events wait for a reader before the oldest are forgotten. */
const WAITING_LIMIT = 100_000;

/** One reader of the network's events. */
export class EventStream implements AsyncIterableIterator<MixnetEvent, undefined> {
  readonly #waiting: MixnetEvent[] = [];
  readonly #readers: ((result: IteratorResult<MixnetEvent, undefined>) => void)[] = [];
  readonly #ended: () => void;
  #isOver = false;

  /** Calls back once, when nobody reads any more. */
  constructor(ended: () => void) {
    this.#ended = ended;
  }

  /** Gives an event to the reader, or keeps it. */
  push(event: MixnetEvent): void {
    const reader = this.#readers.shift();
    if (reader !== undefined) {
      reader({ done: false, value: event });
      return;
    }
    this.#waiting.push(event);
    if (this.#waiting.length > WAITING_LIMIT) {
      // In one piece, for shifting one by one would cost as much each time.
      this.#waiting.splice(0, WAITING_LIMIT / 2);
    }
  }

  /** No event comes any more; those that wait can still be read. */
  end(): void {
    if (!this.#isOver) {
      this.#isOver = true;
      this.#ended();
      for (const reader of this.#readers.splice(0)) {
        reader({ done: true, value: undefined });
      }
    }
  }

  async next(): Promise<IteratorResult<MixnetEvent, undefined>> {
    const value = this.#waiting.shift();
    if (value !== undefined) {
      return { done: false, value };
    }
    if (this.#isOver) {
      return { done: true, value: undefined };
    }
    return new Promise((resolve) => this.#readers.push(resolve));
  }

  async return(): Promise<IteratorResult<MixnetEvent, undefined>> {
    this.#waiting.length = 0;
    this.end();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
