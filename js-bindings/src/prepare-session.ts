import type { Environment } from './environment.js';
import { prepareHere } from './local-session.js';
import type { CheckedOptions } from './options.js';
import { prepareRemote } from './remote-session.js';
import type { PreparedSession } from './session.js';

/**
 * Prepares a session where the options say.
 *
 * @throws PeapodError
 */
export function prepareSession(
  environment: Environment,
  options: CheckedOptions,
): Promise<PreparedSession> {
  const { runIn } = options;
  if (runIn === 'here') {
    return prepareHere(environment, options);
  }
  const wasm = options.wasm ?? environment.carriedCore?.();
  return prepareRemote(environment.workers, { ...options, wasm }, runIn);
}
