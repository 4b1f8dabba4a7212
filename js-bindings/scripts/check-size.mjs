// The gate on what a page downloads for the default client: the core, and the scripts of page and
// worker, as they are published and sent with brotli 11. Run it for a table, after staging.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { STAGE } from './stage.mjs';

/** 130 kB, of 1000 bytes each. */
export const LIMIT = 130_000;

/** What a page asks for first: its script, that of the worker, and the core. */
const FIRST = ['web.js', 'worker.js', 'core.wasm'];

/** An import that is always loaded, in a minified script. */
const IMPORT = /\b(?:from|import)\s*["']\.\/([^"']+)["']/g;

/** The bytes of something as a server with brotli 11 sends it. */
export function sent(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  return brotliCompressSync(bytes, { params }).length;
}

/**
 * The files that a page loads which joins a network with the usual options, and their sizes. What is
 * loaded on demand, as the storage of browsers is, does not count, nor do source maps.
 *
 * @param {URL} folder where the package's scripts are
 * @returns {Promise<{ name: string, bytes: number, sent: number }[]>}
 */
export async function filesOfAPage(folder) {
  const files = new Map();
  const load = async (name) => {
    if (files.has(name)) {
      return;
    }
    files.set(name, undefined);
    const code = await readFile(new URL(name, folder));
    files.set(name, { name, bytes: code.length, sent: sent(code) });
    if (name.endsWith('.js')) {
      await Promise.all([...code.toString().matchAll(IMPORT)].map(([, needed]) => load(needed)));
    }
  };
  await Promise.all(FIRST.map(load));
  return [...files.values()].sort((a, b) => b.sent - a.sent);
}

/** The sum that the gate is about. */
export function total(files) {
  return files.reduce((sum, file) => sum + file.sent, 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = await filesOfAPage(new URL('dist/', STAGE));
  console.table(files);
  console.log(`${total(files)} bytes with brotli 11, ${LIMIT} allowed`);
  process.exitCode = total(files) > LIMIT ? 1 : 0;
}
