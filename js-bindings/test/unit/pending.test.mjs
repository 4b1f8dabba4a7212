import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Pending } from '../../dist/pending.js';

test('news settle the promise of their number, once', async () => {
  const pending = new Pending();
  const first = pending.open();
  const second = pending.open();
  pending.resolve(second.number, 'b');
  pending.reject(first.number, new Error('a'));
  pending.reject(second.number, new Error('late'));
  pending.resolve(999, 'nobody');
  await assert.rejects(first.promise, /a/);
  assert.equal(await second.promise, 'b');
});

test('the oldest is settled first', async () => {
  const pending = new Pending();
  const [first, second] = [pending.open(), pending.open()];
  pending.resolveOldest(1);
  pending.resolveOldest(2);
  pending.resolveOldest(3);
  assert.deepEqual(await Promise.all([first.promise, second.promise]), [1, 2]);
});

test('all that wait are settled together', async () => {
  const pending = new Pending();
  const first = pending.open();
  pending.resolveAll(1);
  assert.equal(await first.promise, 1);
  const rest = [pending.open(), pending.open()];
  pending.rejectAll(new Error('over'));
  const results = await Promise.allSettled(rest.map(({ promise }) => promise));
  assert.deepEqual(
    results.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
});
