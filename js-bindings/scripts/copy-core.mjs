// Puts the two builds of the core and that of the local mixnet, made by Maven, beside the compiled
// TypeScript, past the gate; the core's module is made smaller on the way. With --as-compiled it is
// not, which saves most of a minute.

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

try {
  const { createHost } = await import(new URL('core/host.js', dist));
  const faults = await checkCore(files, createHost);
  await (isAsCompiled ? copyFile : optimize)(files.wasm, packed.wasm);
  faults.push(...checkOptimized(await readFile(files.wasm), await readFile(packed.wasm)));
  if (faults.length > 0) {
    throw new Error(faults.join('\n  '));
  }
  await writeFile(inline, await carried(await readFile(packed.wasm)));
  await copyFile(files.js, packed.js);
  await copyFile(files.mixnet, packed.mixnet);
  // npm does this when it installs the package, but not for a workspace.
  await chmod(new URL('cli/main.js', dist), 0o755);
  console.log((await sizes({ ...packed, inline })).join('\n'));
} catch (error) {
  const missing = error.code === 'ENOENT' || error.code === 'ERR_MODULE_NOT_FOUND';
  console.error(`The core cannot be packed:\n  ${error.message}`);
  console.error(missing ? 'Build it first: mvn package -pl local-mixnet -am, then tsc.' : '');
  process.exitCode = 1;
}
