// The engines without a window that the packed package is tried in. Each is an npm package that the
// `package.json` of this folder pins, in a folder of its own so that only `npm test` downloads them.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
/** What strict pages forbid too. Nodes run all programs like that, and start once more without. */
const NO_CODE_FROM_TEXT = '--disallow-code-generation-from-strings';

/**
 * @typedef {object} Engine
 * @property {string} name what the tables call it
 * @property {string} version
 * @property {string} program the path of its program, which need not be there
 * @property {false | string} skip why it cannot be tried on this machine
 * @property {(start: {app: string, state: string, address?: string}) => string[]} args what comes
 *   before the script, for an app in this folder that keeps its state in that one
 */

/** @type {Engine[]} */
export const engines = [
  ...[20, 22, 24, 26].map((major) =>
    engine(`Node ${major}`, `node-${major}`, 'bin/node', ({ address }) =>
      address === undefined ? [NO_CODE_FROM_TEXT] : [],
    ),
  ),
  engine('Deno', '@deno/linux-x64-glibc', 'deno', ({ app, state }) => [
    'run',
    '--no-prompt',
    `--allow-read=${app}`,
    `--allow-write=${state}`,
    '--allow-net=127.0.0.1',
  ]),
  engine('Bun', '@oven/bun-linux-x64', 'bin/bun'),
];

/** The engine of this name. */
export function engineNamed(name) {
  const found = engines.find((each) => each.name === name);
  if (found === undefined) {
    throw new Error(`no engine ${name}; there are ${engines.map((each) => each.name).join('; ')}`);
  }
  return found;
}

function engine(name, dependency, path, args = () => []) {
  const program = join(HERE, 'node_modules', dependency, path);
  const skip =
    !existsSync(program) &&
    `no ${dependency} on this machine: it is there after npm ci in test-packed/runtimes, on Linux x64`;
  return { name, version: pinned(dependency), program, skip, args };
}

/** `1.2.3` of `1.2.3`, or of `npm:the-package@1.2.3`. */
function pinned(dependency) {
  const manifest = JSON.parse(readFileSync(join(HERE, 'package.json'), 'utf8'));
  return manifest.optionalDependencies[dependency].split('@').at(-1);
}
