import type { Platform, WebSocketLike } from './platform.js';

/** What happens on a socket. */
export interface SocketEvents {
  opened(socket: number): void;
  text(socket: number, text: string): void;
  binary(socket: number, frame: Uint8Array): void;
  /** What a socket holds back has changed by much; in bytes. */
  buffered(socket: number, bytes: number): void;
  /** The socket is closed or could not be opened; told once, and not after `close`. */
  closed(socket: number): void;
}

const NORMAL_CLOSURE = 1000;
/** A peer that leaves this much unread is treated as gone, for memory must stay bounded. */
const MAX_UNSENT_BYTES = 8 * 1024 * 1024;
/** The largest packets have some 33 KB; a peer that sends such a frame is no gateway. */
const MAX_FRAME_LENGTH = 1024 * 1024;

/** A change of the unsent bytes that is worth telling: some six packets. */
const BUFFERED_STEP_BYTES = 16 * 1024;

interface OpenSocket {
  readonly webSocket: WebSocketLike;
  /** The unsent bytes as they were told last. */
  toldBytes: number;
}

/** The open WebSockets, each under the number that the core gave it. */
export class Sockets {
  readonly #platform: Platform;
  readonly #events: SocketEvents;
  readonly #open = new Map<number, OpenSocket>();

  constructor(platform: Platform, events: SocketEvents) {
    this.#platform = platform;
    this.#events = events;
  }

  /** Opens a socket; what becomes of it is told through the events, a refusal too. */
  open(socket: number, url: string): void {
    let webSocket: WebSocketLike;
    try {
      webSocket = new this.#platform.WebSocket(url);
    } catch {
      // A malformed URL, or ws: in an https page.
      this.#events.closed(socket);
      return;
    }
    webSocket.binaryType = 'arraybuffer';
    this.#open.set(socket, { webSocket, toldBytes: 0 });
    this.#listen(socket, webSocket);
  }

  /** Sends one frame; does nothing when the socket is gone. */
  send(socket: number, data: string | Uint8Array): void {
    const open = this.#open.get(socket);
    if (open === undefined) {
      return;
    }
    const { webSocket } = open;
    if (webSocket.bufferedAmount > MAX_UNSENT_BYTES) {
      this.#giveUp(socket);
      return;
    }
    // The core's outputs are copies of their own, never windows on shared memory.
    webSocket.send(data as string | Uint8Array<ArrayBuffer>);
    if (typeof data !== 'string') {
      this.#tellBuffered(socket, open);
    }
  }

  /** Looks at what the sockets hold back; engines do not tell when it drains. */
  lookAtBuffers(): void {
    for (const [socket, open] of this.#open) {
      this.#tellBuffered(socket, open);
    }
  }

  /** Closes a socket; nothing more is told about it. */
  close(socket: number): void {
    const open = this.#open.get(socket);
    this.#open.delete(socket);
    open?.webSocket.close(NORMAL_CLOSURE);
  }

  /** Closes all. */
  closeAll(): void {
    for (const socket of [...this.#open.keys()]) {
      this.close(socket);
    }
  }

  #listen(socket: number, webSocket: WebSocketLike): void {
    const whileOpen = (action: () => void) => () => {
      if (this.#open.get(socket)?.webSocket === webSocket) {
        action();
      }
    };
    const gone = whileOpen(() => this.#giveUp(socket));
    webSocket.addEventListener(
      'open',
      whileOpen(() => this.#events.opened(socket)),
    );
    webSocket.addEventListener('close', gone);
    webSocket.addEventListener('error', gone);
    webSocket.addEventListener('message', ({ data }) =>
      whileOpen(() => this.#received(socket, data))(),
    );
  }

  #tellBuffered(socket: number, open: OpenSocket): void {
    const bytes = open.webSocket.bufferedAmount;
    const isMuch = Math.abs(bytes - open.toldBytes) >= BUFFERED_STEP_BYTES;
    const isDrained = bytes === 0 && open.toldBytes > 0;
    if (isMuch || isDrained) {
      open.toldBytes = bytes;
      this.#events.buffered(socket, bytes);
    }
  }

  /** The socket is of no more use: closed here and told as closed. */
  #giveUp(socket: number): void {
    this.close(socket);
    this.#events.closed(socket);
  }

  #received(socket: number, data: unknown): void {
    const isText = typeof data === 'string';
    if (!isText && !(data instanceof ArrayBuffer)) {
      return;
    }
    if ((isText ? data.length : data.byteLength) > MAX_FRAME_LENGTH) {
      this.#giveUp(socket);
    } else if (isText) {
      this.#events.text(socket, data);
    } else {
      this.#events.binary(socket, new Uint8Array(data));
    }
  }
}
