import type { CoreClient } from '../core/core.js';
import { PeapodError } from '../errors.js';
import { Chance } from './chance.js';
import { runnersClock } from './clock.js';
import type { MixnetCommand } from './commands.js';
import { type DirectoryFault, directoryRewrite } from './directory.js';
import { EventStream, type MixnetEvent } from './events.js';
import type { DoorEvents, DoorSocket, Front } from './front.js';
import { NetworkLoop } from './loop.js';
import type { DirectoryAnswer, MixnetAnswer, MixnetOutput } from './outputs.js';
import { Wires } from './wires.js';

/** Joins a network without I/O to the doors where clients come in, and to its wires. */
export class MixnetHost implements DoorEvents {
  readonly wires: Wires;
  readonly #loop: NetworkLoop;
  readonly #sockets = new Map<number, DoorSocket>();
  readonly #streams = new Set<EventStream>();
  #front: Front | undefined;
  #rewrite = directoryRewrite(null);
  #lastRequest = 0;
  #isOver = false;

  /** Drives this network; the chances of its faults follow from the seed. */
  constructor(core: CoreClient, seed: number) {
    this.#loop = new NetworkLoop(core, runnersClock, {
      perform: (output) => this.#perform(output),
      crashed: (fault) => this.#crash(fault),
    });
    this.wires = new Wires(runnersClock, new Chance(seed), ({ to, bytes }) => {
      if (!this.#loop.arrive(to, bytes)) {
        this.wires.countLost();
      }
    });
  }

  /** @throws PeapodError `CLOSED` after the end */
  requireOpen(): void {
    if (this.#isOver) {
      throw new PeapodError('CLOSED', 'the mixnet is closed; start another one');
    }
  }

  /** Tells the network where its doors are: from now on it can be reached. */
  stand(front: Front): void {
    this.#front = front;
    front.gatewayPorts.forEach((port, gateway) => {
      this.#loop.input({ kind: 'gateway-listens', gateway, port });
    });
    this.#loop.input({ kind: 'directory-listens', url: front.nymApi });
  }

  /** Gives the network an input. */
  input(command: MixnetCommand): void {
    this.requireOpen();
    this.#loop.input(command);
  }

  /** Gives the network an input that asks something. */
  ask<K extends MixnetAnswer['kind']>(
    command: MixnetCommand,
    kind: K,
  ): Extract<MixnetAnswer, { kind: K }> {
    this.requireOpen();
    let heard: MixnetAnswer | undefined;
    this.#loop.ask(command, (answer) => {
      heard = answer;
    });
    if (heard?.kind !== kind) {
      throw new PeapodError('CORE_CRASHED', `the network did not answer ${command.kind}`);
    }
    return heard as Extract<MixnetAnswer, { kind: K }>;
  }

  /** The socket of a connection, while it is open. */
  socket(connection: number): DoorSocket | undefined {
    return this.#sockets.get(connection);
  }

  /** What is wrong with the directory from now on; `null` for nothing. */
  disturbDirectory(fault: DirectoryFault | null): void {
    this.#rewrite = directoryRewrite(fault);
  }

  /** By how much the network's wall clock is ahead of this process. */
  skewWallClock(skewMs: number): void {
    this.#loop.skewWallClock(skewMs);
  }

  /** A reader of what happens from now on. */
  watch(): EventStream {
    const stream = new EventStream(() => {
      this.#streams.delete(stream);
      if (this.#streams.size === 0) {
        this.#loop.input({ kind: 'watch', isOn: false });
      }
    });
    this.#streams.add(stream);
    this.input({ kind: 'watch', isOn: true });
    return stream;
  }

  /** Ends all: when this resolves nothing is left open. */
  async close(): Promise<void> {
    this.#isOver = true;
    this.#loop.close();
    this.wires.close();
    for (const stream of this.#streams) {
      stream.end();
    }
    await this.#front?.close();
    this.#sockets.clear();
  }

  opened(gateway: number, socket: DoorSocket): number {
    let number = 0;
    this.#loop.ask({ kind: 'socket-opened', gateway }, (answer) => {
      if (answer.kind === 'accepted') {
        number = answer.connection;
        this.#sockets.set(number, socket);
      }
    });
    if (number === 0) {
      socket.cut();
    }
    return number;
  }

  text(connection: number, text: string): void {
    this.#loop.input({ kind: 'socket-text', connection, text });
  }

  binary(connection: number, bytes: Uint8Array): void {
    this.#loop.input({ kind: 'socket-binary', connection, bytes });
  }

  ping(connection: number): void {
    this.#loop.input({ kind: 'socket-ping', connection });
  }

  pong(connection: number, bytes: Uint8Array): void {
    this.#loop.input({ kind: 'socket-pong', connection, bytes });
  }

  closed(connection: number): void {
    this.#sockets.delete(connection);
    this.#loop.input({ kind: 'socket-closed', connection });
  }

  async request(method: string, target: string): Promise<DirectoryAnswer | null> {
    this.#lastRequest = (this.#lastRequest + 1) >>> 0;
    const request = this.#lastRequest;
    if (this.#isOver) {
      return null;
    }
    const answer = this.ask({ kind: 'http', request, method, target }, 'http-answer');
    // The server's own time would show that the network's clock is set otherwise.
    const date = new Date(this.#loop.wallMs()).toUTCString();
    const headers = { date, ...answer.headers };
    return this.#rewrite({ method, target }, { ...answer, headers });
  }

  #perform(output: Exclude<MixnetOutput, { kind: 'wake' }>): void {
    switch (output.kind) {
      case 'send-packet':
        return this.wires.carry(output);
      case 'send-text':
        return this.#sockets.get(output.connection)?.send(output.text);
      case 'send-binary':
        return this.#sockets.get(output.connection)?.send(output.bytes);
      case 'ping':
        return this.#sockets.get(output.connection)?.ping(output.bytes);
      case 'close-socket':
        return this.#sockets.get(output.connection)?.drop();
      case 'event':
        return this.#tell(output.event);
    }
  }

  #tell(event: MixnetEvent): void {
    for (const stream of this.#streams) {
      stream.push(event);
    }
  }

  /** A network that broke, or a fault's function that threw, must not pass unseen. */
  #crash(fault: unknown): void {
    this.close().finally(() => {
      throw fault;
    });
  }
}
