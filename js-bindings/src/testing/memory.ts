import type { Transport, WebSocketLike } from '../platform.js';
import type { Clock } from './clock.js';
import type { DoorEvents, DoorSocket, Front } from './front.js';

/** Where the network is said to be. The name exists nowhere, so nothing else answers to it. */
const NYM_API = 'http://mixnet.invalid/api';
const FIRST_GATEWAY_PORT = 9000;

type SocketEvent = 'open' | 'close' | 'error' | 'message';
type Listener = (event: { data: unknown }) => void;

/**
 * A network without sockets: clients of this process reach it by calls, each in a turn of its own,
 * as the events of real sockets are.
 */
export class Memory implements Front {
  readonly nymApi = NYM_API;
  readonly gatewayPorts: readonly number[];
  /** What clients take instead of the engine's network. */
  readonly transport: Transport;
  readonly #sockets = new Set<MemorySocket>();
  readonly #shut = new Set<number>();

  constructor(gateways: number, clock: Clock, events: DoorEvents) {
    this.gatewayPorts = Array.from({ length: gateways }, (_, i) => FIRST_GATEWAY_PORT + i);
    const connect = (socket: MemorySocket, url: string) => this.#connect(socket, url, events);
    this.transport = {
      WebSocket: class extends MemorySocket {
        constructor(url: string) {
          super(events);
          connect(this, url);
        }
      },
      fetch: (url, init) => respond(url, init, events),
      monoMs: () => clock.monoMs(),
    };
  }

  async shut(gateway: number): Promise<void> {
    this.#shut.add(gateway);
    for (const socket of [...this.#sockets].filter((each) => each.gateway === gateway)) {
      socket.cut();
    }
  }

  async reopen(gateway: number): Promise<void> {
    this.#shut.delete(gateway);
  }

  async close(): Promise<void> {
    for (const gateway of this.gatewayPorts.keys()) {
      await this.shut(gateway);
    }
  }

  #connect(socket: MemorySocket, url: string, events: DoorEvents): void {
    const gateway = this.gatewayPorts.indexOf(Number(new URL(url).port));
    inItsTurn(() => {
      if (gateway < 0 || this.#shut.has(gateway)) {
        socket.cut();
        return;
      }
      this.#sockets.add(socket);
      socket.ended = () => this.#sockets.delete(socket);
      socket.accepted(gateway, events.opened(gateway, socket.door));
    });
  }
}

/** The client's end of a connection. */
class MemorySocket implements WebSocketLike {
  binaryType = 'arraybuffer';
  /** Nothing is ever on its way for long. */
  readonly bufferedAmount = 0;
  gateway = -1;
  ended = () => {};
  /** The network's end. */
  readonly door: DoorSocket = {
    send: (data) =>
      this.#tell('message', { data: typeof data === 'string' ? data : data.slice().buffer }),
    // Answered as WebSocket libraries do it, unseen by the client.
    ping: (payload) => this.#inform((connection) => this.#events.pong(connection, payload)),
    drop: () => this.cut(),
    cut: () => this.cut(),
  };
  readonly #events: DoorEvents;
  readonly #listeners = new Map<SocketEvent, Set<Listener>>();
  #connection: number | undefined;
  #isOver = false;

  constructor(events: DoorEvents) {
    this.#events = events;
  }

  accepted(gateway: number, connection: number): void {
    this.gateway = gateway;
    this.#connection = connection;
    this.#tell('open');
  }

  /** Ends the connection without a word. */
  cut(): void {
    this.#tell('close');
    this.#end();
  }

  send(data: string | Uint8Array<ArrayBuffer>): void {
    const copy = typeof data === 'string' ? data : data.slice();
    this.#inform((connection) =>
      typeof copy === 'string'
        ? this.#events.text(connection, copy)
        : this.#events.binary(connection, copy),
    );
  }

  close(): void {
    this.cut();
  }

  addEventListener(type: SocketEvent, listener: Listener): void {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
  }

  #end(): void {
    if (!this.#isOver) {
      this.#inform((connection) => this.#events.closed(connection));
      this.#isOver = true;
      this.ended();
    }
  }

  /** Tells the client, unless the connection has ended before. */
  #tell(type: SocketEvent, event: { data: unknown } = { data: undefined }): void {
    if (this.#isOver) {
      return;
    }
    inItsTurn(() => {
      for (const listener of this.#listeners.get(type) ?? []) {
        listener(event);
      }
    });
  }

  /** Tells the network, unless the connection has ended before. */
  #inform(action: (connection: number) => void): void {
    const connection = this.#connection;
    if (!this.#isOver && connection !== undefined) {
      inItsTurn(() => action(connection));
    }
  }
}

/** After what runs now, in the order of the calls; no test runner replaces promises. */
function inItsTurn(action: () => void): void {
  Promise.resolve().then(action);
}

async function respond(url: string, init: RequestInit, events: DoorEvents): Promise<Response> {
  const { protocol, host, pathname, search } = new URL(url);
  if (`${protocol}//${host}` !== new URL(NYM_API).origin) {
    throw new TypeError(`fetch failed: the mixnet in memory is at ${NYM_API}, not at ${url}`);
  }
  const answer = await events.request(init.method ?? 'GET', pathname + search);
  init.signal?.throwIfAborted();
  if (answer === null) {
    throw new TypeError('fetch failed: the directory broke the connection off');
  }
  const { status, headers, body } = answer;
  return new Response(body.slice(), { status, headers });
}
