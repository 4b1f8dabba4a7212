import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Outbox } from '../../dist/outbox.js';
import { copyOf, readyOrStream } from '../../dist/send-data.js';
import { settled } from './fakes.mjs';

const MIB = 1024 * 1024;
const LIMIT = 32 * MIB;
const PLAIN = { anonymous: false };

const text = (bytes) => new TextDecoder().decode(bytes);

test('plain values are sent as their JSON', () => {
  const cases = [
    [{ a: [1, null], b: undefined }, '{"a":[1,null]}'],
    [Object.assign(Object.create(null), { é: 'x' }), '{"é":"x"}'],
    [[], '[]'],
    [-1.5, '-1.5'],
    [true, 'true'],
    [null, 'null'],
    ['"text"', '"text"'],
  ];
  for (const [value, expected] of cases) {
    assert.equal(text(copyOf(value)), expected);
  }
});

test('what JSON would garble is refused', () => {
  const circle = {};
  circle.self = circle;
  const values = [
    undefined,
    Number.NaN,
    Infinity,
    5n,
    Symbol('x'),
    () => {},
    new Map(),
    new Date(0),
  ];
  for (const value of [...values, new (class Point {})(), circle, { big: 5n }]) {
    assert.throws(() => copyOf(value), { code: 'INVALID_ARGUMENT' });
  }
  assert.throws(() => copyOf(['x'.repeat(LIMIT)]), { code: 'MESSAGE_TOO_LARGE' });
});

test('a Blob that is too large and a stream that somebody reads are refused at once', () => {
  const blob = new Blob([new Uint8Array(LIMIT + 1)]);
  assert.throws(() => readyOrStream(blob), { code: 'MESSAGE_TOO_LARGE' });
  const stream = new ReadableStream();
  stream.getReader();
  assert.throws(() => readyOrStream(stream), { code: 'INVALID_ARGUMENT' });
});

let posted;
let outbox;
let unheard;

beforeEach(() => {
  posted = [];
  unheard = [];
  outbox = new Outbox({ post: (request) => posted.push(request) }, ({ code }) =>
    unheard.push(code),
  );
});

/** A stream in the hands of a test. */
function source() {
  const made = { cancelledWith: undefined };
  made.stream = new ReadableStream({
    start(controller) {
      made.controller = controller;
    },
    cancel(reason) {
      made.cancelledWith = reason;
    },
  });
  return made;
}

const send = (data, options = {}) => outbox.send('a', data, { ...PLAIN, ...options });

test('a Blob is read and then sent', async () => {
  const receipt = send(new Blob(['ab', Uint8Array.of(0x63)]));
  assert.deepEqual(posted, []);
  assert.equal(receipt.state, 'queued');
  await receiptPosted();
  assert.equal(text(posted[0].data), 'abc');
});

test('a stream is sent once it has ended, others pass it meanwhile', async () => {
  const { stream, controller } = source();
  const receipt = send(stream);
  const chunk = Uint8Array.of(1, 2);
  controller.enqueue(chunk);
  await settled();
  chunk.fill(9);
  controller.enqueue('é');
  controller.enqueue(Uint8Array.of(3).buffer);
  send('quick');
  assert.deepEqual(
    posted.map(({ message }) => message),
    [2],
  );
  controller.close();
  await settled();
  assert.deepEqual([...posted[1].data], [1, 2, 0xc3, 0xa9, 3]);
  outbox.hear({ kind: 'sent', message: 1 });
  await receipt;
});

test('a stream is read to the limit and no further', async () => {
  const { stream, controller } = source();
  const rejected = assert.rejects(send(stream), { code: 'MESSAGE_TOO_LARGE' });
  controller.enqueue(new Uint8Array(LIMIT));
  await settled();
  controller.enqueue(Uint8Array.of(1));
  await rejected;
  assert.deepEqual(posted, []);
});

test('a stream of something else fails, and is told to stop', async () => {
  const { stream, controller } = source();
  let isStopped = false;
  const other = new ReadableStream({
    start: (other) => other.enqueue(5),
    cancel: () => {
      isStopped = true;
    },
  });
  await assert.rejects(send(other), { code: 'INVALID_ARGUMENT' });
  assert.ok(isStopped);
  const cause = new Error('disk');
  const rejected = assert.rejects(send(stream), { code: 'DATA_UNREADABLE', cause });
  controller.error(cause);
  await rejected;
  assert.deepEqual(posted, []);
});

test('cancel and signal end the reading', async () => {
  const [one, two] = [source(), source()];
  const abort = new AbortController();
  const receipts = [send(one.stream), send(two.stream, { signal: abort.signal })];
  receipts[0].cancel();
  const reason = new Error('enough');
  abort.abort(reason);
  await assert.rejects(receipts[0], { code: 'CANCELLED' });
  await assert.rejects(receipts[1], reason);
  await settled();
  assert.equal(one.cancelledWith.code, 'CANCELLED');
  assert.equal(two.cancelledWith, reason);
  assert.deepEqual(posted, [], 'the core never heard of them');
  assert.deepEqual(unheard, []);
});

test('four streams are read at a time, the others in their order', async () => {
  const sources = Array.from({ length: 6 }, source);
  const receipts = sources.map(({ stream }) => send(stream));
  await settled();
  const isRead = () => sources.map(({ stream }) => stream.locked);
  assert.deepEqual(isRead(), [true, true, true, true, false, false]);
  receipts[4].cancel();
  receipts[4].catch(() => {});
  sources[2].controller.close();
  await settled();
  assert.deepEqual(isRead().slice(4), [false, true], 'a cancelled one is not read');
  assert.deepEqual(
    posted.map(({ message }) => message),
    [3],
  );
});

test('the end of the client ends the reading', async () => {
  const { stream } = source();
  const made = source();
  const receipts = [send(stream), send(made.stream)];
  const over = Object.assign(new Error('over'), { code: 'CLOSED' });
  outbox.end(over, true);
  await settled();
  assert.equal(made.cancelledWith, over);
  assert.deepEqual(
    receipts.map(({ state }) => state),
    ['failed', 'failed'],
  );
});

async function receiptPosted() {
  while (posted.length === 0) {
    await settled();
  }
}
