import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PeapodError } from '../../dist/errors.js';
import { MessageQueue, MixnetMessage } from '../../dist/messages.js';

const message = (value) => new MixnetMessage(new TextEncoder().encode(value), 1, false);
const read = async (queue) => (await queue.next()).value?.text();
const lost = (count) => (error) => error.code === 'MESSAGES_LOST' && error.lost === count;

test('a message gives its content as bytes, text and JSON', () => {
  const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, 0x31);
  assert.equal(new MixnetMessage(bytes, 1, false).bytes(), bytes);
  assert.equal(new MixnetMessage(bytes, 1, false).text(), '\ufeff1');
  assert.equal(message('€').text(), '€');
  assert.equal(new MixnetMessage(Uint8Array.of(0xff), 1, false).text(), '\ufffd');
  assert.deepEqual(message('{"a":[1]}').json(), { a: [1] });
  assert.throws(
    () => message('{').json(),
    (error) => error.code === 'NOT_JSON' && error.cause instanceof SyntaxError,
  );
});

test('messages are read in their order, before and after a reader waits', async () => {
  const queue = new MessageQueue();
  queue.push(message('1'));
  queue.push(message('2'));
  assert.equal(await read(queue), '1');
  assert.equal(await read(queue), '2');
  const waiting = [read(queue), read(queue)];
  queue.push(message('3'));
  queue.push(message('4'));
  assert.deepEqual(await Promise.all(waiting), ['3', '4']);
});

test('a full queue loses newer messages, and the reader is told at the gap', async () => {
  const queue = new MessageQueue({ messages: 2, bytes: 100 });
  assert.equal(queue.push(message('1')), true);
  assert.equal(queue.push(message('2')), true);
  assert.equal(queue.push(message('3')), false);
  assert.equal(await read(queue), '1');
  // The gap has not been told yet: what comes now would seem to follow 2 directly.
  assert.equal(queue.push(message('4')), false);
  assert.equal(await read(queue), '2');
  await assert.rejects(queue.next(), lost(2));
  assert.equal(queue.push(message('5')), true);
  assert.equal(await read(queue), '5');
});

test('bytes are bounded too, but one large message always fits', async () => {
  const queue = new MessageQueue({ messages: 10, bytes: 3 });
  assert.equal(queue.push(message('12345')), true);
  assert.equal(queue.push(message('6')), false);
  assert.equal(await read(queue), '12345');
  await assert.rejects(queue.next(), lost(1));
  assert.equal(queue.push(message('12')), true);
  assert.equal(queue.push(message('3')), true);
  assert.equal(queue.push(message('4')), false);
});

test('all that wait can be taken at once, and leave their room', async () => {
  const queue = new MessageQueue({ messages: 2, bytes: 3 });
  queue.push(message('1'));
  queue.push(message('23'));
  queue.push(message('4'));
  const taken = queue.takeAll();
  assert.deepEqual(
    taken.map((one) => one.text()),
    ['1', '23'],
  );
  assert.ok(queue.push(message('567')));
  assert.equal(await read(queue), '567');
});

test('the limits that ship are 1,024 messages and 64 MiB', () => {
  const many = new MessageQueue();
  for (let i = 0; i < 1024; i++) {
    assert.equal(many.push(message('')), true);
  }
  assert.equal(many.push(message('')), false);
  const large = new MessageQueue();
  const half = new MixnetMessage(new Uint8Array(32 * 1024 * 1024), 1, false);
  assert.equal(large.push(half), true);
  assert.equal(large.push(half), true);
  assert.equal(large.push(message('1')), false);
});

test('an ended queue is read to its end', async () => {
  const queue = new MessageQueue();
  queue.push(message('1'));
  queue.end();
  queue.end(new PeapodError('CORE_CRASHED', 'too late to matter'));
  assert.equal(await read(queue), '1');
  assert.deepEqual(await queue.next(), { done: true, value: undefined });
});

test('an end releases those who wait, with its error if there is one', async () => {
  const ended = new MessageQueue();
  const waiting = ended.next();
  ended.end();
  assert.equal((await waiting).done, true);

  const crashed = new MessageQueue();
  const failing = crashed.next();
  crashed.end(new PeapodError('CORE_CRASHED', 'x'));
  await assert.rejects(failing, { code: 'CORE_CRASHED' });
  await assert.rejects(crashed.next(), { code: 'CORE_CRASHED' });
});
