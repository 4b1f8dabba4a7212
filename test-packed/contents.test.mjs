import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { output, tarball, unpacked } from './package.mjs';

const TIMEOUT = { timeout: 120_000 };

async function packedFiles() {
  const listing = await output('tar', ['-tzf', await tarball()]);
  return listing.trim().split('\n');
}

test('holds what the package runs with and nothing else', TIMEOUT, async () => {
  const files = await packedFiles();
  const others = files.filter((file) => !file.startsWith('package/dist/'));
  const papers = ['LICENSE', 'README.md', 'THIRD-PARTY-NOTICES.md', 'package.json'];
  assert.deepEqual(
    others.sort(),
    papers.map((name) => `package/${name}`),
  );
  for (const needed of ['index.js', 'index.d.ts', 'core.wasm', 'core.js', 'worker.js']) {
    assert.ok(files.includes(`package/dist/${needed}`), needed);
  }
  assert.deepEqual(
    files.filter((file) => /test|bench/.test(dirname(file)) && !file.includes('dist/testing/')),
    [],
  );
});

test(
  'every script says where its map is, and the map holds what was written',
  TIMEOUT,
  async (t) => {
    const folder = await unpacked(t);
    const named = (await packedFiles()).map((file) => file.slice('package/'.length));
    const maps = named.filter((file) => file.endsWith('.js.map'));
    assert.ok(maps.length >= 8, maps.join());
    for (const file of maps) {
      const map = JSON.parse(await readFile(join(folder, file), 'utf8'));
      const sources = map.sources.map((source, i) => [source, map.sourcesContent?.[i]]);
      assert.ok(sources.length > 0, file);
      for (const [source, content] of sources) {
        assert.match(source, /^[./]*src\/[a-z0-9/-]+\.ts$/, file);
        assert.ok(content?.length > 0, `${file}: ${source}`);
      }
      const script = await readFile(join(folder, file.slice(0, -'.map'.length)), 'utf8');
      assert.match(script, /\n\/\/# sourceMappingURL=[a-z-]+\.js\.map\s*$/, file);
    }
  },
);

test('the papers name whose code is in the builds of the core', TIMEOUT, async (t) => {
  const notices = await readFile(join(await unpacked(t), 'THIRD-PARTY-NOTICES.md'), 'utf8');
  for (const needed of ['Bouncy Castle', 'TeaVM', 'Permission is hereby granted', 'Apache']) {
    assert.ok(notices.includes(needed), needed);
  }
});
