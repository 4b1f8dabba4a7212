import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { output, tarball } from './package.mjs';

test('holds what the package runs with and nothing else', { timeout: 120_000 }, async () => {
  const listing = await output('tar', ['-tzf', await tarball()]);
  const files = listing.trim().split('\n');
  const others = files.filter((file) => !file.startsWith('package/dist/'));
  assert.deepEqual(others.sort(), ['package/LICENSE', 'package/README.md', 'package/package.json']);
  for (const needed of ['index.js', 'index.d.ts', 'core.wasm', 'core.js', 'worker.js']) {
    assert.ok(files.includes(`package/dist/${needed}`), needed);
  }
  assert.deepEqual(
    files.filter((file) => /test|bench/.test(dirname(file)) && !file.includes('dist/testing/')),
    [],
  );
});
