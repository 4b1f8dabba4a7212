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
 * @throws PeapodError `INVALID_OPTION`
 */
export function checkRunIn(given: Given): RunIn {
  const isHere = given['transport'] !== undefined;
  const runIn = given['runIn'] ?? (isHere ? 'here' : usualPlace());
  if (runIn !== 'worker' && runIn !== 'shared-worker' && runIn !== 'here') {
    throw invalid('runIn', '"worker", "shared-worker" or "here"', runIn);
  }
  if (runIn !== 'here' && given['webSocket'] !== undefined) {
    const expected = "none, since a class cannot go to a worker, or runIn: 'here' beside it";
    throw invalid('webSocket', expected, given['webSocket']);
  }
  if (runIn !== 'here' && given['transport'] !== undefined) {
    throw invalid('transport', "none, since it cannot go to a worker, or runIn: 'here'", 'one');
  }
  return runIn;
}

/** Only pages have reason to leave their thread; and some, in test tools, have no workers. */
function usualPlace(): RunIn {
  return typeof document === 'object' && typeof Worker === 'function' ? 'worker' : 'here';
}
