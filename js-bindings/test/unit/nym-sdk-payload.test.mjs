import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodePayload, encodePayload } from '../../dist/nym-sdk/payload.js';

const VECTORS = '../../../wasm-client/src/test/resources/vectors/messages-mime.json';
const { rows, bad } = JSON.parse(readFileSync(new URL(VECTORS, import.meta.url)));
const bytesOf = (hex) => new Uint8Array(Buffer.from(hex, 'hex'));

test('envelopes are those of the stock SDK, both ways', () => {
  assert.ok(rows.length >= 5);
  for (const { mimeType, payload, headers, encoded } of rows) {
    const envelope = {
      mimeType,
      payload: bytesOf(payload),
      ...(headers === null ? {} : { headers }),
    };
    assert.deepEqual(encodePayload(envelope), bytesOf(encoded));
    assert.deepEqual(decodePayload(bytesOf(encoded)), envelope);
  }
});

test('what is no envelope is none', () => {
  assert.ok(bad.length >= 3);
  for (const { bytes, why } of bad) {
    assert.equal(decodePayload(bytesOf(bytes)), undefined, why);
  }
  const json = (text) =>
    Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 0, 0, text.length]), Buffer.from(text)]);
  for (const text of ['null', '5', '[]', '{', '{"mimeType":5}', '{"mimeType":"a","headers":5}']) {
    assert.equal(decodePayload(json(text)), undefined, text);
  }
  assert.equal(
    decodePayload(Buffer.from('0100000000000000', 'hex')),
    undefined,
    'a length of 2^56',
  );
});

test('a missing headers and unknown keys do no harm', () => {
  const text = '{"mimeType":"a","more":1}';
  const bytes = Buffer.concat([
    Buffer.from([0, 0, 0, 0, 0, 0, 0, text.length]),
    Buffer.from(`${text}x`),
  ]);
  assert.equal(decodePayload(bytes).mimeType, 'a');
  assert.deepEqual([...decodePayload(bytes).payload], [0x78]);
});

test('whatever is put in comes out', () => {
  const envelope = fc.record(
    {
      mimeType: fc.string({ unit: 'binary' }),
      payload: fc.uint8Array(),
      headers: fc.string({ unit: 'binary' }),
    },
    { requiredKeys: ['mimeType', 'payload'] },
  );
  fc.assert(
    fc.property(envelope, (it) => assert.deepEqual(decodePayload(encodePayload(it)), { ...it })),
  );
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void decodePayload(bytes)));
});
