import { PeapodError } from './errors.js';
import type { MixnetMessage } from './messages.js';
import { type Timers, theseTimers } from './platform.js';
import { takeFromEnvelope } from './request-envelope.js';
import { type RequestOptions, Requests, type Sender } from './requests.js';
import type { ReadyData } from './send-data.js';
import { type RequestHandler, RequestServer, type ServeOptions, type Serving } from './serving.js';

/** The two sides of asking and answering, and what of the arriving messages is theirs. */
export class Conversation {
  readonly #requests: Requests;
  readonly #tell: (fault: PeapodError) => void;
  #server: RequestServer | undefined;
  #endedBy: PeapodError | undefined;

  constructor(send: Sender, tell: (fault: PeapodError) => void, timers: Timers = theseTimers) {
    this.#requests = new Requests(send, timers);
    this.#tell = tell;
  }

  /** How many answers came that nobody waited for any more. */
  get lateAnswers(): number {
    return this.#requests.lateAnswers;
  }

  /** Asks; resolves with the answer. */
  request(address: string, data: ReadyData, options: RequestOptions = {}): Promise<MixnetMessage> {
    return this.#requests.request(address, data, options);
  }

  /** Answers from now on. */
  serve(handler: RequestHandler, options: ServeOptions = {}): Serving {
    if (this.#endedBy !== undefined) {
      throw this.#endedBy;
    }
    if (this.#server !== undefined && !this.#server.isStopped) {
      const message = 'serve: this client serves already; stop() that first';
      throw new PeapodError('INVALID_ARGUMENT', message);
    }
    this.#server = new RequestServer(handler, options, this.#tell);
    return this.#server;
  }

  /**
   * Takes a message if it is for either side. Answers have no sender, requests have one; a request
   * is an ordinary message for a client that does not serve.
   */
  takes(message: MixnetMessage): boolean {
    const envelope = takeFromEnvelope(message.bytes());
    if (
      envelope === undefined ||
      (message.sender !== undefined) !== (envelope.kind === 'request')
    ) {
      return false;
    }
    if (envelope.kind !== 'request') {
      this.#requests.hear(envelope, message);
      return true;
    }
    if (this.#server === undefined || this.#server.isStopped) {
      return false;
    }
    this.#server.hear(envelope, message);
    return true;
  }

  /** Nothing is asked or answered any more. */
  end(reason: PeapodError): void {
    this.#endedBy = reason;
    this.#requests.end(reason);
    this.#server?.stop();
  }
}
