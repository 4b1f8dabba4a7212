import { type Core, CoreError } from './core.js';

export type CoreSource = URL | string | Response | BufferSource | WebAssembly.Module;

export interface LoadOptions {
  readonly js?: () => Promise<unknown>;
}

/** Stand-in until the loader's branch is merged. */
export async function loadCore(
  _source: CoreSource | Promise<CoreSource>,
  _options: LoadOptions = {},
): Promise<Core> {
  throw new CoreError('load', 'no core yet');
}

export function loadJsCore(_module: unknown): Core {
  throw new CoreError('load', 'no core yet');
}
