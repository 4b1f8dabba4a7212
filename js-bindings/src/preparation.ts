import { unlessAborted } from './arguments.js';
import type { KeptState } from './commands.js';
import type { CreatedCoreClient, Environment } from './environment.js';
import type { CheckedOptions } from './options.js';
import { keptState } from './state-options.js';
import { release } from './storage.js';

/** What a client is made of. */
export interface Prepared {
  /** What its storage held; `undefined` without a storage. */
  readonly kept: KeptState | undefined;
  readonly created: CreatedCoreClient;
}

/**
 * Opens the storage and loads the core, in this order, so that a storage in use is told before
 * anything is downloaded. What is wrong leaves nothing open.
 *
 * @throws PeapodError of either, or the signal's reason
 */
export async function prepare(
  environment: Environment,
  checked: CheckedOptions,
): Promise<Prepared> {
  const { storage, secret, signal } = checked;
  if (storage === undefined) {
    return { kept: undefined, created: await createCore(environment, checked) };
  }
  const kept = await unlessAborted(keptState(storage, secret), signal, ({ secret }) => {
    secret.fill(0);
    return release(storage);
  });
  try {
    return { kept, created: await createCore(environment, checked) };
  } catch (fault) {
    kept.secret.fill(0);
    await release(storage);
    throw fault;
  }
}

function createCore(environment: Environment, checked: CheckedOptions): Promise<CreatedCoreClient> {
  const { signal } = checked;
  return unlessAborted(environment.createCoreClient(checked), signal, ({ core }) => core.free());
}
