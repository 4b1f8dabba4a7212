// Makes a module of the compiler's smaller and faster: our own preparation and Binaryen's optimiser in
// turns. Traps stay traps: the core relies on them for the checks of null and of bounds.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { arrange, closeUp, seal, settle } from './seal/seal.mjs';
import { customSection } from './wasm-module.mjs';

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
].map((name) => `--enable-${name}`);

/** Small functions go to where they are called: what repeats there compresses better than the call. */
const SMALLER = ['--always-inline-max-function-size', '10'];
const MERGED = ['--type-merging', '-Oz'];
const TIDY = [
  ...['--remove-unused-types', '--minimize-rec-groups', '--coalesce-locals-learning'],
  ...['--reorder-locals', '--vacuum'],
];

/**
 * What is done, in this order: a step of our own, then Binaryen's passes. The world is closed, since a
 * sealed module gives nothing to its host but numbers and texts.
 */
const STEPS = [
  [seal, ['-Oz', '--gufa-optimizing']],
  [
    closeUp,
    [...SMALLER, '-Oz', '--type-refining', '--cfp-reftest', ...MERGED, '--gufa-optimizing', '-Oz'],
  ],
  [settle, [...SMALLER, '--gufa-optimizing', '-Oz', '--monomorphize', '-Oz', ...MERGED, ...TIDY]],
  [arrange, []],
];

/** Where a module says how much memory it needs, see `src/core/host.ts`. */
const NEEDS = 'teavm.memoryRequirements';

/**
 * Writes a smaller module of the same behaviour.
 *
 * @param {URL} from a module with the compiler's names
 * @param {URL} to where to write
 */
export async function optimize(from, to) {
  const folder = await mkdtemp(join(tmpdir(), 'peapod-'));
  const [text, binary] = ['module.wat', 'module.wasm'].map((name) => join(folder, name));
  try {
    let input = fileURLToPath(from);
    for (const [step, passes] of STEPS) {
      await binaryen('wasm-dis', ['--all-features', input, '-o', text]);
      await writeFile(text, step(await readFile(text, 'utf8')));
      const names = step === arrange ? [] : ['-g'];
      await binaryen('wasm-opt', [
        '--mvp-features',
        '-q',
        '--closed-world',
        ...FEATURES,
        ...names,
        text,
        ...passes,
        '-o',
        binary,
      ]);
      input = binary;
    }
    // The text holds no custom sections; what the compiler says about its memory is in one.
    const needs = customSection(await readFile(from), NEEDS);
    await writeFile(to, Buffer.concat([await readFile(binary), needs]));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function binaryen(tool, args) {
  const program = createRequire(import.meta.url).resolve(`binaryen/bin/${tool}`);
  await promisify(execFile)(process.execPath, [program, ...args]);
}
