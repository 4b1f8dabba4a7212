// What the two send each other. The SDK can send anonymous messages only, and it cannot answer:
// its events tell no sender. So whatever it receives is either an answer or unasked.

import { unwrap, wrap } from '../../../js-bindings/test/interop/envelope.mjs';

const LONG = 100_000;
const TEXT = 'Grüße through three nodes \u{1f331}';

/** `[name, step]` in their order; a step that fails throws. */
export const steps = [
  ['text of the stock client reaches ours and is answered', textAndAnswer],
  ['bytes of the stock client reach ours and are answered', bytesAndAnswer],
  ['a long message without envelope and its long answer', longRawAndAnswer],
  ['a message without SURBs reaches ours', withoutSurbs],
  ['a plain message of ours reaches the stock client', plainOfOurs],
  ['an anonymous message of ours reaches the stock client', anonymousOfOurs],
];

async function textAndAnswer({ stock, ours }) {
  const payload = { message: TEXT, mimeType: 'text/plain', headers: 'a header' };
  await stock.client.send({ payload, recipient: ours.address, replySurbs: 10 });
  const question = await ours.messages.take();
  const { mimeType, headers, data } = unwrap(question.bytes());
  assertSame([mimeType, headers], ['text/plain', 'a header']);
  assertSame(new TextDecoder().decode(data), TEXT);

  const answer = { mimeType: 'text/plain', headers: null, data: new TextEncoder().encode(TEXT) };
  question.reply(wrap(answer));
  const heard = await stock.texts.take();
  assertSame([heard.mimeType, heard.payload], ['text/plain', TEXT]);
  assertSame(unwrap(await stock.raw.take()), answer);
}

async function bytesAndAnswer({ stock, ours }) {
  const message = random(3000);
  await stock.client.send({ payload: { message }, recipient: ours.address, replySurbs: 20 });
  const question = await ours.messages.take();
  const { mimeType, data } = unwrap(question.bytes());
  assertSame([mimeType, data], ['application/octet-stream', message]);

  const answer = { mimeType: 'application/octet-stream', headers: 'h', data: random(3000) };
  question.reply(wrap(answer));
  const heard = await stock.binaries.take();
  assertSame([heard.headers, Uint8Array.from(heard.payload)], ['h', answer.data]);
  await stock.raw.take();
}

async function longRawAndAnswer({ stock, ours }) {
  const payload = random(LONG);
  await stock.client.rawSend({ payload, recipient: ours.address, replySurbs: 10 });
  const question = await ours.messages.take();
  assertSame(question.bytes(), payload);
  const answer = random(LONG);
  question.reply(answer);
  assertSame(await stock.raw.take(), answer);
}

async function withoutSurbs({ stock, ours }) {
  const payload = random(1);
  await stock.client.rawSend({ payload, recipient: ours.address, replySurbs: 0 });
  assertSame((await ours.messages.take()).bytes(), payload);
}

async function plainOfOurs({ stock, ours }) {
  const sent = random(LONG);
  await ours.client.send(stock.address, sent, { anonymous: false });
  assertSame(await stock.raw.take(), sent);
}

async function anonymousOfOurs({ stock, ours }) {
  const sent = random(2000);
  const receipt = ours.client.send(stock.address, sent);
  assertSame(await stock.raw.take(), sent);
  await receipt.acknowledged;
}

function random(length) {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 65_536) {
    crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  }
  return bytes;
}

/** Compares texts, byte strings, and lists and objects of them. */
function assertSame(actual, expected) {
  const [a, b] = [shown(actual), shown(expected)];
  if (a !== b) {
    throw new Error(`expected ${b.slice(0, 200)}, got ${a.slice(0, 200)}`);
  }
}

function shown(value) {
  return JSON.stringify(value, (_, inner) =>
    inner instanceof Uint8Array ? `${inner.length} bytes: ${inner.join()}` : inner,
  );
}
