import { onAbort } from './arguments.js';
import type { CoreSource } from './core/load.js';
import { PeapodError, type PeapodErrorCode } from './errors.js';
import type { CheckedOptions, SessionPlan } from './options.js';
import type {
  NewsListener,
  PreparedSession,
  Session,
  SessionNews,
  SessionRequest,
} from './session.js';
import type { StateStorage } from './storage.js';
import { placeOf, type StoragePlace } from './storage-place.js';
import { Backlog } from './worker/backlog.js';
import { bufferOf, type Line } from './worker/line.js';
import { type StorageAddress, StorageServer } from './worker/storage-port.js';
import {
  type CrossingPlan,
  type OpenRequest,
  WIRE_VERSION,
  type WorkerMessage,
} from './worker/wire.js';
import { lineToGiven, type Presence, type Workers, workerFailed } from './workers.js';

/**
 * Prepares a session in a worker.
 *
 * @throws PeapodError `WORKER_FAILED`, `OPTIONS_DIFFER`, or what preparing it there led to
 */
export async function prepareRemote(
  workers: Workers,
  options: CheckedOptions,
  runIn: 'worker' | 'shared-worker',
): Promise<PreparedSession> {
  const plan = await crossing(options, runIn);
  options.signal?.throwIfAborted();
  const presence = runIn === 'worker' ? undefined : await workers.appear();
  let line: Line;
  try {
    line = lineTo(workers, options, runIn);
  } catch (fault) {
    presence?.release();
    throw fault;
  }
  const session = new RemoteSession(line, presence);
  const stop = onAbort(options.signal, () => session.discard());
  return session.open(plan, options).finally(stop);
}

function lineTo(
  workers: Workers,
  { worker }: CheckedOptions,
  runIn: 'worker' | 'shared-worker',
): Line {
  if (worker !== undefined) {
    return lineToGiven(worker);
  }
  return runIn === 'worker' ? workers.dedicated() : workers.shared();
}

/** The options in a form that can be posted. */
async function crossing(
  { configJson, topology, backend, wasm, secret }: SessionPlan,
  runIn: 'worker' | 'shared-worker',
): Promise<CrossingPlan> {
  const source = await crossingSource(await wasm);
  if (runIn === 'shared-worker' && source instanceof WebAssembly.Module) {
    const expected = "expected a URL, a Response or bytes with runIn: 'shared-worker'";
    const message = `wasm: ${expected}, since a compiled module cannot go there; got a module`;
    throw new PeapodError('INVALID_OPTION', message);
  }
  return { configJson, topology, backend, wasm: source, secret };
}

/** A worker has another base for relative URLs, and responses stay where they are. */
async function crossingSource(source: CoreSource | undefined): Promise<CrossingPlan['wasm']> {
  if (source instanceof URL || typeof source === 'string') {
    return new URL(source, globalThis.document?.baseURI).href;
  }
  if (typeof Response === 'function' && source instanceof Response) {
    if (!source.ok) {
      const message = `the core's WebAssembly file did not come: the response has status ${source.status}`;
      throw new PeapodError('CORE_LOAD_FAILED', message, { stage: 'loading' });
    }
    return source.arrayBuffer();
  }
  return source as CrossingPlan['wasm'];
}

/** The page's side of a session in a worker. */
class RemoteSession implements PreparedSession, Session {
  backend: 'wasm' | 'js' = 'wasm';
  readonly #line: Line;
  readonly #presence: Presence | undefined;
  readonly #backlog = new Backlog();
  #storage: StorageServer | undefined;
  #settle: { opened(): void; failed(fault: PeapodError): void } | undefined;
  #tell: NewsListener = () => {};
  #isOver = false;

  constructor(line: Line, presence: Presence | undefined) {
    this.#line = line;
    this.#presence = presence;
  }

  /** Has the worker prepare it. */
  open(plan: CrossingPlan, { storage }: SessionPlan): Promise<PreparedSession> {
    return new Promise((resolve, reject) => {
      this.#settle = { opened: () => resolve(this), failed: reject };
      this.#line.hear(
        (message) => this.#hear(message as WorkerMessage),
        (detail) => this.#break(detail),
      );
      this.#ask(plan, storage && (placeOf(storage) ?? this.#serve(storage)));
    });
  }

  listen(tell: NewsListener): Session {
    this.#tell = tell;
    return this;
  }

  discard(): void {
    if (!this.#isOver) {
      this.#line.post({ kind: 'close' });
      this.#end();
    }
  }

  post(request: SessionRequest): void {
    if (this.#isOver) {
      return;
    }
    if (!('data' in request)) {
      this.#line.post(request);
    } else if (this.#backlog.add(request.data.length)) {
      this.#line.post(request, bufferOf(request.data));
    } else {
      const detail = 'the worker has not taken the messages before it yet; wait for some to leave';
      const { message } = request;
      this.#tell({ kind: 'send-failed', message, code: 'QUEUE_FULL', detail });
    }
  }

  /** Lets the worker use a storage of this page. */
  #serve(storage: StateStorage): StorageAddress {
    this.#storage = new StorageServer(storage);
    return this.#storage.address;
  }

  #ask(plan: CrossingPlan, storage: StorageAddress | StoragePlace | undefined): void {
    const presence = this.#presence?.name;
    const request: OpenRequest = { kind: 'open', version: WIRE_VERSION, plan, storage, presence };
    const ports = storage?.kind === 'port' ? [storage.port] : [];
    this.#line.post(request, [...bufferOf(plan.secret.secret), ...ports]);
  }

  #hear(message: WorkerMessage): void {
    if (this.#isOver) {
      return;
    }
    switch (message.kind) {
      case 'opened':
        this.backend = message.backend;
        return this.#opened();
      case 'refused':
        return this.#refused(message);
      case 'taken':
        return this.#backlog.take(message.bytes);
      default:
        return this.#pass(message);
    }
  }

  #opened(): void {
    this.#settle?.opened();
    this.#settle = undefined;
  }

  #refused({ code, message, stage }: Extract<WorkerMessage, { kind: 'refused' }>): void {
    const details = stage === undefined ? {} : { stage };
    this.#settle?.failed(new PeapodError(code as PeapodErrorCode, message, details));
    this.#end();
  }

  #pass(news: SessionNews): void {
    if (news.kind === 'closed') {
      this.#end();
    }
    this.#tell(news);
    if (news.kind === 'received' && !this.#isOver) {
      this.#line.post({ kind: 'taken', bytes: news.data.length });
    }
  }

  /** The worker does not run, or no longer. */
  #break(detail: string): void {
    if (this.#isOver) {
      return;
    }
    const settle = this.#settle;
    this.#end();
    if (settle !== undefined) {
      settle.failed(workerFailed(detail));
      return;
    }
    this.#tell({ kind: 'crashed', detail: `its worker failed: ${detail}` });
    this.#tell({ kind: 'closed' });
  }

  #end(): void {
    this.#isOver = true;
    this.#settle = undefined;
    this.#line.end();
    this.#storage?.end();
    this.#presence?.release();
  }
}
