import type { CoreSource } from '../options.js';

/** Where this build of the package has its core; one such object per kind of engine. */
export interface CoreFiles {
  /** The WebAssembly module, in a form that can be compiled here. */
  wasm(): CoreSource | Promise<CoreSource>;
}
