import { type MessageQueueLimits, QUEUE_LIMITS } from '../messages.js';

/**
 * What has been posted and not been taken yet. Ports have no bound of their own, so who posts data
 * counts it here first.
 */
export class Backlog {
  readonly #limits: MessageQueueLimits;
  #messages = 0;
  #bytes = 0;

  constructor(limits: MessageQueueLimits = QUEUE_LIMITS) {
    this.#limits = limits;
  }

  /** Counts a message that is about to be posted; false when there is no room for it. */
  add(bytes: number): boolean {
    const isFull =
      this.#messages >= this.#limits.messages || this.#bytes + bytes > this.#limits.bytes;
    if (isFull && this.#messages > 0) {
      return false;
    }
    this.#messages++;
    this.#bytes += bytes;
    return true;
  }

  /** One message has been taken. */
  take(bytes: number): void {
    this.#messages--;
    this.#bytes -= bytes;
  }
}
