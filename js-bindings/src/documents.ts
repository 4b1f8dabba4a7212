import type { Platform } from './platform.js';

/** The answer to a request. */
export interface FetchedDocument {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** What the `Date` header says, in Unix milliseconds; NaN when there is none to be read. */
  readonly dateUnixMs: number;
  readonly body: Uint8Array;
}

/** Tells the answer to a request. */
export type DocumentAnswer = (request: number, answer: FetchedDocument) => void;

/** A directory's page has some 100 KB; one that is larger than this is no directory's. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;
const NO_ANSWER: FetchedDocument = {
  status: 0,
  dateUnixMs: Number.NaN,
  body: new Uint8Array(0),
};

/**
 * The documents being fetched. Requests carry nothing of the page: no cookies, no referrer, and
 * nothing comes from a cache. Every request is answered once, unless `abortAll` comes before.
 */
export class Documents {
  readonly #platform: Platform;
  readonly #answer: DocumentAnswer;
  readonly #running = new Set<AbortController>();

  constructor(platform: Platform, answer: DocumentAnswer) {
    this.#platform = platform;
    this.#answer = answer;
  }

  /** Fetches a document; gives up after the given time, which covers the body too. */
  fetch(request: number, url: string, timeoutMs: number): void {
    const abort = new AbortController();
    this.#running.add(abort);
    const timer = this.#platform.setTimer(() => abort.abort(), Math.ceil(timeoutMs));
    this.#read(url, abort.signal)
      .catch(() => NO_ANSWER)
      .then((answer) => {
        this.#platform.clearTimer(timer);
        if (this.#running.delete(abort)) {
          // Also ends the rest of a body that is too large.
          abort.abort();
          this.#answer(request, answer);
        }
      });
  }

  /** Ends all requests; none of them is answered any more. */
  abortAll(): void {
    const running = [...this.#running];
    this.#running.clear();
    for (const abort of running) {
      abort.abort();
    }
  }

  async #read(url: string, signal: AbortSignal): Promise<FetchedDocument> {
    const response = await this.#platform.fetch(url, {
      signal,
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      headers: { accept: 'application/json' },
    });
    // Pages of other origins may read it only if the directory exposes it.
    const dateUnixMs = Date.parse(response.headers.get('date') ?? '');
    return { status: response.status, dateUnixMs, body: await readBody(response) };
  }
}

async function readBody(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    length += value.length;
    if (length > MAX_BODY_BYTES) {
      throw new RangeError(`the body has more than ${MAX_BODY_BYTES} bytes`);
    }
    chunks.push(value);
  }
  return joined(chunks, length);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
