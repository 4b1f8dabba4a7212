/** The largest number that the core takes. */
const MAX_NUMBER = 0x7fffffff;

/** Whose a number is, and under which number its owner knows it. */
export interface Route<M> {
  /** Nobody's any more once its page has gone. */
  readonly member: M | undefined;
  readonly number: number;
}

/**
 * Numbers of several pages, made one series for the core. Each is here from a request until its
 * last answer, so their count is bounded by what pages have open.
 */
export class Routes<M> {
  readonly #routes = new Map<number, Route<M>>();
  #last = 0;

  /** The core's number for a page's one. */
  add(member: M, number: number): number {
    do {
      this.#last = this.#last === MAX_NUMBER ? 1 : this.#last + 1;
    } while (this.#routes.has(this.#last));
    this.#routes.set(this.#last, { member, number });
    return this.#last;
  }

  /** The core chose this number itself; a page shall know it by the same. */
  adopt(member: M | undefined, number: number): void {
    this.#routes.set(number, { member, number });
  }

  /** Whose the core's number is. */
  get(number: number): Route<M> | undefined {
    return this.#routes.get(number);
  }

  /** The same for the last time. */
  take(number: number): Route<M> | undefined {
    const route = this.#routes.get(number);
    this.#routes.delete(number);
    return route;
  }

  /** The core's number for one that a page has given. */
  find(member: M, number: number): number | undefined {
    for (const [own, route] of this.#routes) {
      if (route.member === member && route.number === number) {
        return own;
      }
    }
    return undefined;
  }

  /** Leaves what is a page's to nobody; its numbers stay taken until their last answer. */
  abandonAllOf(member: M): void {
    for (const [own, route] of this.#routes) {
      if (route.member === member) {
        this.#routes.set(own, { member: undefined, number: route.number });
      }
    }
  }

  /** Forgets what is a page's; the core's numbers for that. */
  removeAllOf(member: M): number[] {
    const own = [...this.#routes].filter(([, route]) => route.member === member);
    for (const [number] of own) {
      this.#routes.delete(number);
    }
    return own.map(([number]) => number);
  }
}
