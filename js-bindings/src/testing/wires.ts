import type { Chance } from './chance.js';
import type { Clock } from './clock.js';
import type { WireStats } from './stats.js';

/** A packet between two nodes. */
export interface WirePacket {
  /** Id of the node that sends it. */
  readonly from: number;
  /** Id of the node that it goes to. */
  readonly to: number;
  /** How many packets went before it in this network. */
  readonly number: number;
  /** The packet with its frame; a copy, so that changing it has no effect. */
  readonly bytes: Uint8Array;
}

/** For which packets: a probability from 0 to 1, or a function that says it for each. */
export type Which = number | ((packet: WirePacket) => boolean);

/** What goes wrong between nodes. */
export interface WireFaults {
  /** Packets that never arrive. */
  readonly lose?: Which;
  /** Packets that arrive twice. */
  readonly duplicate?: Which;
  /** Packets that arrive with one bit changed. */
  readonly corrupt?: Which;
  /** Packets that the next one between the same nodes overtakes, or that come 100 ms late. */
  readonly reorder?: Which;
  /** Milliseconds by which packets arrive late. */
  readonly delayMs?: number | ((packet: WirePacket) => number);
}

type Carried = Omit<WirePacket, 'number'>;

/** Packets on their way at a time; more are lost, as on a congested line. */
export const IN_FLIGHT_LIMIT = 16_384;
const REORDER_LIMIT_MS = 100;

/** Carries packets from node to node, and does to them what the faults say. */
export class Wires {
  readonly #clock: Clock;
  readonly #chance: Chance;
  readonly #arrive: (packet: Carried) => void;
  /** Packets that arrive later, each by its timer. */
  readonly #late = new Set<unknown>();
  /** Packets that wait to be overtaken, by the nodes between which they are. */
  readonly #heldBack = new Map<string, () => void>();
  readonly #counts = { lost: 0, delayed: 0, duplicated: 0, reordered: 0, corrupted: 0 };
  #faults: WireFaults = {};
  #carried = 0;

  constructor(clock: Clock, chance: Chance, arrive: (packet: Carried) => void) {
    this.#clock = clock;
    this.#chance = chance;
    this.#arrive = arrive;
  }

  /** From now on exactly this goes wrong. */
  disturb(faults: WireFaults): void {
    this.#faults = faults;
  }

  /** What has happened so far. */
  stats(): WireStats {
    return { ...this.#counts };
  }

  /** A packet is lost for want of room. */
  countLost(): void {
    this.#counts.lost++;
  }

  /** Takes a packet on its way. */
  carry(carried: Carried): void {
    const { lose, duplicate, corrupt } = this.#faults;
    const packet = { ...carried, number: this.#carried++ };
    const isFull = this.#late.size >= IN_FLIGHT_LIMIT;
    if (isFull || this.#isHit(lose, packet)) {
      this.#counts.lost++;
      return;
    }
    let { bytes } = packet;
    if (this.#isHit(corrupt, packet)) {
      this.#counts.corrupted++;
      bytes = this.#corrupted(bytes);
    }
    const copies = this.#isHit(duplicate, packet) ? 2 : 1;
    this.#counts.duplicated += copies - 1;
    for (let i = 0; i < copies; i++) {
      this.#send({ ...packet, bytes });
    }
  }

  /** Nothing arrives any more. */
  close(): void {
    for (const timer of this.#late) {
      this.#clock.clearTimer(timer);
    }
    this.#late.clear();
    this.#heldBack.clear();
  }

  #send(packet: WirePacket): void {
    const { delayMs, reorder } = this.#faults;
    const lateMs =
      typeof delayMs === 'function' ? delayMs({ ...packet, bytes: packet.bytes.slice() }) : delayMs;
    if (lateMs !== undefined && lateMs > 0) {
      this.#counts.delayed++;
      this.#later(lateMs, () => this.#end(packet));
    } else if (this.#isHit(reorder, packet)) {
      this.#holdBack(packet);
    } else {
      this.#end(packet);
    }
  }

  #holdBack(packet: WirePacket): void {
    const link = `${packet.from} ${packet.to}`;
    this.#heldBack.get(link)?.();
    this.#counts.reordered++;
    let isThere = false;
    const release = () => {
      if (!isThere) {
        isThere = true;
        this.#heldBack.delete(link);
        this.#arrive(packet);
      }
    };
    this.#heldBack.set(link, release);
    this.#later(REORDER_LIMIT_MS, release);
  }

  #later(delayMs: number, action: () => void): void {
    const timer = this.#clock.setTimer(() => {
      this.#late.delete(timer);
      action();
    }, delayMs);
    this.#late.add(timer);
  }

  /** A packet arrives, and behind it the one that it has overtaken. */
  #end(packet: WirePacket): void {
    this.#arrive(packet);
    this.#heldBack.get(`${packet.from} ${packet.to}`)?.();
  }

  #isHit(which: Which | undefined, packet: WirePacket): boolean {
    if (which === undefined || which === 0) {
      return false;
    }
    return typeof which === 'function'
      ? which({ ...packet, bytes: packet.bytes.slice() })
      : this.#chance.next() < which;
  }

  #corrupted(bytes: Uint8Array): Uint8Array {
    const changed = bytes.slice();
    const at = this.#chance.below(changed.length);
    changed[at] = (changed[at] ?? 0) ^ (1 << this.#chance.below(8));
    return changed;
  }
}
