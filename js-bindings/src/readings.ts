import { PeapodError } from './errors.js';
import { type DataStream, MAX_DATA_BYTES, rawBytes, tooLarge } from './send-data.js';
import { concatenated } from './storage.js';

/** What becomes of a reading. */
export interface ReadingOutcome {
  read(bytes: Uint8Array<ArrayBuffer>): void;
  failed(fault: PeapodError): void;
}

interface Reading {
  readonly stream: DataStream;
  readonly outcome: ReadingOutcome;
  reader?: ReadableStreamDefaultReader<string | BufferSource>;
  isAbandoned: boolean;
}

/** So many streams are read at a time, which bounds what lies about unsent. */
const MAX_RUNNING = 4;

/** Reads streams to their ends, up to 32 MiB each, four at a time and the others in their order. */
export class Readings {
  readonly #waiting: Reading[] = [];
  #running = 0;

  /** Reads a stream; the result gives it up, after which nothing is told. */
  begin(stream: DataStream, outcome: ReadingOutcome): (reason: unknown) => void {
    const reading: Reading = { stream, outcome, isAbandoned: false };
    this.#waiting.push(reading);
    this.#next();
    return (reason) => this.#abandon(reading, reason);
  }

  #abandon(reading: Reading, reason: unknown): void {
    if (reading.isAbandoned) {
      return;
    }
    reading.isAbandoned = true;
    const at = this.#waiting.indexOf(reading);
    if (at >= 0) {
      this.#waiting.splice(at, 1);
    }
    // A source that fails while it is told to stop has nobody left to tell.
    (reading.reader ?? reading.stream).cancel(reason).catch(() => {});
  }

  #next(): void {
    while (this.#running < MAX_RUNNING) {
      const reading = this.#waiting.shift();
      if (reading === undefined) {
        return;
      }
      this.#running++;
      this.#run(reading);
    }
  }

  async #run(reading: Reading): Promise<void> {
    try {
      const bytes = await this.#readAll(reading);
      this.#tell(reading, () => reading.outcome.read(bytes));
    } catch (cause) {
      this.#tell(reading, () => reading.outcome.failed(asFault(cause)));
      this.#abandon(reading, cause);
    } finally {
      this.#running--;
      this.#next();
    }
  }

  #tell(reading: Reading, tell: () => void): void {
    if (!reading.isAbandoned) {
      tell();
    }
  }

  async #readAll(reading: Reading): Promise<Uint8Array<ArrayBuffer>> {
    const reader = reading.stream.getReader();
    reading.reader = reader;
    const parts: Uint8Array[] = [];
    let length = 0;
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      const part = rawBytes(step.value);
      if (part === undefined) {
        const message = 'data: expected a stream of bytes or strings; got something else in it';
        throw new PeapodError('INVALID_ARGUMENT', message);
      }
      length += part.length;
      if (length > MAX_DATA_BYTES) {
        throw tooLarge('more');
      }
      // The source may fill the same buffer again.
      parts.push(part.slice());
    }
    return concatenated(parts);
  }
}

function asFault(cause: unknown): PeapodError {
  const message = 'the Blob or stream to send could not be read';
  return PeapodError.is(cause) ? cause : new PeapodError('DATA_UNREADABLE', message, { cause });
}
