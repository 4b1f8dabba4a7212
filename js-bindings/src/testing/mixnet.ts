/// <reference lib="esnext.disposable" preserve="true" />

import { base58Decode } from '../base58.js';
import { PeapodError } from '../errors.js';
import type { ConnectOptions } from '../options.js';
import type { DirectoryFault } from './directory.js';
import type { MixnetEvent } from './events.js';
import type { Front } from './front.js';
import type { MixnetHost } from './host.js';
import { checkFaults } from './options.js';
import type { ListedNode } from './outputs.js';
import type { MixnetStats } from './stats.js';
import type { WireFaults } from './wires.js';

/** A node of the network. */
export interface MixnetNode {
  /** From 1 on; names the node in events, in packets and in the directory. */
  readonly id: number;
  /** Identity key, base58. */
  readonly identity: string;
}

/** A node where clients come in. */
export interface MixnetGateway extends MixnetNode {
  /** Where it takes WebSockets; with the transport `memory` only the network's clients get there. */
  readonly url: string;
}

/** A node that mixes. */
export interface MixNode extends MixnetNode {
  /** 1 to 3. */
  readonly layer: number;
}

/**
 * A whole Nym network inside this process, made by `startMixnet`: directory, gateways and mix
 * nodes, with everything that can go wrong with them.
 *
 * It runs, and keeps the process alive, until it is closed. Every method but `close` throws a
 * PeapodError `CLOSED` after that.
 */
export class Mixnet {
  /** Base URL of the directory, ending in `/api`. */
  readonly nymApi: string;
  /** What a client of this process needs to join: `MixnetClient.connect(mixnet.connectOptions)`. */
  readonly connectOptions: Pick<ConnectOptions, 'network' | 'transport'>;
  /** All gateways, in the order of the directory. */
  readonly gateways: readonly MixnetGateway[];
  /** All mix nodes, layer by layer. */
  readonly mixNodes: readonly MixNode[];
  /** The same as `close`, for `await using`; only where the engine knows that. */
  declare readonly [Symbol.asyncDispose]: () => Promise<void>;
  readonly #host: MixnetHost;
  readonly #front: Front;

  /** @internal */
  constructor(host: MixnetHost, front: Front) {
    this.#host = host;
    this.#front = front;
    this.nymApi = front.nymApi;
    const network = { nymApi: front.nymApi };
    this.connectOptions =
      front.transport === undefined ? { network } : { network, transport: front.transport };
    const { nodes } = host.ask({ kind: 'nodes' }, 'nodes');
    const isGateway = ({ layer }: ListedNode) => layer === 0;
    this.gateways = nodes.filter(isGateway).map(({ id, identity }, gateway) => {
      return { id, identity, url: `ws://127.0.0.1:${front.gatewayPorts[gateway]}` };
    });
    this.mixNodes = nodes.filter((node) => !isGateway(node));
  }

  /** The counters now. */
  stats(): MixnetStats {
    const { stats } = this.#host.ask({ kind: 'stats' }, 'stats');
    return { ...stats, wires: this.#host.wires.stats() };
  }

  /**
   * What happens to packets at each node from now on, until the loop over it is left.
   *
   * Of events that nobody takes, the newest 50,000 at least are kept.
   */
  events(): AsyncIterableIterator<MixnetEvent, undefined> {
    return this.#host.watch();
  }

  /** From now on exactly this goes wrong between the nodes; `{}` for nothing. */
  disturb(faults: WireFaults): void {
    this.#host.requireOpen();
    this.#host.wires.disturb(checkFaults('faults', faults));
  }

  /** From now on this is wrong with the directory; `null` for nothing. */
  disturbDirectory(fault: DirectoryFault | null): void {
    this.#host.requireOpen();
    this.#host.disturbDirectory(fault);
  }

  /**
   * Stops a node as a crash of its process would: packets that it holds or gets are lost, a
   * gateway's clients are cut off and cannot come back. The directory goes on listing it.
   */
  async stopNode(node: MixnetNode): Promise<void> {
    const gateway = this.#numberOf(node);
    this.#host.input({ kind: 'node-runs', node: node.id, isRunning: false });
    if (gateway >= 0) {
      await this.#front.shut(gateway);
    }
  }

  /**
   * Starts a stopped node again. It has its keys, the accounts of its clients and what it stored
   * for them, as from a disk.
   */
  async startNode(node: MixnetNode): Promise<void> {
    const gateway = this.#numberOf(node);
    this.#host.input({ kind: 'node-runs', node: node.id, isRunning: true });
    if (gateway >= 0) {
      await this.#front.reopen(gateway);
    }
  }

  /**
   * Breaks the connection of a client, as a dying line does: without a word, and with whatever was
   * on its way.
   *
   * @param client its address, or anything that has it, such as a `MixnetClient`
   * @throws PeapodError `INVALID_ARGUMENT` when no such client is connected
   */
  cut(client: string | { readonly address: string }): void {
    const address = typeof client === 'string' ? client : client.address;
    const identity = base58Decode(address.split('.', 1)[0] ?? '', 32);
    if (identity === undefined) {
      throw new PeapodError('INVALID_ARGUMENT', `client: expected a Nym address; got ${address}`);
    }
    const { connection } = this.#host.ask({ kind: 'find-client', identity }, 'client');
    if (connection === 0) {
      throw new PeapodError('INVALID_ARGUMENT', `client: not connected at present: ${address}`);
    }
    this.#host.socket(connection)?.cut();
  }

  /** Begins the next epoch now. */
  nextEpoch(): void {
    this.#host.input({ kind: 'next-epoch' });
  }

  /** Goes on epoch by epoch to the next key rotation: all nodes take new keys. */
  rotateKeys(): void {
    this.#host.input({ kind: 'next-rotation' });
  }

  /** Takes all bandwidth from every client, and has the gateways refuse to give any. */
  exhaustBandwidth(): void {
    this.#bandwidth(false);
  }

  /** Has the gateways give bandwidth again to clients that ask for it. */
  restoreBandwidth(): void {
    this.#bandwidth(true);
  }

  /** Sets the clock of directory and gateways ahead of this process, or behind it if negative. */
  skewClock(aheadMs: number): void {
    if (!Number.isFinite(aheadMs)) {
      throw new PeapodError('INVALID_ARGUMENT', `aheadMs: expected a number; got ${aheadMs}`);
    }
    this.#host.requireOpen();
    this.#host.skewWallClock(aheadMs);
  }

  /** Ends the network: nothing of it is left open when this resolves. Twice does no harm. */
  close(): Promise<void> {
    return this.#host.close();
  }

  /** A gateway's number from 0 on; −1 for a mix node. */
  #numberOf(node: MixnetNode): number {
    this.#host.requireOpen();
    const all: readonly MixnetNode[] = [...this.gateways, ...this.mixNodes];
    if (!all.some(({ id }) => id === node.id)) {
      throw new PeapodError('INVALID_ARGUMENT', 'node: expected one of gateways or mixNodes');
    }
    return this.gateways.findIndex(({ id }) => id === node.id);
  }

  #bandwidth(isGiven: boolean): void {
    for (const gateway of this.gateways.keys()) {
      this.#host.input({ kind: 'bandwidth', gateway, isGiven });
    }
  }

  static {
    // Where the engine knows `await using`, networks can be used with it.
    if (typeof Symbol.asyncDispose === 'symbol') {
      Object.defineProperty(Mixnet.prototype, Symbol.asyncDispose, {
        value: Mixnet.prototype.close,
        configurable: true,
        writable: true,
      });
    }
  }
}
