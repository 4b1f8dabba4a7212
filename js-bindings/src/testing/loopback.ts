import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { RawData, WebSocket, WebSocketServer } from 'ws';
import { PeapodError } from '../errors.js';
import type { DoorEvents, DoorSocket, Front } from './front.js';

const HOST = '127.0.0.1';
/** Frames of clients have at most some 33 KB. */
const MAX_FRAME_LENGTH = 1024 * 1024;
/** A client that leaves more than this unread is cut off. */
const MAX_UNSENT_BYTES = 128 * 1024 * 1024;

/** A client has begun to close its socket. */
const CLOSING = 'peapod-closing';

type Library = typeof import('ws');

/** Real HTTP and real WebSockets on loopback. */
export class Loopback implements Front {
  readonly #directory: Server;
  readonly #doors: readonly GatewayDoor[];

  private constructor(directory: Server, doors: readonly GatewayDoor[]) {
    this.#directory = directory;
    this.#doors = doors;
  }

  /**
   * Listens for clients of so many gateways.
   *
   * @param port the directory's; the gateways get those that follow. 0 for any that are free
   * @throws PeapodError `NO_WEBSOCKET` without the package `ws`, or what the system says when a
   *   port is taken
   */
  static async open(gateways: number, port: number, events: DoorEvents): Promise<Loopback> {
    const library = await importWs();
    const directory = createServer((request, response) => answer(request, response, events));
    const doors = Array.from(
      { length: gateways },
      (_, gateway) => new GatewayDoor(library, gateway, events),
    );
    const front = new Loopback(directory, doors);
    try {
      await listen(directory, port);
      await Promise.all(doors.map((door, i) => door.open(port === 0 ? 0 : port + 1 + i)));
    } catch (fault) {
      await front.close();
      throw fault;
    }
    return front;
  }

  get nymApi(): string {
    return `http://${HOST}:${portOf(this.#directory)}/api`;
  }

  get gatewayPorts(): readonly number[] {
    return this.#doors.map((door) => door.port);
  }

  async shut(gateway: number): Promise<void> {
    await this.#doors[gateway]?.shut();
  }

  async reopen(gateway: number): Promise<void> {
    const door = this.#doors[gateway];
    await door?.open(door.port);
  }

  async close(): Promise<void> {
    await Promise.all([closeServer(this.#directory), ...this.#doors.map((door) => door.shut())]);
  }
}

/** Where the clients of one gateway come in. */
class GatewayDoor {
  readonly #library: Library;
  readonly #gateway: number;
  readonly #events: DoorEvents;
  #http: Server | undefined;
  #webSockets: WebSocketServer | undefined;
  port = 0;

  constructor(library: Library, gateway: number, events: DoorEvents) {
    this.#library = library;
    this.#gateway = gateway;
    this.#events = events;
  }

  async open(port: number): Promise<void> {
    const http = createServer((_, response) => {
      response.writeHead(400).end('only WebSockets are served here');
    });
    const webSockets = new this.#library.WebSocketServer({
      server: http,
      maxPayload: MAX_FRAME_LENGTH,
      perMessageDeflate: false,
      WebSocket: tellingOfClose(this.#library),
    });
    // A server that cannot listen tells it here too; `listen` throws it.
    webSockets.on('error', () => {});
    webSockets.on('connection', (webSocket, request) => this.#accept(webSocket, request.socket));
    this.#http = http;
    this.#webSockets = webSockets;
    await listen(http, port);
    this.port = portOf(http);
  }

  async shut(): Promise<void> {
    const [http, webSockets] = [this.#http, this.#webSockets];
    this.#http = undefined;
    this.#webSockets = undefined;
    for (const webSocket of webSockets?.clients ?? []) {
      webSocket.terminate();
    }
    webSockets?.close();
    if (http !== undefined) {
      await closeServer(http);
    }
  }

  #accept(webSocket: WebSocket, tcp: Socket): void {
    const connection = this.#events.opened(this.#gateway, doorSocket(webSocket, tcp));
    webSocket.on('message', (data: RawData, isBinary: boolean) => {
      const bytes = bytesOf(data);
      if (isBinary) {
        this.#events.binary(connection, bytes);
      } else {
        this.#events.text(connection, new TextDecoder().decode(bytes));
      }
    });
    webSocket.on('ping', () => this.#events.ping(connection));
    webSocket.on('pong', (payload) => this.#events.pong(connection, payload));
    // A broken frame is followed by the end of the socket, which is what counts.
    webSocket.on('error', () => {});
    let isClosed = false;
    const closed = () => {
      if (!isClosed) {
        isClosed = true;
        this.#events.closed(connection);
      }
    };
    webSocket.on(CLOSING, closed);
    webSocket.on('close', closed);
  }
}

/**
 * Sockets that tell when their client's Close frame comes, as they answer it at once. Like a real
 * gateway ours pushes nothing more from then on; the end of TCP may be long in coming.
 */
function tellingOfClose(library: Library): typeof WebSocket {
  return class extends library.WebSocket {
    override close(code?: number, data?: string | Buffer): void {
      super.close(code, data);
      this.emit(CLOSING);
    }
  };
}

function doorSocket(webSocket: WebSocket, tcp: Socket): DoorSocket {
  return {
    send(data) {
      if (webSocket.bufferedAmount > MAX_UNSENT_BYTES) {
        webSocket.terminate();
      } else if (webSocket.readyState === webSocket.OPEN) {
        webSocket.send(data);
      }
    },
    ping(payload) {
      if (webSocket.readyState === webSocket.OPEN) {
        webSocket.ping(payload);
      }
    },
    // TCP ends in order, without a Close frame, as real gateways do it.
    drop: () => tcp.end(() => webSocket.terminate()),
    cut: () => webSocket.terminate(),
  };
}

async function importWs(): Promise<Library> {
  try {
    return await import('ws');
  } catch (cause) {
    throw new PeapodError(
      'NO_WEBSOCKET',
      "a mixnet with sockets needs the package ws: npm install --save-dev ws, or use transport: 'memory'",
      { cause },
    );
  }
}

function answer(request: IncomingMessage, response: ServerResponse, events: DoorEvents): void {
  events.request(request.method ?? 'GET', request.url ?? '/').then(
    (given) => {
      if (given === null) {
        request.socket.destroy();
      } else {
        response.writeHead(given.status, given.headers).end(given.body);
      }
    },
    (fault) => {
      // The mistake of whoever answers for the directory: to be seen, not to be waited for.
      request.socket.destroy();
      throw fault;
    },
  );
}

async function listen(server: Server, port: number): Promise<void> {
  // Waits for `listening`, and rejects on `error`.
  const listening = once(server, 'listening');
  server.listen(port, HOST);
  await listening;
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) {
    return;
  }
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo | null)?.port ?? 0;
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) {
    return Buffer.concat(data);
  }
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
