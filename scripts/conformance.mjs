// What the tables of docs/conformance name as proof, and whether it is there.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';

/** Stands in a title for what a template fills in. */
const FILLED_IN = '…';

/** Begins the last cell of a row that names no test but says why. */
const REASON = '— ';

/** Every test of the repository, by the name under which a table gives it. */
export function testsIn(root) {
  const found = new Set();
  for (const module of readdirSync(root)) {
    for (const file of filesUnder(join(root, module, 'src', 'test', 'java'), '.java')) {
      for (const method of javaTests(readFileSync(file, 'utf8'))) {
        found.add(`${basename(file, '.java')}#${method}`);
      }
    }
  }
  const tests = join(root, 'js-bindings', 'test');
  for (const file of filesUnder(tests, '.test.mjs')) {
    for (const title of nodeTests(readFileSync(file, 'utf8'))) {
      found.add(`${relative(tests, file).split(sep).join('/')} › ${title}`);
    }
  }
  return found;
}

/** The names of the test methods in a Java file. */
export function javaTests(source) {
  const annotated =
    /@(?:Test|ParameterizedTest|RepeatedTest|Property|FuzzTest)\b[\s\S]*?\bvoid\s+(\w+)\s*\(/g;
  return [...source.matchAll(annotated)].map(([, name]) => name);
}

/** The titles of the tests in a file for node:test. */
export function nodeTests(source) {
  const call = /\b(?:test|it)\(\s*(['"`])((?:\\.|(?!\1)[\s\S])*)\1/g;
  return [...source.matchAll(call)].map(([, , title]) =>
    title.replace(/\$\{[^}]*\}/g, FILLED_IN).replace(/\\(.)/g, '$1'),
  );
}

/** The tests that a Markdown text names: `Class#method` or `folder/file.test.mjs › title`. */
export function namedTests(markdown) {
  return [...markdown.matchAll(/`([^`]+)`/g)]
    .map(([, code]) => code)
    .filter((code) => /^[A-Z]\w*#\w+$/.test(code) || /^\S+\.test\.mjs › /.test(code));
}

/** The rows of all tables in a Markdown text, without heads, as lists of cells. */
export function rowsOf(markdown) {
  const lines = markdown.split('\n').filter((line) => line.startsWith('|'));
  const isRule = (line) => line !== undefined && /^\|[\s:|-]+\|$/.test(line);
  return lines
    .filter((line, i) => !isRule(line) && !isRule(lines[i + 1]))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** What is wrong with a table's text: tests that are not there, rows that show nothing. */
export function mistakesIn(markdown, tests) {
  const missing = namedTests(markdown).filter((name) => !tests.has(name));
  const bare = rowsOf(markdown).filter((cells) => {
    const proof = cells.at(-1);
    return namedTests(proof).length === 0 && !proof.startsWith(REASON);
  });
  return [
    ...missing.map((name) => `there is no test ${name}`),
    ...bare.map((cells) => `neither a test nor a reason: ${cells.join(' | ')}`),
  ];
}

function filesUnder(folder, ending) {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
    .sort();
}
