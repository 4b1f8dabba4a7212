// The package as a user gets it: packed by npm, installed into a folder that is not of this
// repository.

import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const APPS = fileURLToPath(new URL('apps/', import.meta.url));

let packing;

/**
 * The path of the packed package. `npm test` packs once and names the file in `PEAPOD_TARBALL`;
 * a test file that runs alone packs what is in `js-bindings/dist`.
 */
export function tarball() {
  packing ??= process.env.PEAPOD_TARBALL ? Promise.resolve(process.env.PEAPOD_TARBALL) : pack();
  return packing;
}

/** Stages what is built and packs it into a new temporary folder; the path of the file. */
export async function pack() {
  // Not above: `npm test` loads this file before it installs the bundler that staging needs.
  const { stage } = await import('../js-bindings/scripts/stage.mjs');
  const folder = await mkdtemp(join(tmpdir(), 'peapod-tarball-'));
  const [packed] = JSON.parse(
    await npm(await stage(), 'pack', '--json', '--pack-destination', folder),
  );
  return join(folder, packed.filename);
}

/**
 * A folder outside of the repository with the files of an app, the dependencies that its lock file
 * names, and the packed package; gone after the test.
 *
 * @param t the test
 * @param from the folder to copy: a name in `test-packed/apps`, or a path
 */
export async function installedApp(t, from) {
  const folder = await installed(from);
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The same, to be removed by the caller. */
export async function installed(from) {
  const folder = await mkdtemp(join(tmpdir(), 'peapod-app-'));
  await cp(isAbsolute(from) ? from : join(APPS, from), folder, { recursive: true });
  // Not `npm ci`: it refuses a lock file that lacks the binaries of one other platform, as one has
  // that was written where the registry lacked them.
  await npm(folder, 'install', '--no-save', '--ignore-scripts', await tarball());
  return folder;
}

/** The folder of the packed package, unpacked and nothing more; gone after the test. */
export async function unpacked(t) {
  const folder = await mkdtemp(join(tmpdir(), 'peapod-unpacked-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await output('tar', ['-xzf', await tarball(), '-C', folder]);
  return join(folder, 'package');
}

/** Runs npm in a folder; what it printed, or an error with that when it failed. */
export function npm(folder, ...args) {
  return output('npm', args, { cwd: folder });
}

/** Runs a program to its end; what it printed, or an error with all that when it failed. */
export async function output(program, args, options = {}) {
  const { out } = await finished(program, args, options);
  return out;
}

/** The same with what it wrote to its standard error: `{ out, err }`. */
export function finished(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      err += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) {
        resolve({ out, err });
      } else {
        const how = signal ?? `code ${code}`;
        reject(new Error(`${program} ${args.join(' ')} ended with ${how}\n${out}\n${err}`));
      }
    });
  });
}
