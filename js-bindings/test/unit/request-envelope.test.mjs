import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  ENVELOPE_LEN,
  newEnvelopeId,
  putInEnvelope,
  refusalReason,
  takeFromEnvelope,
} from '../../dist/request-envelope.js';

const bytesOf = (hex) => new Uint8Array(Buffer.from(hex, 'hex'));
const ID = '000102030405060708090a0b0c0d0e0f';

// By hand, from docs/request-envelope.md.
const EXAMPLES = [
  ['request', 'hi', '00706561706f6401 01 000102030405060708090a0b0c0d0e0f 6869'],
  ['answer', '', '00706561706f6401 02 000102030405060708090a0b0c0d0e0f'],
  ['refusal', '\u0001', '00706561706f6401 03 000102030405060708090a0b0c0d0e0f 01'],
];

test('envelopes are as the document says, both ways', () => {
  for (const [kind, text, hex] of EXAMPLES) {
    const bytes = bytesOf(hex.replaceAll(' ', ''));
    const content = new Uint8Array(Buffer.from(text));
    assert.deepEqual(putInEnvelope({ kind, id: ID, content }), bytes);
    assert.deepEqual(takeFromEnvelope(bytes), { kind, id: ID, content });
    assert.equal(bytes.length, ENVELOPE_LEN + content.length);
  }
});

test('what is no envelope of this version and of a known kind is none', () => {
  const whole = bytesOf(EXAMPLES[0][2].replaceAll(' ', ''));
  for (let len = 0; len < ENVELOPE_LEN; len++) {
    assert.equal(takeFromEnvelope(whole.subarray(0, len)), undefined);
  }
  for (let at = 0; at < 9; at++) {
    const other = whole.slice();
    other[at] ^= 0x40;
    assert.equal(takeFromEnvelope(other), undefined, `byte ${at}`);
  }
});

test('any bytes are looked into without harm', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.boolean(), (bytes, isLike) => {
      const head = bytesOf('00706561706f6401');
      const envelope = takeFromEnvelope(isLike ? Uint8Array.from([...head, ...bytes]) : bytes);
      assert.ok(envelope === undefined || envelope.id.length === 32);
    }),
  );
});

test('every id is another', () => {
  const ids = new Set(Array.from({ length: 100 }, newEnvelopeId));
  assert.equal(ids.size, 100);
  for (const id of ids) {
    assert.match(id, /^[0-9a-f]{32}$/);
  }
});

test('reasons that are not known yet count as a failure', () => {
  assert.equal(refusalReason(Uint8Array.of(1, 9, 9)), 'busy');
  for (const content of [[2], [], [0], [77]]) {
    assert.equal(refusalReason(Uint8Array.from(content)), 'failed');
  }
});
