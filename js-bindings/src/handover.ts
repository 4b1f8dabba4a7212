import { PeapodError } from './errors.js';
import type { Session, SessionRequest } from './session.js';

/** A request that makes a message. */
export type MessageRequest = Extract<
  SessionRequest,
  { readonly kind: 'send' | 'send-anonymous' | 'reply' }
>;

/** A message on its way to the core or in it. */
interface Item {
  readonly number: number;
  /** The rooms of the core that it takes space of, the one that it may wait for first. */
  readonly rooms: readonly Room[];
  /** What it takes there, roughly: one, and one more for every 64 KiB. */
  readonly weight: number;
  /** What to hand over again; none once the core is known to have taken it, or by choice. */
  request: MessageRequest | undefined;
  /** Whether it has been refused before, which keeps its place in the line. */
  isOld: boolean;
}

/**
 * Where the core holds messages. Replies have a room of their own, so that they need not wait for
 * messages to addresses; their packets also take space in the room of those.
 */
interface Room {
  /** How many the core holds, as far as we know. */
  held: number;
  /** What became free since the core last refused one. */
  freed: number;
  /** Those that it refused and those behind them, oldest first. */
  readonly line: Item[];
}

/** Below this, room for one message is likely to be room for any other. */
const WEIGHT_BYTES = 64 * 1024;
/** The bytes that may wait before the core. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;

/**
 * Hands messages over to the core. One that the core has no room for can wait here, its data within
 * 64 MiB together with others that wait, until messages before it have ended.
 */
export class Handover {
  readonly #session: Session;
  readonly #messages: Room = { held: 0, freed: 0, line: [] };
  readonly #replies: Room = { held: 0, freed: 0, line: [] };
  readonly #held = new Map<number, Item>();
  #waitingBytes = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Whether the number is that of a message which the core may hold. */
  has(number: number): boolean {
    return this.#held.has(number);
  }

  /**
   * Hands a message over, behind those of its kind that wait already if it `waits`.
   *
   * @throws PeapodError `QUEUE_FULL` when too much waits
   */
  give(request: MessageRequest, waits: boolean): void {
    const room = request.kind === 'reply' ? this.#replies : this.#messages;
    const rooms = request.kind === 'reply' ? [room, this.#messages] : [room];
    const weight = 1 + Math.floor(request.data.length / WEIGHT_BYTES);
    const item: Item = { number: request.message, rooms, weight, request, isOld: false };
    if (waits && room.line.length > 0) {
      this.#requireSpace(request);
      this.#lineUp(room, item, request);
      return;
    }
    this.#hold(item);
    if (waits) {
      this.#post(request);
    } else {
      item.request = undefined;
      this.#session.post(request);
    }
  }

  /** The core holds a message of an earlier run. */
  resumed(number: number): void {
    const rooms = [this.#messages, this.#replies];
    this.#hold({ number, rooms, weight: 1, request: undefined, isOld: false });
  }

  /** The core has taken a message and works on it. */
  taken(number: number): void {
    const item = this.#held.get(number);
    if (item !== undefined) {
      item.request = undefined;
    }
  }

  /**
   * The core had no room for a message. True when it waits here now; false when it may not, when
   * too much waits, or when the core holds nothing whose end could make room.
   */
  refused(number: number): boolean {
    const item = this.#held.get(number);
    const [room] = item?.rooms ?? [];
    const request = item?.request;
    if (item === undefined || room === undefined || request === undefined) {
      return false;
    }
    room.freed = 0;
    if (room.held === 1 || !(item.isOld || this.#hasSpace(request))) {
      return false;
    }
    this.#release(item);
    this.#lineUp(room, item, request);
    return true;
  }

  /** The core holds a message no longer; others may have its place. */
  ended(number: number): void {
    const item = this.#held.get(number);
    if (item !== undefined) {
      this.#release(item);
      for (const room of item.rooms) {
        room.freed += item.weight;
        this.#offer(room);
      }
    }
  }

  /** Takes a message back as far as possible; the core says when it holds it no longer. */
  withdraw(number: number): void {
    for (const room of [this.#messages, this.#replies]) {
      const at = room.line.findIndex((item) => item.number === number);
      if (at >= 0) {
        this.#leaveLine(room, at);
        this.#offer(room);
        return;
      }
    }
    this.taken(number);
    this.#session.post({ kind: 'cancel', message: number });
  }

  /** The core is gone; nothing waits any more. */
  clear(): void {
    for (const room of [this.#messages, this.#replies]) {
      room.line.length = 0;
      room.held = 0;
    }
    this.#held.clear();
    this.#waitingBytes = 0;
  }

  /**
   * Hands over those for which there seems to be room now. Asking is not free: the core makes reply
   * SURBs for a message before it can tell that there is no room for it. So nothing is asked for
   * until its own weight has become free, or the core holds nothing at all.
   */
  #offer(room: Room): void {
    for (let [head] = room.line; head !== undefined; [head] = room.line) {
      if (room.held > 0 && room.freed < head.weight) {
        return;
      }
      room.freed = Math.max(0, room.freed - head.weight);
      const request = this.#leaveLine(room, 0);
      this.#hold(head);
      if (request !== undefined) {
        this.#post(request);
      }
    }
  }

  /** A copy, for the session may give the bytes away and they may be needed again. */
  #post(request: MessageRequest): void {
    this.#session.post({ ...request, data: request.data.slice() });
  }

  /** One that was refused again has its old place, which is the first. */
  #lineUp(room: Room, item: Item, request: MessageRequest): void {
    this.#waitingBytes += request.data.length;
    if (item.isOld) {
      room.line.unshift(item);
    } else {
      room.line.push(item);
    }
    item.isOld = true;
  }

  #leaveLine(room: Room, at: number): MessageRequest | undefined {
    const [item] = room.line.splice(at, 1);
    this.#waitingBytes -= item?.request?.data.length ?? 0;
    return item?.request;
  }

  #hold(item: Item): void {
    this.#held.set(item.number, item);
    for (const room of item.rooms) {
      room.held++;
    }
  }

  #release(item: Item): void {
    this.#held.delete(item.number);
    for (const room of item.rooms) {
      room.held--;
    }
  }

  #hasSpace({ data }: MessageRequest): boolean {
    return this.#waitingBytes + data.length <= MAX_WAITING_BYTES;
  }

  #requireSpace(request: MessageRequest): void {
    if (!this.#hasSpace(request)) {
      const message = `the messages that wait hold ${MAX_WAITING_BYTES} bytes with this one already`;
      throw new PeapodError('QUEUE_FULL', `${message}; wait for some to leave`);
    }
  }
}
