// The table in docs/runtimes.md: what was tried in which runtime, and how that went. Each test of a
// runtime leaves a record; the last step of `npm test` holds all of them against the table.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowsOf } from './conformance.mjs';
import { Problem, ROOT } from './steps.mjs';

/** Where records are; tests in Java leave theirs there too. */
export const RECORDS = join(ROOT, 'target', 'runtimes');

const DOCUMENT = join(ROOT, 'docs', 'runtimes.md');
const BEGIN = '<!-- written by npm test: begin -->';
const END = '<!-- written by npm test: end -->';

/** What a column is called, by the name of its program. */
const COLUMNS = {
  connects: 'connects',
  message: 'message to itself',
  reply: 'anonymous message and reply',
  request: 'request and answer',
  large: '100 kB',
  abort: 'abort, time-outs',
  state: 'second client, same address',
  restart: 'the same after a restart',
  thread: 'in a worker of yours',
  close: '`close` leaves nothing',
};

/**
 * @typedef {object} RuntimeRecord
 * @property {string} name of the runtime, as the table has it
 * @property {string} [version] where it does not change from machine to machine
 * @property {string[]} [passed] names of programs
 * @property {Record<string, string>} [without] why a program is not for this runtime, by its name
 * @property {string} [skipped] why nothing was tried on this machine
 */

/** Keeps what came of a runtime. */
export function record(/** @type {RuntimeRecord} */ result) {
  mkdirSync(RECORDS, { recursive: true });
  const file = `${result.name.toLowerCase().replace(/\W+/g, '-')}.json`;
  writeFileSync(join(RECORDS, file), JSON.stringify(result));
}

/** Forgets what an earlier run left. */
export function forgetRecords() {
  rmSync(RECORDS, { recursive: true, force: true });
}

/**
 * Holds the records against the table. Where they differ the table is written anew, and the step
 * fails: somebody is to look at what changed before it is committed.
 */
export function holdTable() {
  const results = readRecords();
  for (const { name, skipped } of results) {
    if (skipped !== undefined) {
      console.log(`  ${name} was not tried: ${skipped}`);
    }
  }
  const before = readFileSync(DOCUMENT, 'utf8');
  const after = withTable(before, results);
  if (after !== before) {
    writeFileSync(DOCUMENT, after);
    throw new Problem(
      'the table in docs/runtimes.md was not what this run found; it has been written anew: ' +
        'look at the difference and commit it',
    );
  }
}

function readRecords() {
  const files = existsSync(RECORDS) ? readdirSync(RECORDS).sort() : [];
  return files.map((file) => JSON.parse(readFileSync(join(RECORDS, file), 'utf8')));
}

/**
 * A document with the table of these records. Rows keep their order, new ones come last; one whose
 * runtime was not tried on this machine stays as it is, one that nothing was recorded of goes.
 */
export function withTable(document, results) {
  const [begin, end] = [BEGIN, END].map((marker) => document.indexOf(marker));
  if (begin < 0 || end < begin) {
    throw new Problem(`docs/runtimes.md must hold the lines ${BEGIN} and ${END}`);
  }
  const old = document.slice(begin + BEGIN.length, end);
  const table = tableOf(results, rowsOf(old), reasonsIn(old));
  return `${document.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${document.slice(end)}`;
}

function tableOf(results, oldRows, oldReasons) {
  const place = ({ name }) => {
    const found = oldRows.findIndex(([cell]) => cell === name);
    return found < 0 ? oldRows.length : found;
  };
  const rows = [];
  const reasons = [];
  for (const result of [...results].sort((a, b) => place(a) - place(b))) {
    if (result.skipped === undefined) {
      rows.push(rowOf(result));
      reasons.push(...reasonsOf(result));
    } else {
      rows.push(...oldRows.filter(([cell]) => cell === result.name));
      reasons.push(...oldReasons.filter((line) => line.startsWith(`- ${result.name}: `)));
    }
  }
  const titles = ['Runtime', 'Version', ...Object.values(COLUMNS)];
  const lines = [titles, titles.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.join(' | ')} |`,
  );
  return [...lines, ...(reasons.length > 0 ? ['', ...reasons] : [])].join('\n');
}

function rowOf({ name, version, passed, without = {} }) {
  const cells = Object.keys(COLUMNS).map((program) => {
    if (passed.includes(program)) {
      return '✔';
    }
    if (without[program] === undefined) {
      throw new Problem(`${name}: nothing is recorded of the program ${program}`);
    }
    return '–';
  });
  return [name, version ?? 'any', ...cells];
}

/** One line for each reason, with all the columns that it holds for. */
function reasonsOf({ name, without = {} }) {
  const columns = new Map();
  for (const [program, reason] of Object.entries(without)) {
    columns.set(reason, [...(columns.get(reason) ?? []), COLUMNS[program]]);
  }
  return [...columns].map(([reason, titles]) => `- ${name}: ${titles.join('; ')}: ${reason}`);
}

function reasonsIn(text) {
  return text.split('\n').filter((line) => line.startsWith('- '));
}
