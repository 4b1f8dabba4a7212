// Merges the modules of the package into few files.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** What is imported as it is: the core's builds, what the engine brings, and what users install. */
const LEFT_ALONE = [/^node:/, /^ws$/, /^peapod$/, /^\.\/core-inline\.js$/, /^\.\/core\.wasm$/];

/** The core's JavaScript build; a module in `core/` has the same name. */
const JS_BUILD = './core.js';

/** Finds the core beside itself; bundlers would copy that for entries that load `shared.js` only. */
const CORE_FINDER = /\/web-files\.js$/;

/**
 * Writes the scripts of these entries.
 *
 * @param {URL} from the folder of the compiled modules
 * @param {string[]} entries their paths in it, without `.js`
 * @param {URL} to the folder to write to
 */
export async function bundle(from, entries, to) {
  const [client, page, worker] = await Promise.all(
    ['index', 'web', 'worker'].map((entry) => modulesOf(from, entry)),
  );
  const forPages = (id) => client.has(id) && !worker.has(id);
  const forBoth = (id) => worker.has(id) && page.has(id) && !CORE_FINDER.test(id);
  const built = await rolldown(inputs(from, entries));
  try {
    const { output } = await built.write({
      dir: fileURLToPath(to),
      format: 'esm',
      minify: true,
      sourcemap: true,
      chunkFileNames: '[name].js',
      codeSplitting: {
        groups: [
          { name: 'shared', test: forBoth },
          { name: 'client', test: forPages },
        ],
      },
    });
    output.filter(({ type }) => type === 'chunk').forEach(requirePlace);
  } finally {
    await built.close();
  }
}

/** The modules that an entry always loads. */
async function modulesOf(from, entry) {
  const built = await rolldown(inputs(from, [entry]));
  try {
    const { output } = await built.generate({ format: 'esm' });
    return new Set(output.filter(({ isEntry }) => isEntry).flatMap(({ moduleIds }) => moduleIds));
  } finally {
    await built.close();
  }
}

function inputs(from, entries) {
  const path = (name) => fileURLToPath(new URL(`${name}.js`, from));
  return {
    input: Object.fromEntries(entries.map((name) => [name, path(name)])),
    platform: 'neutral',
    external: (id, importer) =>
      LEFT_ALONE.some((name) => name.test(id)) ||
      (id === JS_BUILD && importer === path('js-build')),
    plugins: [{ name: 'source-maps', load: withMap }],
    onLog: refuseWarnings,
  };
}

/** A compiled module with its map, so that maps lead to what was written. */
async function withMap(id) {
  const [code, map] = await Promise.all([readFile(id, 'utf8'), readFile(`${id}.map`, 'utf8')]);
  return { code, map: JSON.parse(map) };
}

function refuseWarnings(level, log) {
  if (level === 'warn') {
    throw new Error(`rolldown: ${log.message}`);
  }
}

/** Wherever a script lands, the files that it finds are in the top folder. */
function requirePlace({ fileName, code }) {
  const found = [...code.matchAll(/new URL\(([^)]*),\s*import\.meta\.url/g)];
  const astray = found.find(([, name]) => fileName.includes('/') || !/^[`'"]\.\/[^/]+$/.test(name));
  if (astray !== undefined) {
    throw new Error(`${fileName} says ${astray[1]}; expected ./ and a file, from the top folder`);
  }
}
