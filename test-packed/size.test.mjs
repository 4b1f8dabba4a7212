// What a page has to download for the default client, held to its limit.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { filesOfAPage, LIMIT, total } from '../js-bindings/scripts/check-size.mjs';
import { unpacked } from './package.mjs';

test('the default client is at most 130 kB to download', { timeout: 120_000 }, async (t) => {
  const files = await filesOfAPage(pathToFileURL(`${await unpacked(t)}/dist/`));
  const names = files.map(({ name }) => name);
  const needed = ['core.wasm', 'web.js', 'client.js', 'shared.js', 'worker.js'];
  assert.deepEqual(
    needed.filter((name) => !names.includes(name)),
    [],
    names.join(),
  );
  const table = files.map(({ name, bytes, sent }) => `${name} ${bytes}, sent as ${sent}`);
  const sum = `${total(files)} bytes, ${LIMIT} allowed:\n${table.join('\n')}`;
  t.diagnostic(sum);
  assert.ok(total(files) <= LIMIT, sum);
});
