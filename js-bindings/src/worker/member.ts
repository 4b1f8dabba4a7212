import type { PeapodError } from '../errors.js';
import type { OutputOf } from '../outputs.js';
import type { SessionNews } from '../session.js';
import { Backlog } from './backlog.js';
import { bufferOf, type Line } from './line.js';
import type { WorkerMessage } from './wire.js';

/** A page, as its worker knows it. */
export class Member {
  /** Whether it has gone, by itself or because its tab was closed. */
  hasLeft = false;
  /** Whether it wants news. */
  isListening = false;
  readonly #line: Line;
  readonly #backlog = new Backlog();
  #lost = 0;

  constructor(line: Line) {
    this.#line = line;
  }

  /** Its session is there. */
  opened(backend: 'wasm' | 'js'): void {
    this.#post({ kind: 'opened', backend });
  }

  /** It gets no session. */
  refuse({ code, message, stage }: PeapodError): void {
    this.#post({ kind: 'refused', code, message, stage });
  }

  /** Passes on news. A message that finds 64 MiB or 1,024 messages not taken yet is lost, and told. */
  tell(news: SessionNews, mayGiveAway = true): void {
    if (news.kind === 'received') {
      this.#deliver(news, mayGiveAway);
    } else {
      this.#post(news);
    }
  }

  /** It has taken a message. */
  taken(bytes: number): void {
    this.#backlog.take(bytes);
    if (this.#lost > 0) {
      this.#post({ kind: 'lost', messages: this.#lost });
      this.#lost = 0;
    }
  }

  /** Its data has been taken. */
  acknowledge(bytes: number): void {
    this.#post({ kind: 'taken', bytes });
  }

  #deliver(news: OutputOf<'received'>, mayGiveAway: boolean): void {
    // Behind a gap nothing comes before the gap has been told.
    if (this.#lost > 0 || !this.#backlog.add(news.data.length)) {
      this.#lost++;
    } else {
      this.#post(news, mayGiveAway ? bufferOf(news.data) : []);
    }
  }

  #post(message: WorkerMessage, transfer?: Transferable[]): void {
    this.#line.post(message, transfer);
  }
}
