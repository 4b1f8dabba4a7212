// What `npm start` and `npm test` share. No dependency: both run before anything is installed.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

const done = [];

/** A mistake that the user can mend; shown without a stack trace. */
export class Problem extends Error {}

/** Says what begins, does it, and remembers how long it took. */
export async function step(title, action) {
  console.log(`\n▶ ${title}`);
  const startedMs = Date.now();
  const entry = { title, seconds: 0, passed: false };
  done.push(entry);
  try {
    const result = await action();
    entry.passed = true;
    return result;
  } finally {
    entry.seconds = (Date.now() - startedMs) / 1000;
  }
}

/** The steps so far as lines of a table. */
export function timeTable() {
  const total = done.reduce((sum, { seconds }) => sum + seconds, 0);
  const row = (mark, seconds, title) => `${mark} ${seconds.toFixed(1).padStart(7)} s  ${title}`;
  return [
    ...done.map(({ title, seconds, passed }) => row(passed ? '✔' : '✖', seconds, title)),
    row(' ', total, 'in all'),
  ].join('\n');
}

/** Runs a program in the repository's folder with our output; rejects when it fails. */
export function run(program, args, options = {}) {
  console.log(`  ${[program, ...args].join(' ')}`);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', ...options });
    child.on('error', () => reject(new Problem(`${program} cannot be started; is it installed?`)));
    child.on('exit', (code, signal) =>
      code === 0
        ? resolve()
        : reject(new Problem(`${program} ${args[0]} ended with ${signal ?? `code ${code}`}`)),
    );
  });
}

/** Fails with advice unless the tools are here that nothing can be built without. */
export function requireTools() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Problem(`Node 20.19 or later is needed; this is ${process.version}`);
  }
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const version = Number(/version "(\d+)/.exec(java.stderr ?? '')?.[1] ?? 0);
  if (version < 17) {
    const found = version === 0 ? 'no java was found' : `this is Java ${version}`;
    throw new Problem(`a JDK of version 17 or later is needed; ${found}`);
  }
  if (spawnSync('mvn', ['-version'], { encoding: 'utf8' }).status !== 0) {
    throw new Problem('Maven is needed; no mvn was found');
  }
}

/** Installs what a folder's lock file names, unless that has been done since it last changed. */
export async function installPackages(folder = ROOT) {
  const installed = join(folder, 'node_modules', '.package-lock.json');
  const lock = join(folder, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) {
    console.log('  already there');
    return;
  }
  await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder });
}

/** Maven without its progress lines. */
export function maven(...args) {
  return run('mvn', ['-B', '-ntp', ...args]);
}

/** The npm package: TypeScript compiled, the core's two builds checked and put beside it. */
export function buildPackage() {
  return run('npm', ['run', 'build', '--workspace', 'peapod']);
}

/** The same with a core as the compiler left it: larger, and done most of a minute sooner. */
export function buildPackageSoon() {
  return run('npm', ['run', 'build', '--workspace', 'peapod', '--', '--as-compiled']);
}

/** The demo page, in demo-web/dist. */
export function buildDemo() {
  return run('npm', ['run', 'build', '--workspace', 'peapod-demo']);
}

/** The page with the stock SDK beside ours, in test-browser/stock-page/dist. */
export function buildStockPage() {
  return run('npm', ['run', 'build', '--workspace', 'peapod-stock-page']);
}

/** Runs the main function of a script: shows what can be mended, sets the exit code. */
export async function main(action) {
  try {
    await action();
  } catch (fault) {
    console.error(fault instanceof Problem ? `\n✖ ${fault.message}` : fault);
    process.exitCode = 1;
  }
}
