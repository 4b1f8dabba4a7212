// What tools and people look at before they install the package.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { installedApp, output, tarball } from './package.mjs';

const TIMEOUT = { timeout: 120_000 };

/** Runs a tool of this repository, a file under `node_modules`; what it printed. */
function tool(file, ...args) {
  const path = fileURLToPath(new URL(`../node_modules/${file}`, import.meta.url));
  return output(process.execPath, [path, ...args]);
}

test('publint finds nothing', TIMEOUT, async () => {
  const printed = await tool('publint/src/cli.js', 'run', await tarball(), '--strict');
  assert.match(printed, /All good!/);
});

test('Are the types wrong? finds nothing', TIMEOUT, async () => {
  // A raw module has no types, which the tool takes for a mistake.
  const flags = ['--profile', 'esm-only', '--exclude-entrypoints', 'core.wasm', '--no-color'];
  const printed = await tool('@arethetypeswrong/cli/dist/index.js', await tarball(), ...flags);
  for (const entry of ['"peapod"', '"peapod/inline"', '"peapod/nym-sdk"', '"peapod/testing"']) {
    assert.ok(printed.includes(entry), entry);
  }
});

test('the types hold without those of Node', TIMEOUT, async (t) => {
  const app = await installedApp(t, 'typed');
  await tool('typescript/bin/tsc', '-p', app);
});

test('nothing comes along and nothing runs when it is installed', TIMEOUT, async (t) => {
  const text = await output('tar', ['-xzOf', await tarball(), 'package/package.json']);
  const { dependencies = {}, optionalDependencies = {}, scripts = {} } = JSON.parse(text);
  assert.deepEqual({ ...dependencies, ...optionalDependencies }, {});
  const atInstall = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];
  assert.deepEqual(
    Object.keys(scripts).filter((name) => atInstall.includes(name)),
    [],
  );
  t.diagnostic(await sizes());
});

/** The sizes that npm shows on the package's page. */
async function sizes() {
  const listing = await output('tar', ['-tvzf', await tarball()]);
  const unpacked = listing
    .trim()
    .split('\n')
    .map((line) => Number(line.split(/\s+/)[2]));
  const packed = (await readFile(await tarball())).length;
  const total = unpacked.reduce((sum, bytes) => sum + bytes, 0);
  return `${packed} bytes packed, ${total} unpacked, ${unpacked.length} files`;
}
