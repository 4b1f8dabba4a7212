// The gate in front of the package: fails when a module asks its host for something that the loader
// does not offer, when the loader offers something that no module asks for, when a module holds an
// exception handler (one alone shuts out Node 22.0-22.18, Chrome below 137 and Safari below 18.4),
// or when the JavaScript build turns text into code.

import { readFile } from 'node:fs/promises';
import { brotliCompressSync } from 'node:zlib';
import { countHandlers, readModule } from './wasm-module.mjs';

/**
 * @param {{ wasm: URL, js: URL, mixnet?: URL }} files the two builds of the core, and the network
 * @param {(needs: object, entropy: Function) => { imports: object }} createHost the loader's table
 * @returns {Promise<string[]>} what is wrong; empty when all is well
 */
export async function checkCore(files, createHost) {
  const urls = [files.wasm, ...(files.mixnet === undefined ? [] : [files.mixnet])];
  const modules = await Promise.all(urls.map(async (url) => readModule(await readFile(url))));
  const js = await readFile(files.js, 'utf8');
  const faults = importFaults(
    modules.flatMap(({ imports }) => imports),
    createHost({ min: 1, dataSize: 0 }, () => {}).imports,
  );
  for (const { opcodes } of modules) {
    const handlers = countHandlers(opcodes);
    if (handlers > 0) {
      faults.push(`the module has ${handlers} exception handlers, expected none`);
    }
  }
  for (const word of [/\beval\s*\(/, /\bnew Function\b/, /\bFunction\s*\(/, /\bimport\s*\(/]) {
    if (word.test(js)) {
      faults.push(`the JavaScript build holds ${word}, which a strict page refuses`);
    }
  }
  return faults;
}

/**
 * Whether the optimiser has added anything that the compiler's module did not have.
 *
 * @param {Uint8Array} compiled the module as it was
 * @param {Uint8Array} optimized the module as it is packed
 * @returns {string[]} what is wrong; empty when all is well
 */
export function checkOptimized(compiled, optimized) {
  const [before, after] = [compiled, optimized].map(readModule);
  const faults = after.imports
    .filter(
      ({ module, name }) => !before.imports.some((i) => i.module === module && i.name === name),
    )
    .map(({ module, name }) => `the optimised module imports ${module}.${name}, which is new`);
  const handlers = countHandlers(after.opcodes);
  if (handlers > 0) {
    faults.push(`the optimised module has ${handlers} exception handlers, expected none`);
  }
  return faults;
}

/** One line per build: its size as it is and as it is sent. */
export async function sizes(files) {
  const lines = [];
  for (const [name, url] of Object.entries(files)) {
    const bytes = await readFile(url);
    lines.push(`${name}: ${bytes.length} bytes, ${brotliCompressSync(bytes).length} with brotli`);
  }
  return lines;
}

function importFaults(wanted, offered) {
  const asked = new Set(wanted.map(({ module, name }) => `${module}.${name}`));
  const given = Object.entries(offered).flatMap(([module, names]) =>
    Object.keys(names).map((name) => `${module}.${name}`),
  );
  return [
    ...[...asked]
      .filter((name) => !given.includes(name))
      .map((name) => `the module imports ${name}, which src/core/host.ts does not offer`),
    ...given
      .filter((name) => !asked.has(name))
      .map((name) => `src/core/host.ts offers ${name}, which the module does not import`),
  ];
}
