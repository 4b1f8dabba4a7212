import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coreError, PeapodError } from '../../dist/errors.js';

test('an error says what, whether to try again, where and why', () => {
  const cause = new Error('inner');
  const error = new PeapodError('QUEUE_FULL', 'no room', { cause, stage: 'ready', lost: 3 });
  assert.ok(error instanceof Error);
  assert.equal(error.name, 'PeapodError');
  assert.equal(error.code, 'QUEUE_FULL');
  assert.equal(error.message, 'no room');
  assert.equal(error.retryable, true);
  assert.equal(error.cause, cause);
  assert.equal(error.stage, 'ready');
  assert.equal(error.lost, 3);
});

test('an error without a cause has none', () => {
  assert.equal('cause' in new PeapodError('CLOSED', 'x'), false);
});

test('what cannot get better by waiting is not retryable', () => {
  for (const code of ['INVALID_OPTION', 'INVALID_ADDRESS', 'NO_ENTROPY', 'CLOSED']) {
    assert.equal(new PeapodError(code, 'x').retryable, false, code);
  }
});

test('errors are known across copies of the package', async () => {
  const copy = await import('../../dist/errors.js?copy');
  const foreign = new copy.PeapodError('CLOSED', 'x');
  assert.equal(foreign instanceof PeapodError, false);
  assert.equal(PeapodError.is(foreign), true);
  assert.equal(PeapodError.is(new Error('x')), false);
  assert.equal(PeapodError.is(null), false);
  assert.equal(PeapodError.is('x'), false);
});

test('a fault of the core keeps its name', () => {
  const error = coreError('NO_GATEWAY', 'none fits', 'directory');
  assert.equal(error.code, 'NO_GATEWAY');
  assert.equal(error.message, 'none fits');
  assert.equal(error.stage, 'directory');
  assert.equal(coreError('CLOSED', 'x').stage, undefined);
});
