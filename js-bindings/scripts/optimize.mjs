// Runs Binaryen's optimiser over a module of the compiler's. World stays open and traps stay traps:
// the core relies on both, on the first for the references that it hands its host while it starts,
// on the second for the checks of null and of bounds.

import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What every engine has that loads the core at all; nothing newer may come in. */
const FEATURES = [
  'mutable-globals',
  'sign-ext',
  'nontrapping-float-to-int',
  'bulk-memory',
  'reference-types',
  'gc',
  'exception-handling',
  'multivalue',
];

/**
 * Writes a smaller module of the same behaviour.
 *
 * @param {URL} from a module
 * @param {URL} to where to write
 */
export async function optimize(from, to) {
  const program = createRequire(import.meta.url).resolve('binaryen/bin/wasm-opt');
  const features = ['--mvp-features', ...FEATURES.map((name) => `--enable-${name}`)];
  const files = [fileURLToPath(from), '-o', fileURLToPath(to)];
  await promisify(execFile)(process.execPath, [program, ...features, '-Oz', ...files]);
}
