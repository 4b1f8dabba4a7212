// The gate on what a page downloads for the default client: the core, and the scripts of page and
// worker as a bundler makes them of the package, all with brotli 11. Run it for a table.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { rolldown } from 'rolldown';

/** 130 KiB. */
export const LIMIT = 133_120;

const dist = new URL('../dist/', import.meta.url);

/** The bytes of something as a server with brotli 11 sends it. */
export function sent(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  return brotliCompressSync(bytes, { params }).length;
}

/**
 * The files that a page loads which joins a network with the usual options, and their sizes. Chunks
 * that are loaded on demand, as the storage of browsers is, do not count.
 *
 * @returns {Promise<{ name: string, bytes: number, sent: number }[]>}
 */
export async function filesOfAPage() {
  const core = { name: 'core.wasm', code: await readFile(new URL('core.wasm', dist)) };
  const chunks = await bundled({ page: 'entry/web.js', worker: 'worker.js' });
  return [core, ...chunks].map(({ name, code }) => ({
    name,
    bytes: code.length,
    sent: sent(code),
  }));
}

/** The scripts of these entries and what they share, minified. */
async function bundled(entries) {
  const input = Object.fromEntries(
    Object.entries(entries).map(([name, path]) => [name, fileURLToPath(new URL(path, dist))]),
  );
  const bundle = await rolldown({ input, external: /core\.js$/, platform: 'browser' });
  try {
    const { output } = await bundle.generate({ format: 'esm', minify: true });
    return output
      .filter(({ isDynamicEntry }) => !isDynamicEntry)
      .map(({ fileName, code }) => ({ name: fileName, code: Buffer.from(code) }));
  } finally {
    await bundle.close();
  }
}

/** The sum that the gate is about. */
export function total(files) {
  return files.reduce((sum, file) => sum + file.sent, 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = await filesOfAPage();
  console.table(files);
  console.log(`${total(files)} bytes with brotli 11, ${LIMIT} allowed`);
  process.exitCode = total(files) > LIMIT ? 1 : 0;
}
