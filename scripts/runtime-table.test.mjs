import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withTable } from './runtime-table.mjs';

const BEGIN = '<!-- written by npm test: begin -->';
const END = '<!-- written by npm test: end -->';
const PROGRAMS = [
  'connects',
  'message',
  'reply',
  'request',
  'large',
  'abort',
  'state',
  'restart',
  'thread',
  'close',
];

const EMPTY = `before\n${BEGIN}\n${END}\nafter\n`;
const whole = (name, version = '1') => ({ name, version, passed: PROGRAMS });
const rowNames = (document) =>
  document
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => line.split('|')[1].trim());

test('what passed and what there is not stands in the table, with the reason', () => {
  const most = PROGRAMS.filter((name) => name !== 'thread');
  const without = { thread: 'it has no workers' };
  const document = withTable(EMPTY, [{ name: 'Abacus', version: '2', passed: most, without }]);
  assert.match(document, /^before\n/);
  assert.match(document, /\nafter\n$/);
  assert.match(document, /^\| Abacus \| 2 (\| ✔ ){8}\| – \| ✔ \|$/m);
  assert.match(document, /^- Abacus: in a worker of yours: it has no workers$/m);
});

test('the same records give the same document', () => {
  const records = [whole('B'), whole('A')];
  const once = withTable(EMPTY, records);
  assert.equal(withTable(once, [...records].reverse()), once);
});

test('a runtime that was not tried here keeps its row and its reasons, another version does not', () => {
  const without = { thread: 'none' };
  const old = { name: 'A', version: '1', passed: PROGRAMS, without };
  const before = withTable(EMPTY, [old, whole('B')]);
  assert.equal(withTable(before, [{ name: 'A', skipped: 'not here' }, whole('B')]), before);
  assert.notEqual(withTable(before, [{ name: 'A', skipped: 'not here' }, whole('B', '2')]), before);
});

test('a row that nothing was recorded of goes, a new one comes last', () => {
  const before = withTable(EMPTY, [whole('B'), whole('C')]);
  assert.deepEqual(rowNames(withTable(before, [whole('A'), whole('C')])), ['C', 'A']);
});

test('a program that nothing is recorded of is a mistake', () => {
  const records = [{ name: 'A', version: '1', passed: ['connects'] }];
  assert.throws(() => withTable(EMPTY, records), /A: nothing is recorded of the program message/);
});
