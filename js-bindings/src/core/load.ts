import type { Core } from './core.js';

/** Stand-in until the loader's branch is merged. */
export async function loadCore(_source: unknown): Promise<Core> {
  throw new Error('no core yet');
}
