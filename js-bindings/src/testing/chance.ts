/** The same faults for the same seed; nothing secret comes from here. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    // Both halves of a seed count: it may have 53 bits.
    this.#state = (seed ^ Math.floor(seed / 2 ** 32)) >>> 0;
  }

  /** A number from 0 up to, and not including, 1. */
  next(): number {
    // A Weyl sequence through the finalizer of MurmurHash3.
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to, and not including, `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }
}
