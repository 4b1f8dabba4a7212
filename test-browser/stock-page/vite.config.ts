import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The SDK asks for its worker by a bare name beside the page, which no bundler sees. */
const WORKER = 'web-worker-0.js';

export default defineConfig({
  base: './',
  worker: { format: 'es' },
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  plugins: [
    {
      name: 'stock-worker',
      async generateBundle() {
        const sdk = import.meta.resolve('@nymproject/sdk');
        const source = await readFile(fileURLToPath(new URL(WORKER, sdk)));
        this.emitFile({ type: 'asset', fileName: WORKER, source });
      },
    },
  ],
});
