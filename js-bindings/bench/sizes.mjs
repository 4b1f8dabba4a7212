// What a program or a page has to load, of ours and of the stock packages.
// Usage, after npm test or a build: node js-bindings/bench/sizes.mjs

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { brotliCompressSync, constants } from 'node:zlib';

const stock = createRequire(import.meta.url).resolve;

const FILES = {
  'ours, core.wasm': new URL('../dist/core.wasm', import.meta.url),
  'stock for Node, nym_client_wasm_bg.wasm': stock('@nymproject/nym-client-wasm-node').replace(
    /[^/]+$/,
    'nym_client_wasm_bg.wasm',
  ),
  'stock SDK, web-worker-0.js': stock('@nymproject/sdk').replace(/[^/]+$/, 'web-worker-0.js'),
};

for (const [name, file] of Object.entries(FILES)) {
  const bytes = await readFile(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  const packed = brotliCompressSync(bytes, { params });
  console.log(`${name}: ${bytes.length} bytes, ${packed.length} with brotli`);
}
