import { readFile } from 'node:fs/promises';
import type { CoreFiles } from './core-files.js';

/** Node, Deno and Bun: their `fetch` reads no files, so the bytes are read here. */
export const nodeFiles: CoreFiles = {
  wasm: () => readFile(new URL('./core.wasm', import.meta.url)),
  js: async () => (await import('./js-build.js')).jsBuild(),
};
