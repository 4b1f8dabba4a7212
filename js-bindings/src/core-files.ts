import type { Core } from './core/core.js';
import type { CoreSource } from './core/load.js';

/** Where an entry of the package has its core; one such object per kind of engine. */
export interface CoreFiles {
  /** The WebAssembly build, in a form that can be compiled here. */
  wasm(): CoreSource | Promise<CoreSource>;
  /** The JavaScript build, loaded only where it is needed; absent where it was left out. */
  readonly js?: () => Promise<Core>;
}
