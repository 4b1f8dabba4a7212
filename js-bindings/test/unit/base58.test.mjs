import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { base58Decode, base58Encode } from '../../dist/base58.js';

const bytesOf = (hex) => new Uint8Array(Buffer.from(hex, 'hex'));

// The examples of the base58 test data of Bitcoin Core.
const EXAMPLES = [
  ['', ''],
  ['61', '2g'],
  ['626262', 'a3gV'],
  ['636363', 'aPEr'],
  ['516b6fcd0f', 'ABnLTmg'],
  ['bf4f89001e670274dd', '3SEo3LWLoPntC'],
  ['572e4794', '3EFU7m'],
  ['ecac89cad93923c02321', 'EJDM8drfXA6uyA'],
  ['10c8511e', 'Rt5zm'],
  ['00000000000000000000', '1111111111'],
  ['00eb15231dfceb60925886b67d065299925915aeb172c06647', '1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L'],
];

test('known bytes have their known texts', () => {
  for (const [hex, text] of EXAMPLES) {
    const bytes = bytesOf(hex);
    assert.equal(base58Encode(bytes), text);
    assert.deepEqual(base58Decode(text, bytes.length), bytes);
  }
});

test('any bytes come back from their text', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      assert.deepEqual(base58Decode(base58Encode(bytes), bytes.length), bytes);
    }),
  );
});

test('any text is bytes of the length asked for, or nothing', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.nat(30), (text, length) => {
      const bytes = base58Decode(text, length);
      assert.ok(bytes === undefined || bytes.length === length);
      assert.ok(bytes === undefined || base58Encode(bytes) === text);
    }),
  );
});

test('a text of another length, with a foreign character or far too long is refused', () => {
  assert.equal(base58Decode('2g', 2), undefined);
  assert.equal(base58Decode('2g', 0), undefined);
  for (const foreign of ['0', 'O', 'I', 'l', ' ', '+', 'é', '\u{1f600}']) {
    assert.equal(base58Decode(`2g${foreign}`, 2), undefined, foreign);
  }
  assert.equal(base58Decode('1'.repeat(1_000_000), 16), undefined);
});
