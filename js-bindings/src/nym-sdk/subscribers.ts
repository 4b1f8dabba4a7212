import type { EventHandler, EventHandlerSubscribeFn } from './types.js';

/** Those who want to hear one kind of event. */
export class Subscribers<E> {
  readonly #handlers = new Set<EventHandler<E>>();

  /** Subscribes; the same handler only once. */
  readonly subscribe: EventHandlerSubscribeFn<E> = (handler) => {
    this.#handlers.add(handler);
    return () => {
      this.#handlers.delete(handler);
    };
  };

  /** Tells all, whatever one of them throws; that is an uncaught error, as with other events. */
  tell(event: E): void {
    for (const handler of [...this.#handlers]) {
      tellOne(handler, event);
    }
  }
}

/** Tells one handler. */
export function tellOne<E>(handler: EventHandler<E>, event: E): void {
  try {
    handler(event);
  } catch (fault) {
    queueMicrotask(() => {
      throw fault;
    });
  }
}
