import { CoreError } from './core/core.js';
import core from './core.wasm';
import type { CoreFiles } from './core-files.js';

/**
 * Cloudflare Workers: bytes may not be compiled there, so the module comes compiled with the
 * Worker's code. The JavaScript build would only make that larger, for WebAssembly is never missing.
 */
export const workerdFiles: CoreFiles = {
  wasm: () => core,
  js: async () => {
    const message = "the JavaScript build is not for Cloudflare Workers; leave out backend: 'js'";
    throw new CoreError('load', message);
  },
};
