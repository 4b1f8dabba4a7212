// A storage in IndexedDB does what one in memory does, whatever is asked in whatever order.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { memoryStorage } from '../../dist/index.js';
import { engine, storageIn } from './databases.mjs';

const bytes = fc.uint8Array({ maxLength: 40 });

/** A call with bytes, or the end of a client and the beginning of the next. */
const step = fc.oneof(
  fc.tuple(fc.constant('replace'), bytes),
  fc.tuple(fc.constant('append'), bytes),
  fc.tuple(fc.constant('restart')),
);

/** What a load gives after some steps. */
async function carriedOut(steps, storage, next) {
  let current = storage;
  await current.load();
  for (const [method, data] of steps) {
    if (method === 'restart') {
      await current.close?.();
      current = next(current);
      await current.load();
    } else {
      await current[method](data);
    }
  }
  await current.close?.();
  return next(current).load();
}

test('it holds what memory holds, over restarts too', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const site = engine();
      const kept = await carriedOut(steps, storageIn(site), () => storageIn(site));
      assert.deepEqual(kept, await carriedOut(steps, memoryStorage(), (same) => same));
    }),
  );
});
