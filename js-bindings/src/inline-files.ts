import type { CoreFiles } from './core-files.js';
import { deflatedCore } from './core-inline.js';

/** The core as text in the script itself, for bundlers that copy no files. */
export const inlineFiles: CoreFiles = { wasm: inflated };

async function inflated(): Promise<ArrayBuffer> {
  const deflated = Uint8Array.from(atob(deflatedCore), (letter) => letter.charCodeAt(0));
  const inflating = new DecompressionStream('deflate-raw');
  return new Response(new Blob([deflated]).stream().pipeThrough(inflating)).arrayBuffer();
}
