interface Settlers<T> {
  resolve(value: T): void;
  reject(reason: unknown): void;
}

/** The largest number that the core takes for a message. */
const MAX_NUMBER = 0xffffffff;

/** Promises that wait for news about a number. */
export class Pending<T> {
  readonly #waiting = new Map<number, Settlers<T>>();
  #last = 0;

  /** A promise under a number that no other waiting one has. */
  open(): { readonly number: number; readonly promise: Promise<T> } {
    do {
      this.#last = this.#last === MAX_NUMBER ? 1 : this.#last + 1;
    } while (this.#waiting.has(this.#last));
    const number = this.#last;
    const promise = new Promise<T>((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
    });
    return { number, promise };
  }

  /** Fulfils the promise under a number; does nothing when there is none any more. */
  resolve(number: number, value: T): void {
    this.#take(number)?.resolve(value);
  }

  /** Rejects the promise under a number; does nothing when there is none any more. */
  reject(number: number, reason: unknown): void {
    this.#take(number)?.reject(reason);
  }

  /** Fulfils the oldest promise that waits. */
  resolveOldest(value: T): void {
    const [oldest] = this.#waiting.keys();
    if (oldest !== undefined) {
      this.resolve(oldest, value);
    }
  }

  /** Fulfils all that wait. */
  resolveAll(value: T): void {
    for (const number of [...this.#waiting.keys()]) {
      this.resolve(number, value);
    }
  }

  /** Rejects all that wait. */
  rejectAll(reason: unknown): void {
    for (const number of [...this.#waiting.keys()]) {
      this.reject(number, reason);
    }
  }

  #take(number: number): Settlers<T> | undefined {
    const settlers = this.#waiting.get(number);
    this.#waiting.delete(number);
    return settlers;
  }
}
