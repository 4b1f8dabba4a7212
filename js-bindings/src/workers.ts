import { invalid } from './checks.js';
import { PeapodError } from './errors.js';
import { type Line, lineOver } from './worker/line.js';

/** How this engine makes workers; tests put their own in its place. */
export interface Workers {
  /** @throws PeapodError `WORKER_FAILED` */
  dedicated(): Line;
  /** @throws PeapodError `WORKER_FAILED` */
  shared(): Line;
  /**
   * Shows a shared worker that this page is there, until it is gone.
   *
   * @throws PeapodError `WORKER_FAILED`
   */
  appear(): Promise<Presence>;
}

/** A lock that only a page holds. */
export interface Presence {
  readonly name: string;
  release(): void;
}

/** The error for a worker that does not run, with what to do. */
export function workerFailed(detail: string, cause?: unknown): PeapodError {
  const advice =
    "the package's worker.js must come from the page's own origin, and a Content-Security-Policy " +
    "must allow it (worker-src 'self'); runIn: 'here' does without";
  return new PeapodError(
    'WORKER_FAILED',
    `the client's worker does not run: ${detail}; ${advice}`,
    {
      cause,
      stage: 'loading',
    },
  );
}

// Bundlers look for these two forms, word for word.
const makeDedicated = () =>
  new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'peapod' });
const makeShared = () =>
  new SharedWorker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'peapod' });

/** The workers of this page. */
export const theseWorkers: Workers = {
  dedicated() {
    requireHere('Worker', typeof Worker);
    const worker = made(makeDedicated);
    return lineOver(worker, () => worker.terminate());
  },

  shared() {
    requireHere('SharedWorker', typeof SharedWorker);
    const worker = made(makeShared);
    return lineOver(worker.port, () => worker.port.close(), worker);
  },

  async appear() {
    if (globalThis.navigator?.locks === undefined) {
      const detail = 'a shared one needs Web Locks, which pages have over https and on localhost';
      throw workerFailed(detail);
    }
    return heldLock(`peapod-page-${crypto.randomUUID()}`);
  },
};

/** What runs `peapod/worker`, or the way to it. */
export type GivenWorker = Worker | SharedWorker | MessagePort;

/**
 * The line to a worker that the program makes.
 *
 * @throws PeapodError `WORKER_FAILED` when making it fails, `INVALID_OPTION` when it is none
 */
export function lineToGiven(make: () => GivenWorker): Line {
  const given = made(make);
  const port = given instanceof Object && 'port' in given ? given.port : given;
  if (typeof port?.postMessage !== 'function' || typeof port.addEventListener !== 'function') {
    throw invalid('worker', 'a function that gives a Worker, SharedWorker or MessagePort', given);
  }
  const end = () => ('terminate' in port ? port.terminate() : port.close());
  return lineOver(port, end, given);
}

function requireHere(name: string, type: string): void {
  if (type !== 'function') {
    throw workerFailed(`this engine has no ${name}`);
  }
}

function made<W>(make: () => W): W {
  try {
    return make();
  } catch (cause) {
    throw workerFailed(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function heldLock(name: string): Promise<Presence> {
  return new Promise((resolve, reject) => {
    const holding = navigator.locks.request(
      name,
      () => new Promise<void>((release) => resolve({ name, release })),
    );
    holding.catch((cause) => reject(workerFailed(String(cause), cause)));
  });
}
