import type { Transport } from '../platform.js';
import type { DirectoryAnswer } from './outputs.js';

/** What clients do at the network's doors; the network's side of them. */
export interface DoorEvents {
  /** A client's socket to a gateway is open; the number names it in what follows. */
  opened(gateway: number, socket: DoorSocket): number;
  text(connection: number, text: string): void;
  binary(connection: number, frame: Uint8Array): void;
  ping(connection: number): void;
  pong(connection: number, payload: Uint8Array): void;
  /** Told once for each socket, whichever side ended it. */
  closed(connection: number): void;
  /** Answers a request to the directory; `null` for breaking it off without an answer. */
  request(method: string, target: string): Promise<DirectoryAnswer | null>;
}

/** A client's socket as the network writes to it. */
export interface DoorSocket {
  send(data: string | Uint8Array): void;
  ping(payload: Uint8Array): void;
  /** Ends it without a Close frame, after what was written before. */
  drop(): void;
  /** Ends it at once; what was written before may be lost. */
  cut(): void;
}

/** Where clients come in: sockets of this machine, or none at all. */
export interface Front {
  /** The directory's base URL, ending in `/api`. */
  readonly nymApi: string;
  /** The port of each gateway, in their order. */
  readonly gatewayPorts: readonly number[];
  /** What clients must take instead of the engine's network, where the doors are no sockets. */
  readonly transport?: Transport;
  /** The gateway takes clients no more, and those that it has are cut off. */
  shut(gateway: number): Promise<void>;
  /** The gateway takes clients again, at the same place. */
  reopen(gateway: number): Promise<void>;
  /** Ends all, clients' sockets included; when this resolves nothing is left open. */
  close(): Promise<void>;
}
