// How many tests ran, read from the reports that the tools leave.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './steps.mjs';

const MODULES = ['crypto-portable', 'wasm-client', 'local-mixnet', 'test-browser'];

/** The JUnit tests whose reports were written since a time. */
export function countJunit(sinceMs) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const module of MODULES) {
    const folder = join(ROOT, module, 'target', 'surefire-reports');
    const files = existsSync(folder) ? readdirSync(folder) : [];
    for (const file of files.filter((name) => name.endsWith('.xml'))) {
      const path = join(folder, file);
      if (statSync(path).mtimeMs >= sinceMs) {
        add(counts, suiteCounts(readFileSync(path, 'utf8')));
      }
    }
  }
  return counts;
}

/** The node:test tests of a run, from its report in TAP's closing lines. */
export function countNode(tap) {
  const number = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0);
  return { passed: number('pass'), failed: number('fail'), skipped: number('skipped') };
}

/** Adds counts to others. */
export function add(counts, more) {
  counts.passed += more.passed;
  counts.failed += more.failed;
  counts.skipped += more.skipped;
}

function suiteCounts(xml) {
  const head = /<testsuite [^>]*>/.exec(xml)?.[0] ?? '';
  const number = (name) => Number(new RegExp(` ${name}="(\\d+)"`).exec(head)?.[1] ?? 0);
  const failed = number('failures') + number('errors');
  const skipped = number('skipped');
  return { passed: number('tests') - failed - skipped, failed, skipped };
}
