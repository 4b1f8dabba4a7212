import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { javaTests, mistakesIn, namedTests, nodeTests, rowsOf, testsIn } from './conformance.mjs';
import { ROOT } from './steps.mjs';

const FOLDER = join(ROOT, 'docs', 'conformance');
const tests = testsIn(ROOT);

for (const file of readdirSync(FOLDER)) {
  test(`what ${file} names exists, and each of its rows shows something`, () => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    assert.ok(rowsOf(text).length > 5, 'there are tables');
    assert.deepEqual(mistakesIn(text, tests), []);
  });
}

test('tests of both languages are found', () => {
  assert.ok(tests.size > 1000, `found ${tests.size}`);
  assert.ok(tests.has('StreamLawTest#idleGapsFollowTheExponentialLaw'));
  assert.ok(tests.has('interop/replies.test.mjs › ours answers the stock client on … SURBs'));
});

test('a Java test is a method with an annotation', () => {
  const source = `
    @Test
    void one() {}
    void helper() {}
    @ParameterizedTest
    @CsvSource({"a", "b"})
    void two(String s) {}
    @Property(tries = 5)
    void three(@ForAll byte[] b) {}`;
  assert.deepEqual(javaTests(source), ['one', 'two', 'three']);
});

test('titles are read whatever their quotes', () => {
  const source = `test('one', f); it("two's", f); await t.test(\`\${n} of \${m.n} pieces\`, f);
    test(
      'an \\'odd\\' one',`;
  assert.deepEqual(nodeTests(source), ['one', "two's", '… of … pieces', "an 'odd' one"]);
});

test('a test that is gone and a row without proof are named', () => {
  const table = `
| § | behaviour | shown by |
| --- | --- | --- |
| 1 | good | \`XTest#there\`, \`unit/x.test.mjs › a title\` |
| 2 | gone | \`XTest#gone\` |
| 3 | bare | some words |
| 4 | explained | — nobody needs it |`;
  assert.equal(namedTests(table).length, 3);
  assert.deepEqual(mistakesIn(table, new Set(['XTest#there', 'unit/x.test.mjs › a title'])), [
    'there is no test XTest#gone',
    'neither a test nor a reason: 3 | bare | some words',
  ]);
});
