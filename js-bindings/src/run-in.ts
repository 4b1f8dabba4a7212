import { type Given, invalid } from './checks.js';

/**
 * Where a client runs.
 *
 * - `worker`: a worker of its own, whose timers keep their pace in a hidden tab too.
 * - `shared-worker`: one client for all tabs of a site that ask for it.
 * - `here`: the thread that calls `connect`.
 */
export type RunIn = 'worker' | 'shared-worker' | 'here';

/**
 * Checks where the client shall run, and that what is given can get there.
 *
 * @param hasWorker whether the package's own worker can be found from here
 * @throws PeapodError `INVALID_OPTION`
 */
export function checkRunIn(given: Given, hasWorker = true): RunIn {
  const runIn = given['runIn'] ?? usualPlace(given, hasWorker);
  if (runIn !== 'worker' && runIn !== 'shared-worker' && runIn !== 'here') {
    throw invalid('runIn', '"worker", "shared-worker" or "here"', runIn);
  }
  checkWorker(given['worker'], runIn, hasWorker);
  if (runIn !== 'here' && given['webSocket'] !== undefined) {
    const expected = "none, since a class cannot go to a worker, or runIn: 'here' beside it";
    throw invalid('webSocket', expected, given['webSocket']);
  }
  if (runIn !== 'here' && given['transport'] !== undefined) {
    throw invalid('transport', "none, since it cannot go to a worker, or runIn: 'here'", 'one');
  }
  return runIn;
}

function checkWorker(worker: unknown, runIn: RunIn, hasWorker: boolean): void {
  if (worker === undefined) {
    if (runIn !== 'here' && !hasWorker) {
      const expected = 'a function that makes one from peapod/worker: peapod/inline brings none';
      throw invalid('worker', expected, worker);
    }
  } else if (runIn === 'here') {
    throw invalid('worker', "none, or runIn: 'worker' or 'shared-worker'", worker);
  } else if (typeof worker !== 'function') {
    throw invalid('worker', 'a function that makes a worker', worker);
  }
}

/** Only pages have reason to leave their thread; and some, in test tools, have no workers. */
function usualPlace({ transport, worker }: Given, hasWorker: boolean): RunIn {
  if (worker !== undefined) {
    return 'worker';
  }
  const canLeave = typeof document === 'object' && typeof Worker === 'function' && hasWorker;
  return canLeave && transport === undefined ? 'worker' : 'here';
}
