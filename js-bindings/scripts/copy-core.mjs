// Puts the two builds of the core and that of the local mixnet, made by Maven, beside the compiled
// TypeScript, past the gate; the modules are made smaller on the way. With --as-compiled they are
// not, which saves a minute.

import { chmod, copyFile, readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, deflateRaw } from 'node:zlib';
import { checkCore, checkOptimized, sizes } from './check-core.mjs';
import { optimize } from './optimize.mjs';

const dist = new URL('../dist/', import.meta.url);
const built = new URL('../../wasm-client/target/teavm/', import.meta.url);
const files = {
  wasm: new URL('wasm/core.wasm', built),
  js: new URL('js/core.js', built),
  mixnet: new URL('../../local-mixnet/target/teavm/wasm/mixnet.wasm', import.meta.url),
};
const packed = {
  wasm: new URL('core.wasm', dist),
  js: new URL('core.js', dist),
  mixnet: new URL('mixnet.wasm', dist),
};
const inline = new URL('core-inline.js', dist);
const isAsCompiled = process.argv.includes('--as-compiled');

/** The module as a script that carries it, for the entry `peapod/inline`. */
async function carried(wasm) {
  const deflated = await promisify(deflateRaw)(wasm, { level: constants.Z_BEST_COMPRESSION });
  return `export const deflatedCore = '${deflated.toString('base64')}';\n`;
}

/** Puts a module into the package, made smaller; what is wrong with it then. */
async function place(from, to) {
  await (isAsCompiled ? copyFile : optimize)(from, to);
  return checkOptimized(await readFile(from), await readFile(to));
}

try {
  const { createHost } = await import(new URL('core/host.js', dist));
  const faults = await checkCore(files, createHost);
  const checked = await Promise.all([
    place(files.wasm, packed.wasm),
    place(files.mixnet, packed.mixnet),
  ]);
  faults.push(...checked.flat());
  if (faults.length > 0) {
    throw new Error(faults.join('\n  '));
  }
  await writeFile(inline, await carried(await readFile(packed.wasm)));
  await copyFile(files.js, packed.js);
  // npm does this when it installs the package, but not for a workspace.
  await chmod(new URL('cli/main.js', dist), 0o755);
  console.log((await sizes({ ...packed, inline })).join('\n'));
} catch (error) {
  const missing = error.code === 'ENOENT' || error.code === 'ERR_MODULE_NOT_FOUND';
  console.error(`The core cannot be packed:\n  ${error.message}`);
  console.error(missing ? 'Build it first: mvn package -pl local-mixnet -am, then tsc.' : '');
  process.exitCode = 1;
}
