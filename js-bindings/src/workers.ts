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

/** What a function makes, or `WORKER_FAILED`. */
export function made<W>(make: () => W): W {
  try {
    return make();
  } catch (cause) {
    throw workerFailed(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

/** Shows that this page is there, by a lock. */
export async function appear(): Promise<Presence> {
  if (globalThis.navigator?.locks === undefined) {
    const detail = 'a shared one needs Web Locks, which pages have over https and on localhost';
    throw workerFailed(detail);
  }
  return heldLock(`peapod-page-${crypto.randomUUID()}`);
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
