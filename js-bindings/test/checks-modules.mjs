// The checks of known answers as Maven compiles them, in both builds. They have the core's own door,
// so the package's loader loads them. Commands: see ChecksDoor.java.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { optimize } from '../scripts/optimize.mjs';

export const COMMAND = {
  list: 0,
  run: 1,
  draw: 2,
  throw: 3,
  overflow: 4,
  echo: 5,
  refuse: 6,
  unknown: 99,
};

const folder = new URL('../../wasm-client/target/teavm-checks/', import.meta.url);

/** The WebAssembly build's bytes. */
export function checksWasm() {
  return readFile(new URL('checks.wasm', folder));
}

/** The same made smaller in the way in which the core is packed. */
export async function optimizedChecksWasm() {
  const temporary = await mkdtemp(join(tmpdir(), 'peapod-checks-'));
  const smaller = pathToFileURL(join(temporary, 'checks.wasm'));
  try {
    await optimize(new URL('checks.wasm', folder), smaller);
    return await readFile(smaller);
  } finally {
    await rm(temporary, { recursive: true });
  }
}

/** The JavaScript build; a fresh instance for each tag. */
export function checksJs(tag = '') {
  return import(new URL(`checks.js${tag && `?${tag}`}`, folder).href);
}

/** Gives one command and returns the answer. */
export function ask(client, command, argument = new Uint8Array()) {
  client.input(Uint8Array.of(command, ...argument));
  return client.poll();
}
