// What a page has to download for the default client, held to its limit.

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { filesOfAPage, LIMIT, total } from '../scripts/check-size.mjs';

it('the default client is at most 130 KiB to download', { timeout: 120_000 }, async () => {
  const files = await filesOfAPage();
  const names = files.map(({ name }) => name);
  assert.ok(
    names.includes('core.wasm') && names.includes('page.js') && names.includes('worker.js'),
  );
  const table = files
    .map(({ name, bytes, sent }) => `${name} ${bytes}, sent as ${sent}`)
    .join('\n');
  assert.ok(total(files) <= LIMIT, `${total(files)} bytes, ${LIMIT} allowed:\n${table}`);
});
