import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkReply, checkSend } from '../../dist/send-options.js';

function refused(options, ...parts) {
  assert.throws(
    () => checkSend(options),
    (error) => {
      assert.equal(error.code, 'INVALID_OPTION');
      for (const part of parts) {
        assert.ok(error.message.includes(part), `${error.message} says ${part}`);
      }
      return true;
    },
  );
}

test('by default the core chooses the SURBs', () => {
  assert.deepEqual(checkSend({}), {
    signal: undefined,
    waits: false,
    allowance: { by: 'usual' },
  });
  assert.deepEqual(checkSend({ anonymous: true }).allowance, { by: 'usual' });
});

test('a plain message carries no SURBs', () => {
  assert.equal(checkSend({ anonymous: false }).allowance, undefined);
});

test('an expected answer is handed to the core as it is said', () => {
  for (const amount of [0, 1601, Number.MAX_SAFE_INTEGER]) {
    assert.deepEqual(checkSend({ expectedReplyBytes: amount }).allowance, { by: 'bytes', amount });
  }
});

test('the number of SURBs may be given', () => {
  for (const amount of [0, 1, 1000]) {
    assert.deepEqual(checkSend({ replySurbs: amount }).allowance, { by: 'surbs', amount });
  }
});

test('options that are wrong or contradict each other are refused', () => {
  refused(null, 'options', 'an object');
  refused('x', 'options', 'an object');
  refused({ surbs: 5 }, 'options', 'replySurbs', 'surbs');
  refused({ anonymous: 1 }, 'anonymous', 'true or false');
  for (const value of [-1, 1001, 1.5, '5', Number.NaN, null]) {
    refused({ replySurbs: value }, 'replySurbs', '0 to 1000', String(value));
  }
  refused({ expectedReplyBytes: -1 }, 'expectedReplyBytes', '-1');
  refused({ expectedReplyBytes: Number.POSITIVE_INFINITY }, 'expectedReplyBytes', 'Infinity');
  refused({ expectedReplyBytes: 5, replySurbs: 5 }, 'replySurbs', 'both');
  refused({ anonymous: false, replySurbs: 5 }, 'anonymous');
  refused({ anonymous: false, expectedReplyBytes: 5 }, 'anonymous');
  refused({ signal: 5 }, 'signal', 'AbortSignal');
});

test('a full queue is waited for only when that is said', () => {
  assert.equal(checkSend({ whenFull: 'wait' }).waits, true);
  assert.equal(checkReply({ whenFull: 'wait' }).waits, true);
  assert.equal(checkSend({ whenFull: 'reject' }).waits, false);
  for (const whenFull of ['Wait', true, null]) {
    refused({ whenFull }, 'whenFull', "'reject' or 'wait'", String(whenFull));
  }
});

test('a reply takes the options that have nothing to do with SURBs', () => {
  const { signal } = new AbortController();
  assert.deepEqual(checkReply({ signal }), { signal, waits: false });
  assert.throws(() => checkReply({ replySurbs: 5 }), { code: 'INVALID_OPTION' });
  assert.throws(() => checkReply({ signal: {} }), { code: 'INVALID_OPTION' });
});
