import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
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
  for (const code of [
    'INVALID_OPTION',
    'INVALID_ADDRESS',
    'NO_ENTROPY',
    'CLOSED',
    'UNKNOWN_SENDER',
    'CANCELLED',
    'ADDRESS_IN_USE',
    'OPTIONS_DIFFER',
  ]) {
    assert.equal(new PeapodError(code, 'x').retryable, false, code);
  }
});

test('what may get better by itself is retryable', () => {
  for (const code of ['QUEUE_FULL', 'NOT_ACKNOWLEDGED', 'NO_SURBS_LEFT', 'RECIPIENT_UNREACHABLE']) {
    assert.equal(new PeapodError(code, 'x').retryable, true, code);
  }
});

test('every fault of the core is a code of the package', () => {
  const java = new URL(
    '../../../wasm-client/src/main/java/org/peapod/client/ClientFault.java',
    import.meta.url,
  );
  const names = [...readFileSync(java, 'utf8').matchAll(/^ {2}([A-Z_]+)\("/gm)].map((m) => m[1]);
  const source = readFileSync(new URL('../../src/errors.ts', import.meta.url), 'utf8');
  const [, list] = /type CoreFaultCode =([^;]+);/.exec(source);
  const codes = [...list.matchAll(/'([A-Z_]+)'/g)].map((m) => m[1]);
  assert.ok(names.length > 15, `faults found: ${names.length}`);
  assert.deepEqual(codes.sort(), names.sort());
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
