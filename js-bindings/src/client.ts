/// <reference lib="esnext.disposable" preserve="true" />

import { onAbort, reportProgress, unlessAborted } from './arguments.js';
import { Arrivals } from './arrivals.js';
import { Conversation } from './conversation.js';
import type { Environment } from './environment.js';
import { coreCrashed, coreError, PeapodError, unsupportedEngine } from './errors.js';
import {
  type ClientState,
  clientEvent,
  type MixnetClientEventMap,
  networkEvent,
  type PrivacyWarning,
} from './events.js';
import { hostWarnings } from './host-warnings.js';
import { type MixnetMessage, messageFrom, messagesLost } from './messages.js';
import { NetworkDesk } from './network-desk.js';
import type { NodeTestOptions, NodeTestResult } from './node-test.js';
import { observe } from './observing.js';
import { type CheckedOptions, type ConnectOptions, checkOptions } from './options.js';
import { Outbox } from './outbox.js';
import { Pending } from './pending.js';
import { prepareSession } from './prepare-session.js';
import type { Receipt, ResumedMessage } from './receipt.js';
import type { RequestOptions, Sender } from './requests.js';
import type { ReadyData, SendData } from './send-data.js';
import type { ReplyOptions, SendOptions } from './send-options.js';
import type { RequestHandler, ServeOptions, Serving } from './serving.js';
import type { PreparedSession, Session, SessionNews } from './session.js';
import type { ClientStats } from './stats.js';
import type { NymTopology } from './topology.js';
import { TypedEventTarget } from './typed-events.js';

/**
 * An anonymous client of a Nym network.
 *
 * Messages come as `message` events and through `for await`; the loops of one client share them,
 * each message going to one loop. Messages that nothing listens for wait for a listener or a loop,
 * at most 1,024 of them or 64 MiB; beyond that new ones are lost, an `error` event says so, and a
 * loop is told at the gap by an error `MESSAGES_LOST`, after which a new loop goes on behind it.
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
  readonly #session: Session;
  readonly #arrivals = new Arrivals();
  readonly #outbox: Outbox;
  readonly #network: NetworkDesk;
  readonly #conversation: Conversation;
  readonly #stats = new Pending<ClientStats>();
  readonly #begun = new Pending<void>();
  readonly #ended = new Pending<void>();
  readonly #resumed: ResumedMessage[] = [];
  #address = '';
  #state: ClientState = 'idle';
  /** The last state before `closed`: where a start failed. */
  #lastOpen: ClientState = 'idle';
  #endedBy: PeapodError | undefined;

  /** @internal */
  protected constructor(prepared: PreparedSession) {
    super();
    this.backend = prepared.backend;
    this.#session = prepared.listen((news) => this.#hear(news));
    this.#outbox = new Outbox(this.#session, (fault) => this.#tell(fault));
    this.#network = new NetworkDesk(this.#session);
    const send: Sender = (...question) => this.#outbox.send(...question);
    this.#conversation = new Conversation(send, (fault) => this.#tell(fault));
  }

  /**
   * Joins a network, with a fresh address or, given a `storage`, with the one it had before.
   *
   * Resolves when messages can come and go. Rejects with a PeapodError whose `code` and `stage`
   * say what failed and where, or with the signal's reason; nothing is left running then.
   */
  static async connect(_options: ConnectOptions): Promise<MixnetClient> {
    // The entries of the package that have a core override this.
    throw unsupportedEngine();
  }

  /** @internal */
  static async connectIn(
    environment: Environment,
    options: ConnectOptions,
    Client: typeof MixnetClient = MixnetClient,
  ): Promise<MixnetClient> {
    const checked = checkOptions(options, environment.carriedCore === undefined);
    checked.signal?.throwIfAborted();
    reportProgress(checked.onProgress, 'loading');
    const preparing = prepareSession(environment, checked);
    const prepared = await unlessAborted(preparing, checked.signal, (late) => late.discard());
    const client = new Client(prepared);
    client.#network.warn(hostWarnings(prepared.backend, checked));
    observe(client, checked);
    await client.#start(checked);
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

  /** What the options, or the engine, give up of the usual protection; mostly nothing. */
  get warnings(): readonly PrivacyWarning[] {
    return this.#network.warnings;
  }

  /**
   * Sends a message of 0 bytes or more to an address; by default such that it can be answered
   * without learning who you are.
   *
   * Wait for the receipt to know that every packet has left for the gateway, or for its
   * `acknowledged` to know that they reached the recipient's. It never throws: what is wrong is
   * told by the receipt. A Blob or stream is read first, up to 32 MiB, while the receipt is
   * `queued`; `DATA_UNREADABLE` says that this failed.
   */
  send(address: string, data: SendData, options: SendOptions = {}): Receipt {
    return this.#outbox.send(address, data, options);
  }

  /** Answers an anonymous sender: `message.sender` of any message that came from there. */
  reply(sender: string, data: SendData, options: ReplyOptions = {}): Receipt {
    return this.#outbox.reply(sender, data, options);
  }

  /**
   * Sends a request to a client that serves, and resolves with its answer. Always anonymous; say
   * `expectedReplyBytes` when the answer is longer than 1,576 bytes, so that it can come at once.
   *
   * Rejects with `REQUEST_TIMED_OUT`, `REQUEST_REFUSED`, `REQUEST_FAILED`, the signal's reason, or
   * as a receipt of `send` does. At most 1,024 requests are open at a time; then `QUEUE_FULL`.
   */
  request(address: string, data: ReadyData, options?: RequestOptions): Promise<MixnetMessage> {
    return this.#conversation.request(address, data, options);
  }

  /**
   * Answers the requests of others, which are no `message` events then; also those that came before
   * and that nobody has read. A handler that throws is told by an `error` event `HANDLER_FAILED`, and
   * its asker gets `REQUEST_FAILED`.
   *
   * @throws PeapodError `INVALID_ARGUMENT`, also when this client serves already, `INVALID_OPTION`,
   *   or `CLOSED`; or the signal's reason
   */
  serve(handler: RequestHandler, options?: ServeOptions): Serving {
    const serving = this.#conversation.serve(handler, options);
    // Later, so that no handler runs before its program has what this returns.
    queueMicrotask(() => this.#arrivals.handOver((message) => this.#conversation.takes(message)));
    return serving;
  }

  /** The counters now. */
  async stats(): Promise<ClientStats> {
    this.#requireOpen();
    const { promise } = this.#stats.open();
    this.#session.post({ kind: 'stats' });
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
   * still waits to be sent is rejected with `CLOSED`, loops end. Closing twice does no harm. A client
   * in a shared worker goes on for the other tabs that have it.
   */
  async close(): Promise<void> {
    if (this.#state === 'closed') {
      return;
    }
    const { promise } = this.#ended.open();
    this.#session.post({ kind: 'close' });
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
      // Later, for whoever listens may begin a loop in the next line, which then reads them.
      queueMicrotask(() => this.#tellWaiting());
    }
  }

  /** @internal */
  protected override listenerRemoved(type: string, listener: unknown): void {
    if (type === 'message') {
      this.#arrivals.listenerRemoved(listener);
    }
  }

  async #start({ signal, onProgress }: CheckedOptions): Promise<void> {
    const { number, promise } = this.#begun.open();
    const stop = onAbort(signal, (reason) => {
      this.#begun.reject(number, reason);
      this.#session.post({ kind: 'close' });
    });
    const report = () => reportProgress(onProgress, this.#state);
    this.addEventListener('state', report);
    this.#session.post({ kind: 'start' });
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

  #hear(news: SessionNews): void {
    switch (news.kind) {
      case 'stage':
        return this.#enter(news.stage);
      case 'ready':
        this.#address = news.address;
        return this.#begun.resolveOldest();
      case 'received':
        return this.#receive(messageFrom(news, this));
      case 'lost':
        this.#arrivals.lose(news.messages);
        return this.#tell(messagesLost(news.messages));
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
        return this.#stats.resolveOldest({
          ...JSON.parse(news.json),
          lateAnswers: this.#conversation.lateAnswers,
        });
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
    if (this.#conversation.takes(message)) {
      return;
    }
    this.#tellWaiting();
    if (!this.#arrivals.take(message)) {
      this.#tell(messagesLost(1));
    }
    this.dispatchEvent(clientEvent('message', message));
  }

  #tellWaiting(): void {
    for (const message of this.#arrivals.takeWaiting()) {
      // It may be for somebody who has begun to serve since.
      if (!this.#conversation.takes(message)) {
        this.dispatchEvent(clientEvent('message', message));
      }
    }
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
    this.#conversation.end(reason);
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
