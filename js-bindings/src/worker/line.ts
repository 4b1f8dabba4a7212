/** One end of the way between a page and a worker. */
export interface Line {
  /** Sends a message; what is to be transferred is gone here afterwards. */
  post(message: unknown, transfer?: Transferable[]): void;
  /** Messages from now on, those that wait already among them, and word when the way is broken. */
  hear(take: (message: unknown) => void, broken: (detail: string) => void): void;
  /** Nothing crosses any more. */
  end(): void;
}

/** What workers, their scopes and message ports have in common. */
interface PortLike extends EventTarget {
  postMessage(message: unknown, transfer: Transferable[]): void;
  start?(): void;
}

/** A line over a port; `failing` is what fires `error` when its worker does not run. */
export function lineOver(port: PortLike, end: () => void, failing: EventTarget = port): Line {
  return {
    post: (message, transfer = []) => port.postMessage(message, transfer),
    hear(take, broken) {
      port.addEventListener('message', (event) => take((event as MessageEvent).data));
      port.addEventListener('messageerror', () => broken('a message could not be read'));
      failing.addEventListener('error', (event) => broken(detailOf(event)));
      port.start?.();
    },
    end,
  };
}

/** Engines say nothing about a script that did not load. */
function detailOf(event: Event): string {
  const message = 'message' in event ? event.message : undefined;
  return typeof message === 'string' && message !== '' ? message : 'its script did not load';
}

/** What can be transferred of bytes so that nobody else loses theirs. */
export function bufferOf({ buffer, byteLength }: Uint8Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}
