/** An EventTarget that knows the types of its events. */
export class TypedEventTarget<Events> extends EventTarget {
  /** Listens to an event. */
  override addEventListener<K extends keyof Events & string>(
    type: K,
    listener: (event: Events[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  /** Listens to an event of any name. */
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  override addEventListener(
    type: string,
    listener: unknown,
    options?: boolean | AddEventListenerOptions,
  ): void {
    super.addEventListener(type, listener as EventListener, options);
    const isOnce = typeof options === 'object' && options.once === true;
    this.listenerAdded(type, listener, isOnce);
  }

  /** Listens no longer to an event. */
  override removeEventListener<K extends keyof Events & string>(
    type: K,
    listener: (event: Events[K]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  /** Listens no longer to an event of any name. */
  override removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
  override removeEventListener(
    type: string,
    listener: unknown,
    options?: boolean | EventListenerOptions,
  ): void {
    super.removeEventListener(type, listener as EventListener, options);
    this.listenerRemoved(type, listener);
  }

  /** @internal Somebody listens from now on. */
  protected listenerAdded(_type: string, _listener: unknown, _isOnce: boolean): void {}

  /** @internal Somebody listens no longer. */
  protected listenerRemoved(_type: string, _listener: unknown): void {}
}
