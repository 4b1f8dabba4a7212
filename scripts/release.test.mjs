// The release workflow runs once in a while and elsewhere; what can be wrong with it is seen here.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse, parseDocument } from 'yaml';
import { ROOT } from './steps.mjs';

const text = readFileSync(join(ROOT, '.github', 'workflows', 'release.yml'), 'utf8');
const { jobs, permissions, on } = parse(text);
const steps = Object.values(jobs).flatMap((job) => job.steps);

test('the workflow is YAML without mistakes, for tags of versions', () => {
  const { errors, warnings } = parseDocument(text, { strict: true, uniqueKeys: true });
  assert.deepEqual([errors, warnings], [[], []]);
  assert.deepEqual(on, { push: { tags: ['v[0-9]*'] } });
});

test('every action is one commit, with its version beside it', () => {
  const used = [...text.matchAll(/uses: (.*)$/gm)].map(([, name]) => name);
  assert.equal(used.length, steps.filter((step) => step.uses).length);
  for (const name of used) {
    assert.match(name, /^actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  }
});

test('only the job that publishes has the right to, and no other code runs in it', () => {
  assert.deepEqual(permissions, {});
  assert.deepEqual(jobs.pack.permissions, { contents: 'read' });
  assert.deepEqual(jobs.publish.permissions, { 'id-token': 'write' });
  assert.equal(jobs.publish.needs, 'pack');
  const programs = jobs.publish.steps.flatMap((step) => step.run ?? []);
  assert.ok(
    programs.every((line) => !/npm (ci|install|test|run)|npx/.test(line)),
    programs.join('\n'),
  );
  assert.doesNotMatch(text, /secrets\./);
});

test('each changeset is about the package and says how much the version rises', () => {
  const folder = join(ROOT, '.changeset');
  const names = readdirSync(folder).filter((name) => /(?<!README)\.md$/.test(name));
  for (const name of names) {
    const [, head, body] = readFileSync(join(folder, name), 'utf8').split(/^---$/m);
    const [[about, bump], ...others] = Object.entries(parse(head));
    assert.deepEqual([about, others], ['peapod', []], name);
    assert.ok(['major', 'minor', 'patch'].includes(bump), `${name}: ${bump}`);
    assert.ok(body.trim().length > 20, name);
  }
});
