// Makes the folder that is published, `js-bindings/package`: the declarations as TypeScript writes
// them, the core's builds, and the scripts merged into few files and minified, with source maps, so that
// a page without a bundler has little to download too. Run it after the build.

import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';

const root = new URL('../', import.meta.url);
const dist = new URL('dist/', root);

/** The folder that is published. */
export const STAGE = new URL('package/', root);

/** What the compiler of the core wrote, or what was made of it. */
const BUILDS = ['core.wasm', 'core.js', 'core-inline.js', 'mixnet.wasm'];

/** Papers that npm shows, or that licences ask for. */
const PAPERS = ['README.md', 'LICENSE', 'THIRD-PARTY-NOTICES.md'];

/** Parts of the manifest that are of use in this repository only. */
const OURS = ['scripts', 'devDependencies'];

/** Makes the folder anew; its path. */
export async function stage() {
  await rm(STAGE, { recursive: true, force: true });
  const to = new URL('dist/', STAGE);
  await mkdir(to, { recursive: true });
  const manifest = JSON.parse(await readFile(new URL('package.json', root), 'utf8'));
  const kept = Object.entries(manifest).filter(([key]) => !OURS.includes(key));
  const text = `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`;
  await writeFile(new URL('package.json', STAGE), text);
  await bundle(dist, scriptsOf(manifest), to);
  const files = [...BUILDS, ...(await declarations())];
  await Promise.all([
    ...PAPERS.map((name) => cp(new URL(name, root), new URL(name, STAGE))),
    ...files.map((name) => cp(new URL(name, dist), new URL(name, to))),
  ]);
  return fileURLToPath(STAGE);
}

/** The scripts in `dist` that a manifest names, without `.js`. */
export function scriptsOf({ exports, bin }) {
  const paths = JSON.stringify([exports, bin]).match(/"\.\/dist\/[^"]+\.js"/g);
  return [...new Set(paths)].map((path) => path.slice('"./dist/'.length, -'.js"'.length));
}

async function declarations() {
  const names = await readdir(dist, { recursive: true });
  return names.filter((name) => name.endsWith('.d.ts') || name.endsWith('.d.wasm.ts'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(await stage());
}
