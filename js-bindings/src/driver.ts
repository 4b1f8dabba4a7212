import { Alarm } from './alarm.js';
import { type Command, encodeCommand, type KeptState } from './commands.js';
import type { CoreClient } from './core/core.js';
import { Documents } from './documents.js';
import { decodeOutput, type Output } from './outputs.js';
import type { Platform } from './platform.js';
import type { NewsListener, Session, SessionRequest } from './session.js';
import { Sockets } from './sockets.js';
import type { StateStorage } from './storage.js';
import { StoreOrders } from './store-orders.js';

/** After this another turn waits until the thread has done what else it has to do. */
const LONGEST_TURN_MS = 50;

/** More than two seconds of packets need at the usual rates; what is older is not made up for. */
const MOST_TURNS = 64;

/**
 * Runs one client of the core: owns its sockets, requests and alarm, and keeps the law of the
 * loop: one input, then all outputs until there is none, then the next input.
 *
 * After `closed`, its last news, nothing of it is left: no socket, no request, no timer.
 */
export class Driver implements Session {
  readonly #core: CoreClient;
  readonly #platform: Platform;
  readonly #tell: NewsListener;
  readonly #sockets: Sockets;
  readonly #documents: Documents;
  readonly #alarm: Alarm;
  readonly #stores: StoreOrders;
  /** Inputs that came while another one was being worked on. */
  readonly #inputs: Command[] = [];
  #isRunning = false;
  #isEnding = false;
  #isOver = false;
  #unwatchNetwork = () => {};

  constructor(core: CoreClient, platform: Platform, tell: NewsListener, storage?: StateStorage) {
    this.#core = core;
    this.#platform = platform;
    this.#tell = tell;
    this.#sockets = new Sockets(platform, {
      opened: (socket) => this.#input({ kind: 'socket-opened', socket }),
      text: (socket, text) => this.#input({ kind: 'socket-text', socket, text }),
      binary: (socket, frame) => this.#input({ kind: 'socket-binary', socket, frame }),
      buffered: (socket, bytes) => this.#input({ kind: 'socket-buffered', socket, bytes }),
      closed: (socket) => this.#input({ kind: 'socket-closed', socket }),
    });
    this.#documents = new Documents(platform, (request, answer) =>
      this.#input({ kind: 'fetched', request, ...answer }),
    );
    this.#alarm = new Alarm(platform, () => this.#wake());
    this.#stores = new StoreOrders(storage, {
      stored: (order) => this.#input({ kind: 'stored', order }),
      failed: (order, detail) => this.#input({ kind: 'store-failed', order, detail }),
    });
  }

  /** Becomes the client that was stored, and stores on; comes first. */
  keep(kept: KeptState): void {
    this.#input({ kind: 'keep', ...kept });
    kept.secret.fill(0);
  }

  /** Begins to connect; does nothing when the client has ended already. */
  start(): void {
    if (this.#isOver) {
      return;
    }
    this.#unwatchNetwork = this.#platform.watchNetwork((isOnline) =>
      this.#input({ kind: 'network-hint', isOnline }),
    );
    this.#input({ kind: 'start' });
  }

  post(request: SessionRequest): void {
    if (request.kind === 'abandon') {
      this.#abandon();
    } else {
      this.#input(request);
    }
  }

  /** Ends without a word to the core; from within its loop, at the end of the present input. */
  #abandon(): void {
    this.#isEnding = true;
    if (!this.#isRunning && !this.#isOver) {
      this.#end();
    }
  }

  /**
   * What drained is told first, so that the core decides on the wake-up by it. Of packets that are late
   * the core sends a few at a time: more of them follow at once while that takes little, as after the
   * one wake-up in a second that a hidden page has, else after what else this thread has to do.
   */
  #wake(): void {
    const endMs = this.#platform.monoMs() + LONGEST_TURN_MS;
    for (let turns = 0; turns < MOST_TURNS; turns++) {
      this.#sockets.lookAtBuffers();
      this.#input({ kind: 'wake' });
      if (this.#isOver || !this.#alarm.isDue || this.#platform.monoMs() >= endMs) {
        return;
      }
    }
  }

  #input(command: Command): void {
    if (this.#isOver) {
      return;
    }
    this.#inputs.push(command);
    if (this.#isRunning) {
      return;
    }
    this.#isRunning = true;
    try {
      this.#workOff();
    } catch (fault) {
      this.#tell({
        kind: 'crashed',
        detail: fault instanceof Error ? fault.message : String(fault),
      });
      this.#isEnding = true;
    } finally {
      this.#isRunning = false;
    }
    if (this.#isEnding) {
      this.#end();
    }
  }

  /** Throws when the core does: then its state may be torn and it must not be called again. */
  #workOff(): void {
    while (!this.#isEnding) {
      const command = this.#inputs.shift();
      if (command === undefined) {
        return;
      }
      const now = { monoMs: this.#platform.monoMs(), wallMs: this.#platform.wallMs() };
      const bytes = encodeCommand(command, now);
      this.#core.input(bytes);
      if (command.kind === 'keep') {
        bytes.fill(0);
      }
      this.#drain();
      if (command.kind === 'close') {
        this.#isEnding = true;
      }
    }
  }

  #drain(): void {
    for (let bytes = this.#core.poll(); bytes !== null; bytes = this.#core.poll()) {
      this.#perform(decodeOutput(bytes));
    }
  }

  #perform(output: Output): void {
    switch (output.kind) {
      case 'open-socket':
        return this.#sockets.open(output.socket, output.url);
      case 'send-text':
        return this.#sockets.send(output.socket, output.text);
      case 'send-binary':
        return this.#sockets.send(output.socket, output.frame);
      case 'close-socket':
        return this.#sockets.close(output.socket);
      case 'fetch':
        return this.#documents.fetch(output.request, output.url, output.timeoutMs);
      case 'wake':
        return this.#alarm.set(output.atMs);
      case 'store-snapshot':
      case 'store-append':
        return this.#stores.add(output);
      case 'closed':
        this.#isEnding = true;
        return;
      case 'start-failed':
        this.#isEnding = true;
        return this.#tell(output);
      default:
        return this.#tell(output);
    }
  }

  #end(): void {
    this.#isOver = true;
    this.#inputs.length = 0;
    this.#unwatchNetwork();
    this.#alarm.cancel();
    this.#documents.abortAll();
    this.#sockets.closeAll();
    this.#free();
    this.#stores.end(() => this.#tell({ kind: 'closed' }));
  }

  #free(): void {
    try {
      this.#core.free();
    } catch {
      // A crashed core may refuse even this; its memory goes with the instance.
    }
  }
}
