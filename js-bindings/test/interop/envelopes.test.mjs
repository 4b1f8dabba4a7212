import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startNetwork } from '../integration/network.mjs';
import { unwrap, wrap } from './envelope.mjs';
import { APART, startPair } from './pairs.mjs';

const TIMEOUT = { timeout: 300_000 };

/** The first three are those of chapter 5, C1. */
const ENVELOPES = [
  { mimeType: 'text/plain', headers: 'test headers', data: Uint8Array.of(0, 1, 2) },
  { mimeType: 'text/plain', headers: null, data: Uint8Array.of(0, 1, 2) },
  { mimeType: '', headers: null, data: new Uint8Array(0) },
  {
    mimeType: 'application/json',
    headers: '{"q":"\\"\u00e9\u20ac"}',
    data: new TextEncoder().encode('{}'),
  },
  { mimeType: 'application/octet-stream', headers: '', data: new Uint8Array(5000).fill(0xa5) },
];

let network;
let pair;

before(async () => {
  network = await startNetwork();
  pair = await startPair(network, APART);
});

after(async () => {
  await pair.stop();
  await network.stop();
});

for (const { mimeType, headers, data } of ENVELOPES) {
  const name = `${data.length} bytes of "${mimeType}" with headers ${headers}`;

  test(`the stock client wraps ${name} as we do`, TIMEOUT, async () => {
    const theirs = await pair.stock.wrap(mimeType, data, headers);
    assert.deepEqual(theirs, wrap({ mimeType, headers, data }));
  });

  test(`an envelope of ${name} is read at both ends`, TIMEOUT, async () => {
    const { stock, ours, inbox } = pair;
    await stock.send(ours.address, await stock.wrap(mimeType, data, headers));
    assert.deepEqual(unwrap((await inbox.next()).bytes()), { mimeType, headers, data });

    await ours.send(stock.address, wrap({ mimeType, headers, data }));
    const [message] = await stock.take(1);
    const read = await stock.unwrap(message.data);
    assert.deepEqual(read.data, data);
    assert.equal(read.mimeType, mimeType);
    assert.equal(read.headers ?? null, headers);
  });
}
