// The payload envelope of peapod/nym-sdk and that of the stock module itself.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { decodePayload, encodePayload } from 'peapod/nym-sdk';

// The stock module wants globals of a browser.
globalThis.self = globalThis;
globalThis.CloseEvent ??= class extends Event {};
const stock = createRequire(import.meta.url)('@nymproject/nym-client-wasm-node');

const CASES = [
  { mimeType: 'text/plain', payload: Uint8Array.of(1, 2) },
  { mimeType: '', payload: new Uint8Array(0), headers: '' },
  { mimeType: 'a/b', payload: Uint8Array.of(0), headers: 'é\u0001\b\f\n\r\t"\\/\u007f😀' },
];

test('both write the same and read each other', () => {
  for (const envelope of CASES) {
    const { mimeType, payload, headers } = envelope;
    const theirs = Uint8Array.from(stock.encode_payload_with_headers(mimeType, payload, headers));
    assert.deepEqual(encodePayload(envelope), theirs);
    assert.deepEqual(decodePayload(theirs), envelope);
    const read = stock.decode_payload(encodePayload(envelope));
    assert.deepEqual([...read.payload], [...payload]);
    assert.equal(read.mimeType, mimeType);
    assert.equal(read.headers ?? undefined, headers);
  }
});
