import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CoreError } from '../../dist/core/core.js';
import { asPeapodError } from '../../dist/environment.js';

test('what the loader finds wrong gets the code that programs know', () => {
  const codes = {
    'no-entropy': 'NO_ENTROPY',
    'no-wasm': 'NO_WASM',
    load: 'CORE_LOAD_FAILED',
    config: 'INVALID_OPTION',
    java: 'CORE_CRASHED',
    trap: 'CORE_CRASHED',
  };
  for (const [kind, code] of Object.entries(codes)) {
    const fault = new CoreError(kind, 'detail');
    const error = asPeapodError(fault);
    assert.equal(error.code, code);
    assert.equal(error.message, 'detail');
    assert.equal(error.cause, fault);
    assert.equal(error.stage, 'loading');
  }
});

test('a file that is missing is a core that did not come', () => {
  const error = asPeapodError(new Error('ENOENT: no such file'));
  assert.equal(error.code, 'CORE_LOAD_FAILED');
  assert.equal(error.message, 'ENOENT: no such file');
  assert.equal(error.retryable, true);
  assert.equal(asPeapodError('refused').message, 'refused');
});
