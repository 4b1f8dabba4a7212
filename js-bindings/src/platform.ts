/** The part of a WebSocket that the driver uses; the global one and that of `ws` both have it. */
export interface WebSocketLike {
  /** Set to `arraybuffer`. */
  binaryType: string;
  /** Bytes that have not left yet. */
  readonly bufferedAmount: number;
  /** Sends a frame. */
  send(data: string | Uint8Array<ArrayBuffer>): void;
  /** Closes the connection. */
  close(code?: number): void;
  /** Calls back when it is open, closed or broken. */
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
  /** Calls back with what comes in. */
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
}

/** A WebSocket class, such as the global `WebSocket` or that of the npm package `ws`. */
export type WebSocketConstructor = new (url: string) => WebSocketLike;

/** A network in place of the engine's, such as one of `peapod/testing` without sockets. */
export interface Transport {
  /** Connects to its gateways. */
  readonly WebSocket: WebSocketConstructor;
  /** Asks its directory. */
  readonly fetch: Platform['fetch'];
  /** Milliseconds on the network's clock, which never goes back; by default the engine's. */
  readonly monoMs?: () => number;
}

/** What the driver needs of the engine that it runs in; tests put their own in its place. */
export interface Platform {
  readonly WebSocket: WebSocketConstructor;
  /** Milliseconds on a clock that never goes back. */
  monoMs(): number;
  /** Milliseconds since the Unix epoch. */
  wallMs(): number;
  setTimer(action: () => void, delayMs: number): unknown;
  clearTimer(timer: unknown): void;
  fetch(url: string, init: RequestInit): Promise<Response>;
  /**
   * Tells when the engine believes that the network went or came back, until the result is called.
   * Many engines never tell.
   */
  watchNetwork(changed: (isOnline: boolean) => void): () => void;
}

/** The timers alone. */
export type Timers = Pick<Platform, 'setTimer' | 'clearTimer'>;

/** The timers of this page, worker or process. */
export const theseTimers: Timers = {
  setTimer: (action, delayMs) => setTimeout(action, delayMs),
  clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/** The clocks, timers and network of this page, worker or process. */
export function thisPlatform(WebSocket: WebSocketConstructor, transport?: Transport): Platform {
  return {
    WebSocket,
    monoMs: transport?.monoMs ?? (() => performance.now()),
    wallMs: () => Date.now(),
    ...theseTimers,
    fetch: transport?.fetch ?? ((url, init) => fetch(url, init)),
    watchNetwork,
  };
}

function watchNetwork(changed: (isOnline: boolean) => void): () => void {
  // Node has no events on its global object.
  if (typeof globalThis.addEventListener !== 'function') {
    return () => {};
  }
  const online = () => changed(true);
  const offline = () => changed(false);
  globalThis.addEventListener('online', online);
  globalThis.addEventListener('offline', offline);
  return () => {
    globalThis.removeEventListener('online', online);
    globalThis.removeEventListener('offline', offline);
  };
}
