import { Alarm } from '../alarm.js';
import type { CoreClient } from '../core/core.js';
import type { Clock } from './clock.js';
import { encodeMixnetCommand, type MixnetCommand } from './commands.js';
import { decodeMixnetOutput, isAnswer, type MixnetAnswer, type MixnetOutput } from './outputs.js';
import { IN_FLIGHT_LIMIT } from './wires.js';

/** What a network does to the world around it. */
export interface LoopEvents {
  /** All that is not a packet between nodes nor the time of the next wake-up. */
  perform(output: Exclude<MixnetOutput, { kind: 'wake' }>): void;
  /** The network broke, which must not happen; it does nothing any more. */
  crashed(fault: unknown): void;
}

/** Packets handed from node to node before other events of the process get a turn. */
const PACKETS_PER_TURN = 64;

type Arriving = Extract<MixnetCommand, { kind: 'packet-arrived' }>;

/**
 * Drives one network and keeps the law of the loop: one input, then all outputs until there is
 * none. Outputs are performed in the order in which they came, also when performing one of them
 * leads to another input.
 */
export class NetworkLoop {
  readonly #core: CoreClient;
  readonly #clock: Clock;
  readonly #events: LoopEvents;
  readonly #alarm: Alarm;
  readonly #outputs: MixnetOutput[] = [];
  readonly #arriving: Arriving[] = [];
  #isPerforming = false;
  #nextTurn: ReturnType<typeof setImmediate> | undefined;
  #skewMs = 0;
  #isOver = false;

  constructor(core: CoreClient, clock: Clock, events: LoopEvents) {
    this.#core = core;
    this.#clock = clock;
    this.#events = events;
    this.#alarm = new Alarm(clock, () => this.input({ kind: 'wake' }));
  }

  /** By how much the network's wall clock is ahead of this process. */
  skewWallClock(skewMs: number): void {
    this.#skewMs = skewMs;
  }

  /** The network's wall clock, Unix milliseconds. */
  wallMs(): number {
    return this.#clock.wallMs() + this.#skewMs;
  }

  /** Gives the network one input. */
  input(command: MixnetCommand): void {
    this.ask(command, () => {});
  }

  /**
   * Gives the network one input that asks something.
   *
   * @param heard gets the answer before anything that follows from it is performed
   */
  ask(command: MixnetCommand, heard: (answer: MixnetAnswer) => void): void {
    if (this.#isOver) {
      return;
    }
    this.#guard(() => {
      const answer = this.#feed(command);
      if (answer !== undefined) {
        heard(answer);
      }
      this.#work();
    });
  }

  /** A packet has reached a node; false when there is no room for it. */
  arrive(node: number, bytes: Uint8Array): boolean {
    if (this.#arriving.length >= IN_FLIGHT_LIMIT) {
      return false;
    }
    this.#arriving.push({ kind: 'packet-arrived', node, bytes });
    this.#takeTurnLater();
    return true;
  }

  /** Ends the network; no output comes any more. */
  close(): void {
    this.#isOver = true;
    this.#outputs.length = 0;
    this.#arriving.length = 0;
    this.#alarm.cancel();
    clearImmediate(this.#nextTurn);
    try {
      this.#core.free();
    } catch {
      // A crashed core may refuse even this; its memory goes with the instance.
    }
  }

  #feed(command: MixnetCommand): MixnetAnswer | undefined {
    const now = { monoMs: this.#clock.monoMs(), wallMs: this.wallMs() };
    this.#core.input(encodeMixnetCommand(command, now));
    let answer: MixnetAnswer | undefined;
    for (let bytes = this.#core.poll(); bytes !== null; bytes = this.#core.poll()) {
      const output = decodeMixnetOutput(bytes);
      if (isAnswer(output)) {
        answer = output;
      } else {
        this.#outputs.push(output);
      }
    }
    return answer;
  }

  /** Performs what is there, and lets packets arrive, but not for too long. */
  #work(): void {
    if (this.#isPerforming) {
      return;
    }
    this.#isPerforming = true;
    this.#performAll();
    for (let i = 0; i < PACKETS_PER_TURN; i++) {
      const packet = this.#arriving.shift();
      if (packet === undefined) {
        break;
      }
      this.#feed(packet);
      this.#performAll();
    }
    this.#isPerforming = false;
    if (this.#arriving.length > 0) {
      this.#takeTurnLater();
    }
  }

  #performAll(): void {
    for (let output = this.#outputs.shift(); output !== undefined; output = this.#outputs.shift()) {
      if (output.kind === 'wake') {
        this.#alarm.set(output.atMs);
      } else {
        this.#events.perform(output);
      }
    }
  }

  #takeTurnLater(): void {
    if (!this.#isPerforming && this.#nextTurn === undefined) {
      this.#nextTurn = setImmediate(() => {
        this.#nextTurn = undefined;
        this.#guard(() => this.#work());
      });
    }
  }

  /** Whatever is thrown has left the network in an unknown state. */
  #guard(action: () => void): void {
    try {
      action();
    } catch (fault) {
      this.close();
      this.#events.crashed(fault);
    }
  }
}
