/// <reference lib="esnext.disposable" preserve="true" />

import { onAbort, reportProgress } from './arguments.js';
import { Arrivals } from './arrivals.js';
import type { KeptState } from './commands.js';
import { Driver } from './driver.js';
import { type CreatedCoreClient, type Environment, thisEngine } from './environment.js';
import { coreCrashed, coreError, PeapodError } from './errors.js';
import {
  type ClientState,
  clientEvent,
  type MixnetClientEventMap,
  networkEvent,
  type PrivacyWarning,
} from './events.js';
import { type MixnetMessage, messageFrom, messagesLost } from './messages.js';
import { NetworkDesk } from './network-desk.js';
import type { NodeTestOptions, NodeTestResult } from './node-test.js';
import { type CheckedOptions, type ConnectOptions, checkOptions } from './options.js';
import { Outbox, type SendData } from './outbox.js';
import { Pending } from './pending.js';
import type { Platform } from './platform.js';
import { prepare } from './preparation.js';
import type { Receipt, ResumedMessage } from './receipt.js';
import type { ReplyOptions, SendOptions } from './send-options.js';
import type { SessionNews } from './session.js';
import type { ClientStats } from './stats.js';
import type { StateStorage } from './storage.js';
import type { NymTopology } from './topology.js';
import { TypedEventTarget } from './typed-events.js';

/**
 * An anonymous client of a Nym network.
 *
 * Messages come as `message` events and through `for await`; the loops of one client share them,
 * each message going to one loop. Messages that nothing listens for wait for a loop, at most 1,024
 * of them or 64 MiB; beyond that new ones are lost, an `error` event says so, and the loop is told
 * at the gap by an error `MESSAGES_LOST`, after which a new loop goes on behind it.
 *
 * An open client keeps a Node process alive; `close` lets it end.
 */
export class MixnetClient
  extends TypedEventTarget<MixnetClientEventMap>
  implements AsyncIterable<MixnetMessage>
{
  /** Which build of the core runs this client. */
  readonly backend: 'wasm' | 'js';
  /** The same as `close`, for `await using`; only where the engine knows that. */
  declare readonly [Symbol.asyncDispose]: () => Promise<void>;
  readonly #driver: Driver;
  readonly #arrivals = new Arrivals();
  readonly #outbox: Outbox;
  readonly #network: NetworkDesk;
  readonly #stats = new Pending<ClientStats>();
  readonly #begun = new Pending<void>();
  readonly #ended = new Pending<void>();
  readonly #resumed: ResumedMessage[] = [];
  #address = '';
  #state: ClientState = 'idle';
  /** The last state before `closed`: where a start failed. */
  #lastOpen: ClientState = 'idle';
  #endedBy: PeapodError | undefined;

  private constructor(
    { backend, core }: CreatedCoreClient,
    platform: Platform,
    storage: StateStorage | undefined,
  ) {
    super();
    this.backend = backend;
    this.#driver = new Driver(core, platform, (news) => this.#hear(news), storage);
    this.#outbox = new Outbox(this.#driver, (fault) => this.#tell(fault));
    this.#network = new NetworkDesk(this.#driver);
  }

  /**
   * Joins a network, with a fresh address or, given a `storage`, with the one it had before.
   *
   * Resolves when messages can come and go. Rejects with a PeapodError whose `code` and `stage`
   * say what failed and where, or with the signal's reason; nothing is left running then.
   */
  static connect(options: ConnectOptions): Promise<MixnetClient> {
    return MixnetClient.connectIn(thisEngine, options);
  }

  /** @internal */
  static async connectIn(environment: Environment, options: ConnectOptions): Promise<MixnetClient> {
    const checked = checkOptions(options);
    checked.signal?.throwIfAborted();
    reportProgress(checked.onProgress, 'loading');
    const { kept, created } = await prepare(environment, checked);
    const platform = environment.platform(checked.webSocket);
    const client = new MixnetClient(created, platform, checked.storage);
    await client.#start(checked, kept);
    return client;
  }

  /** The own address, which others send to. */
  get address(): string {
    return this.#address;
  }

  /**
   * The messages of an earlier run that were not wholly acknowledged when it ended, and go on: with
   * `storage`, as they were when this client connected.
   */
  get resumed(): readonly ResumedMessage[] {
    return this.#resumed;
  }

  /** Where the client stands now. */
  get state(): ClientState {
    return this.#state;
  }

  /** What the options give up of the usual protection; empty with the defaults. */
  get warnings(): readonly PrivacyWarning[] {
    return this.#network.warnings;
  }

  /**
   * Sends a message of 0 bytes or more to an address; by default such that it can be answered
   * without learning who you are.
   *
   * Wait for the receipt to know that every packet has left for the gateway, or for its
   * `acknowledged` to know that they reached the recipient's. It never throws: what is wrong is
   * told by the receipt.
   */
  send(address: string, data: SendData, options: SendOptions = {}): Receipt {
    return this.#outbox.send(address, data, options);
  }

  /** Answers an anonymous sender: `message.sender` of any message that came from there. */
  reply(sender: string, data: SendData, options: ReplyOptions = {}): Receipt {
    return this.#outbox.reply(sender, data, options);
  }

  /** The counters now. */
  async stats(): Promise<ClientStats> {
    this.#requireOpen();
    const { promise } = this.#stats.open();
    this.#driver.post({ kind: 'stats' });
    return promise;
  }

  /**
   * From now on uses this topology and asks no directory, until `useDirectory`. Resolves when it is
   * in use, rejects with `INVALID_TOPOLOGY`; then everything is as before.
   */
  useTopology(topology: NymTopology | string): Promise<void> {
    return this.#network.useTopology(topology);
  }

  /**
   * Goes back to asking the directory; the topology given before serves until it has answered, which
   * a `topology` event tells. Rejects with `NO_DIRECTORY` where the options named none.
   */
  useDirectory(): Promise<void> {
    return this.#network.useDirectory();
  }

  /**
   * Tests whether a node forwards packets: sends some to ourselves through it, in the places of cover
   * packets, and counts what comes back. One test at a time.
   *
   * Rejects with `NO_SUCH_NODE`, `NO_ROUTE`, `TEST_IN_PROGRESS`, `TEST_INTERRUPTED`, `NOT_CONNECTED`
   * or the signal's reason.
   */
  testNode(identity: string, options: NodeTestOptions = {}): Promise<NodeTestResult> {
    return this.#network.testNode(identity, options);
  }

  /**
   * Ends the client for good: its sockets, timers and traffic are gone when this resolves. What
   * still waits to be sent is rejected with `CLOSED`, loops end. Closing twice does no harm.
   */
  async close(): Promise<void> {
    if (this.#state === 'closed') {
      return;
    }
    const { promise } = this.#ended.open();
    this.#driver.post({ kind: 'close' });
    return promise;
  }

  /** Messages as they come in; ends when the client is closed, throws when it crashes. */
  [Symbol.asyncIterator](): AsyncIterableIterator<MixnetMessage, undefined> {
    return this.#arrivals.loop();
  }

  /** @internal */
  protected override listenerAdded(type: string, listener: unknown, isOnce: boolean): void {
    if (type === 'message' && listener !== null && !isOnce) {
      this.#arrivals.listenerAdded(listener);
    }
  }

  /** @internal */
  protected override listenerRemoved(type: string, listener: unknown): void {
    if (type === 'message') {
      this.#arrivals.listenerRemoved(listener);
    }
  }

  async #start(checked: CheckedOptions, kept?: KeptState): Promise<void> {
    const { signal, onProgress, topology } = checked;
    const { number, promise } = this.#begun.open();
    const stop = onAbort(signal, (reason) => {
      this.#begun.reject(number, reason);
      this.#driver.post({ kind: 'close' });
    });
    const report = () => reportProgress(onProgress, this.#state);
    this.addEventListener('state', report);
    if (kept !== undefined) {
      this.#driver.keep(kept);
    }
    if (topology === undefined) {
      this.#driver.start();
    } else {
      this.#startOn(topology, number);
    }
    try {
      await promise;
    } catch (fault) {
      await this.close(); // whoever tries again at once must find the storage free
      throw fault;
    } finally {
      stop();
      this.removeEventListener('state', report);
    }
  }

  /** Starts once the topology is in use, or not at all. */
  #startOn(topology: string, begun: number): void {
    this.#network.useTopology(topology).then(
      () => this.#driver.start(),
      (fault) => {
        this.#begun.reject(begun, fault);
        this.#driver.post({ kind: 'close' });
      },
    );
  }

  #hear(news: SessionNews): void {
    switch (news.kind) {
      case 'stage':
        return this.#enter(news.stage);
      case 'ready':
        this.#address = news.address;
        return this.#begun.resolveOldest();
      case 'received':
        return this.#receive(messageFrom(news, this));
      case 'resumed': {
        const receipt = this.#outbox.resume(news.message);
        this.#resumed.push({ receipt, queuedAt: new Date(news.queuedMs) });
        return;
      }
      case 'progress':
      case 'sent':
      case 'acknowledged':
      case 'send-failed':
        return this.#outbox.hear(news);
      case 'topology':
      case 'topology-alarm':
        this.dispatchEvent(networkEvent(news));
        return;
      case 'topology-taken':
      case 'topology-refused':
      case 'node-tested':
      case 'node-test-failed':
      case 'privacy-warning':
        return this.#network.hear(news);
      case 'bandwidth-refused':
        return this.#tell(new PeapodError('BANDWIDTH_REFUSED', news.detail));
      case 'stats':
        return this.#stats.resolveOldest(JSON.parse(news.json) as ClientStats);
      case 'start-failed':
        return this.#giveUp(coreError(news.code, news.detail, this.#lastOpen));
      case 'crashed':
        return this.#crash(news.detail);
      case 'closed':
        return this.#end();
    }
  }

  #enter(state: ClientState): void {
    if (this.#state !== state) {
      this.#state = state;
      if (state !== 'closed') {
        this.#lastOpen = state;
      }
      this.dispatchEvent(clientEvent('state', state));
    }
  }

  #receive(message: MixnetMessage): void {
    if (!this.#arrivals.take(message)) {
      this.#tell(messagesLost(1));
    }
    this.dispatchEvent(clientEvent('message', message));
  }

  #crash(detail: string): void {
    const fault = coreCrashed(detail, this.#lastOpen);
    this.#endedBy = fault;
    this.#arrivals.end(fault);
    this.#tell(fault);
  }

  /** The core ends by itself: its start failed, or it may not go on. */
  #giveUp(fault: PeapodError): void {
    this.#endedBy = fault;
    this.#begun.rejectAll(fault);
    if (this.#address !== '') {
      this.#tell(fault);
    }
  }

  #tell(fault: PeapodError): void {
    this.dispatchEvent(clientEvent('error', fault));
  }

  #end(): void {
    this.#enter('closed');
    const reason = this.#endedBy ?? new PeapodError('CLOSED', 'the client is closed');
    this.#begun.rejectAll(reason);
    this.#outbox.end(reason, this.#endedBy !== undefined);
    this.#stats.rejectAll(reason);
    this.#network.end(reason);
    this.#arrivals.end();
    this.#ended.resolveAll();
  }

  #requireOpen(): void {
    if (this.#state === 'closed') {
      throw this.#endedBy ?? new PeapodError('CLOSED', 'the client is closed; connect a new one');
    }
  }

  static {
    // Where the engine knows `await using`, clients can be used with it.
    if (typeof Symbol.asyncDispose === 'symbol') {
      Object.defineProperty(MixnetClient.prototype, Symbol.asyncDispose, {
        value: MixnetClient.prototype.close,
        configurable: true,
        writable: true,
      });
    }
  }
}
