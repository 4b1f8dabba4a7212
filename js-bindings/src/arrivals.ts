import type { PeapodError } from './errors.js';
import { MessageQueue, type MixnetMessage } from './messages.js';

/**
 * Messages on their way to the program: kept for its loops, or until it listens to events. One
 * that is told to listeners alone is not kept, so that nothing piles up where no loop will come.
 */
export class Arrivals {
  readonly #queue = new MessageQueue();
  readonly #listeners = new Set<unknown>();
  #hasLoop = false;

  /** Takes a message; false when it had to be thrown away. */
  take(message: MixnetMessage): boolean {
    const isWanted = this.#hasLoop || this.#listeners.size === 0;
    return !isWanted || this.#queue.push(message);
  }

  /** So many messages were lost before they came here. */
  lose(count: number): void {
    if (this.#hasLoop || this.#listeners.size === 0) {
      this.#queue.lose(count);
    }
  }

  /** Somebody listens to messages for good. */
  listenerAdded(listener: unknown): void {
    this.#listeners.add(listener);
  }

  /** What came before anybody listened, for listeners; nothing where a loop reads it. */
  takeWaiting(): MixnetMessage[] {
    return this.#hasLoop || this.#listeners.size === 0 ? [] : this.#queue.takeAll();
  }

  /** Has somebody take what is theirs of what came before. */
  handOver(takes: (message: MixnetMessage) => boolean): void {
    this.#queue.handOver(takes);
  }

  /** Somebody listens no longer. */
  listenerRemoved(listener: unknown): void {
    this.#listeners.delete(listener);
  }

  /** A loop over the messages; the loops of one client share them. */
  loop(): AsyncIterableIterator<MixnetMessage, undefined> {
    this.#hasLoop = true;
    const loop: AsyncIterableIterator<MixnetMessage, undefined> = {
      next: () => this.#queue.next(),
      return: async () => ({ done: true, value: undefined }),
      [Symbol.asyncIterator]: () => loop,
    };
    return loop;
  }

  /** No message comes any more; the loops end, with the error if there is one. */
  end(error?: PeapodError): void {
    this.#queue.end(error);
  }
}
