import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Outbox } from '../../dist/outbox.js';
import { settled } from './fakes.mjs';

const WAIT = { anonymous: false, whenFull: 'wait' };
const TAG_TEXT = '12drXXUifSrRnXLGbXg8E';
const MIB = 1024 * 1024;

/** A core with room for so many messages of each kind, which tells its news when a test lets it. */
class SmallCore {
  room = { messages: 2, replies: 2 };
  held = new Map();
  posted = [];
  news = [];

  post(request) {
    this.posted.push(request);
    const { kind, message } = request;
    const room = kind === 'reply' ? 'replies' : 'messages';
    if (kind === 'cancel') {
      if (this.held.delete(message)) {
        this.news.push({ kind: 'send-failed', message, code: 'CANCELLED', detail: '' });
      }
    } else if ([...this.held.values()].filter((of) => of === room).length < this.room[room]) {
      this.held.set(message, room);
    } else {
      this.news.push({ kind: 'send-failed', message, code: 'QUEUE_FULL', detail: 'no room' });
    }
  }

  acknowledge(...messages) {
    for (const message of messages) {
      assert.ok(this.held.delete(message), `${message} is held`);
      this.news.push({ kind: 'acknowledged', message });
    }
    this.tell();
  }

  tell() {
    while (this.news.length > 0) {
      outbox.hear(this.news.shift());
    }
  }

  /** The messages handed over so far, oldest first, again or not. */
  offered() {
    return this.posted.filter(({ kind }) => kind !== 'cancel').map(({ message }) => message);
  }
}

let core;
let outbox;
let unheard;

beforeEach(() => {
  core = new SmallCore();
  unheard = [];
  outbox = new Outbox(core, ({ code }) => unheard.push(code));
});

/** Sends so many and lets the core answer. */
function send(count, data = 'x', options = WAIT) {
  const receipts = Array.from({ length: count }, () => outbox.send('a', data, options));
  core.tell();
  return receipts;
}

const states = (receipts) => receipts.map(({ state }) => state);

test('without more a full queue fails the message', async () => {
  send(2);
  const [receipt] = send(1, 'x', { anonymous: false });
  await assert.rejects(receipt, { code: 'QUEUE_FULL', retryable: true, message: 'no room' });
});

test('what waits is handed over in its order as others end, each once', () => {
  const receipts = send(5);
  assert.deepEqual(core.offered(), [1, 2, 3, 4, 5], 'nobody knows yet that there is no room');
  assert.deepEqual(states(receipts), Array(5).fill('queued'));
  core.posted = [];
  core.acknowledge(2);
  assert.deepEqual(core.offered(), [3]);
  send(1);
  assert.deepEqual(core.offered(), [3], 'a later one goes behind those that wait');
  core.acknowledge(1);
  core.acknowledge(3, 4);
  assert.deepEqual(core.offered(), [3, 4, 5, 6]);
  core.acknowledge(5, 6);
  assert.deepEqual(states(receipts), Array(5).fill('acknowledged'));
});

test('what waits is handed over as it was given', () => {
  send(2);
  const data = Uint8Array.of(1, 2, 3);
  outbox.send('somebody', data, { replySurbs: 3, whenFull: 'wait' });
  // A worker takes what it is handed.
  structuredClone(core.posted.at(-1).data.buffer, { transfer: [core.posted.at(-1).data.buffer] });
  data.fill(0);
  core.tell();
  core.acknowledge(1);
  assert.deepEqual(core.posted.at(-1), {
    kind: 'send-anonymous',
    message: 3,
    allowance: { by: 'surbs', amount: 3 },
    address: 'somebody',
    data: Uint8Array.of(1, 2, 3),
  });
});

test('one that is refused again stays the first', () => {
  send(4);
  core.room.messages = 1;
  core.posted = [];
  core.acknowledge(1);
  assert.deepEqual(core.offered(), [3], 'refused, for the room has shrunk');
  core.acknowledge(2);
  assert.deepEqual(core.offered(), [3, 3]);
  core.acknowledge(3);
  assert.deepEqual(core.offered(), [3, 3, 4]);
});

test('a large one is not handed over at the end of each small one', () => {
  core.room.messages = 100;
  send(100);
  const [large] = send(1, new Uint8Array(8 * MIB));
  core.room.messages = 0;
  core.posted = [];
  core.acknowledge(...Array.from({ length: 99 }, (_, i) => i + 1));
  assert.deepEqual(core.offered(), []);
  core.room.messages = 1;
  core.acknowledge(100);
  assert.deepEqual(core.offered(), [101], 'nothing is held that could make more room');
  core.acknowledge(101);
  assert.equal(large.state, 'acknowledged');
});

test('a message for which there is no room at all fails rather than wait for ever', async () => {
  core.room.messages = 0;
  const [receipt] = send(1);
  await assert.rejects(receipt, { code: 'QUEUE_FULL' });
  core.room.messages = 2;
  const receipts = send(4);
  core.room.messages = 0;
  core.acknowledge(2, 3);
  await assert.rejects(receipts[2], { code: 'QUEUE_FULL' });
  await assert.rejects(receipts[3], { code: 'QUEUE_FULL' });
});

test('replies wait for replies, and messages for both', async () => {
  const replies = [1, 2, 3].map(() => outbox.reply(TAG_TEXT, 'x', { whenFull: 'wait' }));
  core.room.messages = 0;
  const [message] = send(1);
  assert.deepEqual(states([...replies, message]), Array(4).fill('queued'));
  core.posted = [];
  core.room.messages = 1;
  core.acknowledge(1);
  assert.deepEqual(core.offered(), [3, 4]);
  core.acknowledge(4);
  assert.equal(message.state, 'acknowledged');
});

test('one that waits is cancelled without a word to the core and makes way', async () => {
  const receipts = send(5);
  core.posted = [];
  const abort = new AbortController();
  const last = outbox.send('a', 'x', { ...WAIT, signal: abort.signal });
  receipts[2].cancel();
  abort.abort(new Error('enough'));
  await assert.rejects(last, /enough/);
  await assert.rejects(receipts[2], { code: 'CANCELLED' });
  core.acknowledge(1);
  assert.deepEqual(
    core.posted.map(({ message }) => message),
    [4],
  );
  await settled();
  assert.deepEqual(unheard, []);
});

test('a cancelled one makes room once the core has let it go', () => {
  const receipts = send(3);
  core.posted = [];
  receipts[0].cancel();
  assert.deepEqual(core.posted, [{ kind: 'cancel', message: 1 }]);
  core.tell();
  assert.deepEqual(core.offered(), [3]);
});

test('one that was cancelled while the core judged it does not come back', () => {
  send(2);
  const receipt = outbox.send('a', 'x', WAIT);
  receipt.cancel();
  core.tell();
  core.posted = [];
  core.acknowledge(1, 2);
  assert.deepEqual(core.offered(), []);
  assert.equal(receipt.error.code, 'CANCELLED');
});

test('a message of an earlier run makes room when it ends', () => {
  core.held.set(1, 'messages');
  core.room.messages = 1;
  outbox.resume(1);
  const [receipt] = send(1);
  assert.equal(receipt.state, 'queued');
  core.acknowledge(1);
  core.acknowledge(2);
  assert.equal(receipt.state, 'acknowledged');
});

test('one that has begun to leave is never handed over again', async () => {
  const [receipt] = send(1);
  const other = send(1);
  outbox.hear({ kind: 'progress', message: 1, left: 1, acknowledged: 0, total: 2 });
  outbox.hear({ kind: 'send-failed', message: 1, code: 'QUEUE_FULL', detail: '' });
  await assert.rejects(receipt, { code: 'QUEUE_FULL' });
  assert.equal(other[0].state, 'queued');
  assert.deepEqual(core.offered(), [1, 2]);
});

test('64 MiB wait and no more', async () => {
  send(2);
  const large = send(2, new Uint8Array(32 * MIB));
  assert.deepEqual(states(large), ['queued', 'queued']);
  await assert.rejects(send(1)[0], { code: 'QUEUE_FULL' });
  large[0].cancel();
  assert.equal(send(1)[0].state, 'queued');
});

test('two that are refused together wait only as far as there is space for both', () => {
  send(2);
  const receipts = [1, 2, 3].map(() => outbox.send('a', new Uint8Array(32 * MIB), WAIT));
  receipts[2].catch(() => {});
  core.tell();
  assert.deepEqual(states(receipts), ['queued', 'queued', 'failed']);
});

test('at the end what waits fails with the rest', async () => {
  const receipts = send(4);
  outbox.end(Object.assign(new Error('over'), { code: 'CLOSED' }), true);
  assert.deepEqual(states(receipts), Array(4).fill('failed'));
  core.posted = [];
  receipts[3].cancel();
  assert.deepEqual(core.posted, []);
});
