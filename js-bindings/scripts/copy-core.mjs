// Puts the two builds of the core and that of the local mixnet, made by Maven, beside the compiled
// TypeScript, past the gate.

import { chmod, copyFile } from 'node:fs/promises';
import { checkCore, sizes } from './check-core.mjs';

const dist = new URL('../dist/', import.meta.url);
const built = new URL('../../wasm-client/target/teavm/', import.meta.url);
const files = {
  wasm: new URL('wasm/core.wasm', built),
  js: new URL('js/core.js', built),
  mixnet: new URL('../../local-mixnet/target/teavm/wasm/mixnet.wasm', import.meta.url),
};

try {
  const { createHost } = await import(new URL('core/host.js', dist));
  const faults = await checkCore(files, createHost);
  if (faults.length > 0) {
    throw new Error(faults.join('\n  '));
  }
  await copyFile(files.wasm, new URL('core.wasm', dist));
  await copyFile(files.js, new URL('core.js', dist));
  await copyFile(files.mixnet, new URL('mixnet.wasm', dist));
  // npm does this when it installs the package, but not for a workspace.
  await chmod(new URL('cli/main.js', dist), 0o755);
  console.log((await sizes(files)).join('\n'));
} catch (error) {
  const missing = error.code === 'ENOENT' || error.code === 'ERR_MODULE_NOT_FOUND';
  console.error(`The core cannot be packed:\n  ${error.message}`);
  console.error(missing ? 'Build it first: mvn package -pl local-mixnet -am, then tsc.' : '');
  process.exitCode = 1;
}
