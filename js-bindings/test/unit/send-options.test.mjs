import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkReply, checkSend, surbsForReply } from '../../dist/send-options.js';

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

test('by default a message can be answered with one packet', () => {
  assert.deepEqual(checkSend({}), { signal: undefined, replySurbs: 14 });
  assert.equal(checkSend({ anonymous: true }).replySurbs, 14);
});

test('a plain message carries no SURBs', () => {
  assert.equal(checkSend({ anonymous: false }).replySurbs, undefined);
});

// Packets of an answer by chapter 2, section 1: 1,601 bytes in one, then 1,604 more in each.
test('SURBs are for the packets of the answer, the reserve of ten, and the spare ones', () => {
  const cases = [
    [0, 0],
    [1, 1 + 10 + 2 + 1],
    [1601, 1 + 10 + 2 + 1],
    [1602, 2 + 10 + 2 + 1],
    [1601 + 5 * 1604, 6 + 10 + 2 + 1],
    [1602 + 5 * 1604, 7 + 10 + 2 + 2],
    [100_000, 63 + 10 + 2 + 11],
    [10_000_000, 1000],
    [Number.MAX_SAFE_INTEGER, 1000],
  ];
  for (const [bytes, surbs] of cases) {
    assert.equal(surbsForReply(bytes), surbs, `${bytes} bytes`);
    assert.equal(checkSend({ expectedReplyBytes: bytes }).replySurbs, surbs);
  }
});

test('a longer answer never gets fewer SURBs', () => {
  const lengths = fc.nat(500_000);
  fc.assert(
    fc.property(lengths, lengths, (a, b) => {
      assert.ok(surbsForReply(a) <= surbsForReply(a + b));
    }),
  );
});

test('the number of SURBs may be given', () => {
  for (const replySurbs of [0, 1, 1000]) {
    assert.equal(checkSend({ replySurbs }).replySurbs, replySurbs);
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

test('a reply takes a signal and nothing else', () => {
  const { signal } = new AbortController();
  assert.deepEqual(checkReply({ signal }), { signal });
  assert.throws(() => checkReply({ replySurbs: 5 }), { code: 'INVALID_OPTION' });
  assert.throws(() => checkReply({ signal: {} }), { code: 'INVALID_OPTION' });
});
