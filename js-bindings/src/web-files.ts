import type { CoreFiles } from './core-files.js';

/** Browsers and bundlers: the literal forms below are what bundlers look for. */
export const webFiles: CoreFiles = {
  wasm: () => new URL('./core.wasm', import.meta.url),
  js: async () => (await import('./js-build.js')).jsBuild(),
};
