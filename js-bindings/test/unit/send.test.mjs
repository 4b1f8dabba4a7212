import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { MixnetClient } from '../../dist/index.js';
import { join, output, text, u8, u16, u32 } from './bytes.mjs';
import { bodyOf, command, FakeCore, FakePlatform, FakeWebSocket, settled } from './fakes.mjs';

const OPTIONS = { network: { nymApi: 'http://directory/api' }, webSocket: FakeWebSocket };
const PLAIN = { anonymous: false };
const TAG = Uint8Array.from({ length: 16 }, (_, i) => i);
/** The tag as base58, by hand: one leading zero byte. */
const TAG_TEXT = '12drXXUifSrRnXLGbXg8E';

let platform;
let core;
let client;
/** The codes of the `error` events. */
let errors;
let unhandled;
const onUnhandled = (reason) => unhandled.push(reason);

beforeEach(async () => {
  platform = new FakePlatform();
  core = new FakeCore({
    [command.START]: () => [output.stage(4), output.ready('me'), output.wake(platform.now + 1)],
  });
  const environment = {
    platform: () => platform,
    createCoreClient: async () => ({ core, backend: 'wasm' }),
  };
  client = await MixnetClient.connectIn(environment, OPTIONS);
  errors = [];
  client.addEventListener('error', ({ detail }) => errors.push(detail.code));
  unhandled = [];
  process.on('unhandledRejection', onUnhandled);
});

afterEach(async () => {
  await settled();
  process.off('unhandledRejection', onUnhandled);
  assert.deepEqual(unhandled, []);
});

/** Lets the core say something out of turn, by way of a wake-up. */
function say(...outputs) {
  core.on[command.WAKE] = () => [...outputs, output.wake(platform.now + 1)];
  platform.advance(1);
}

const kinds = () => core.kinds().filter((kind) => kind !== command.WAKE);

test('a message goes with the usual SURBs unless something else is said', async () => {
  const receipt = client.send('a.b@c', 'é');
  assert.equal(core.last()[0], command.SEND_ANONYMOUS);
  const usual = join(u8(0), u32(0));
  assert.deepEqual(bodyOf(core.last()), join(u32(1), usual, u16(5), text('a.b@c'), text('é')));
  assert.equal(receipt.state, 'queued');
  say(output.sent(1));
  await receipt;
});

test('the core is told the answer that is expected, or the number of SURBs', () => {
  client.send('x', 'y', { expectedReplyBytes: 100_000 });
  assert.deepEqual(bodyOf(core.last()), join(u32(1), u8(1), u32(100_000), u16(1), text('xy')));
  client.send('x', 'y', { replySurbs: 0 });
  assert.deepEqual(bodyOf(core.last()), join(u32(2), u8(2), u32(0), u16(1), text('xy')));
});

test('a plain message carries nothing but itself', () => {
  client.send('a.b@c', 'é', PLAIN);
  assert.equal(core.last()[0], command.SEND);
  assert.deepEqual(bodyOf(core.last()), join(u32(1), u16(5), text('a.b@c'), text('é')));
});

test('a receipt follows the news of its own message', async () => {
  const first = client.send('x', '1');
  const second = client.send('x', '2');
  say(output.progress(2, 1, 0, 4), output.sent(1), output.progress(99, 1, 1, 1));
  assert.equal(first.state, 'sent');
  assert.equal(second.state, 'sending');
  assert.deepEqual(second.progress, { left: 1, acknowledged: 0, total: 4 });
  say(output.acknowledged(1), output.acknowledged(1), output.sendFailed(1, 'CLOSED', 'late'));
  await first.acknowledged;
  assert.equal(first.state, 'acknowledged');
});

test('every kind of data is sent as its bytes', async () => {
  core.on[command.SEND] = (bytes) => [
    output.sent(new DataView(bytes.buffer, bytes.byteOffset).getUint32(17)),
  ];
  const dataOf = () => bodyOf(core.last()).subarray(7);
  const cases = [
    ['', []],
    ['\u0000ä', [0, 0xc3, 0xa4]],
    [Uint8Array.of(1, 2), [1, 2]],
    [Uint8Array.of(1, 2, 3, 4).subarray(1, 3), [2, 3]],
    [Uint8Array.of(5, 6).buffer, [5, 6]],
    [new Uint16Array([0x0201]), [1, 2]],
    [new DataView(Uint8Array.of(7, 8, 9).buffer, 1), [8, 9]],
  ];
  for (const [data, bytes] of cases) {
    await client.send('x', data, PLAIN);
    assert.deepEqual([...dataOf()], bytes);
  }
});

test('what cannot be sent is refused by its receipt', async () => {
  for (const data of [undefined, Number.NaN, 5n, new Map()]) {
    await assert.rejects(client.send('x', data), { code: 'INVALID_ARGUMENT' });
  }
  const large = new Uint8Array(32 * 1024 * 1024 + 1);
  await assert.rejects(client.send('x', large), { code: 'MESSAGE_TOO_LARGE' });
  await assert.rejects(client.send(5, 'x'), { code: 'INVALID_ARGUMENT' });
  await assert.rejects(client.send('x'.repeat(70_000), 'x'), { code: 'INVALID_ADDRESS' });
  await assert.rejects(client.send('x', 'y', { surbs: 1 }), { code: 'INVALID_OPTION' });
  await assert.rejects(client.send('x', 'y', { signal: 5 }), { code: 'INVALID_OPTION' });
  await assert.rejects(client.send('x', 'y', null), { code: 'INVALID_OPTION' });
  await settled();
  assert.deepEqual(kinds(), [command.START]);
  assert.deepEqual(errors, []);
});

test('a failed send rejects with the code of the core', async () => {
  core.on[command.SEND_ANONYMOUS] = () => [output.sendFailed(1, 'QUEUE_FULL', 'no room')];
  await assert.rejects(client.send('x', 'y'), { code: 'QUEUE_FULL', message: 'no room' });
  await settled();
  assert.deepEqual(errors, []);
});

test('a failure that nobody looks for is an error event, each once', async () => {
  client.send('x', 5n);
  client.send('x', '2');
  say(output.sendFailed(2, 'QUEUE_FULL', 'no room'));
  await settled();
  assert.deepEqual(errors, ['INVALID_ARGUMENT', 'QUEUE_FULL']);
});

test('a failure after the sending is an error event unless the acknowledgement is awaited', async () => {
  const one = client.send('x', '1');
  const two = client.send('x', '2');
  const three = client.send('x', '3');
  say(output.sent(1), output.sent(2), output.sent(3));
  await Promise.all([one, two, three]);
  const arriving = assert.rejects(two.acknowledged, { code: 'NOT_ACKNOWLEDGED' });
  const states = [];
  three.addEventListener('state', ({ detail }) => states.push(detail));
  say(...[1, 2, 3].map((number) => output.sendFailed(number, 'NOT_ACKNOWLEDGED', 'lost')));
  await arriving;
  await settled();
  assert.deepEqual(errors, ['NOT_ACKNOWLEDGED']);
  assert.deepEqual(states, ['failed']);
});

test('all ways to wait for a send that fails at once hear of it', async () => {
  const ways = [
    async () => await client.send('x', 5n),
    async () => client.send('x', 5n),
    async () => await Promise.all([client.send('x', 5n)]),
    () => client.send('x', 5n).then(() => {}),
    () => client.send('x', 5n).acknowledged,
  ];
  for (const way of ways) {
    await assert.rejects(way, { code: 'INVALID_ARGUMENT' });
  }
  await Promise.allSettled([client.send('x', 5n)]);
  await settled();
  assert.deepEqual(errors, []);
});

test('cancel holds back what has not left', async () => {
  const receipt = client.send('x', 'y');
  say(output.progress(1, 1, 0, 4));
  receipt.cancel();
  receipt.cancel();
  assert.equal(core.last()[0], command.CANCEL);
  assert.deepEqual(bodyOf(core.last()), u32(1));
  assert.deepEqual(kinds().slice(1), [command.SEND_ANONYMOUS, command.CANCEL]);
  assert.equal(receipt.state, 'failed');
  say(output.sendFailed(1, 'CANCELLED', 'as asked'));
  await settled();
  assert.deepEqual(errors, [], 'who cancels knows it');
  await assert.rejects(receipt, { code: 'CANCELLED' });
});

test('cancel does nothing once all has left', async () => {
  const receipt = client.send('x', 'y');
  say(output.sent(1));
  receipt.cancel();
  assert.equal(receipt.state, 'sent');
  say(output.acknowledged(1));
  receipt.cancel();
  await receipt.acknowledged;
  assert.deepEqual(kinds(), [command.START, command.SEND_ANONYMOUS]);
});

test('a signal cancels as cancel does, with its reason', async () => {
  const reason = new Error('late');
  const never = client.send('x', 'y', { signal: AbortSignal.abort(reason) });
  await assert.rejects(never, reason);
  assert.deepEqual(kinds(), [command.START]);
  const abort = new AbortController();
  const options = { signal: abort.signal };
  const [left, waiting] = [client.send('x', '1', options), client.send('x', '2', options)];
  say(output.sent(2));
  abort.abort(reason);
  await assert.rejects(waiting, reason);
  await left;
  assert.equal(core.last()[0], command.CANCEL);
  assert.deepEqual(bodyOf(core.last()), u32(3));
  await settled();
  assert.deepEqual(errors, []);
});

test('signals are listened to only while something can be cancelled', async () => {
  const { signal } = new AbortController();
  let listeners = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = function add(...args) {
    listeners++;
    addEventListener.apply(this, args);
  };
  signal.removeEventListener = function remove(...args) {
    listeners--;
    removeEventListener.apply(this, args);
  };
  const one = client.send('x', 'y', { signal });
  client.send('x', 'y', { signal }).catch(() => {});
  assert.equal(listeners, 2);
  say(output.sent(1), output.sendFailed(2, 'QUEUE_FULL', ''));
  assert.ok(listeners <= 0, `listeners left: ${listeners}`);
  await one;
});

test('the sender of an anonymous message can be answered, by the message or by its tag', async () => {
  const heard = [];
  client.addEventListener('message', ({ detail }) => heard.push(detail));
  say(output.received(text('?'), TAG));
  const [message] = heard;
  assert.equal(message.sender, TAG_TEXT);
  const receipt = message.reply('!');
  assert.equal(core.last()[0], command.REPLY);
  assert.deepEqual(bodyOf(core.last()), join(u32(1), TAG, text('!')));
  client.reply(TAG_TEXT, u8(7));
  assert.deepEqual(bodyOf(core.last()), join(u32(2), TAG, u8(7)));
  say(output.sent(1), output.sent(2), output.acknowledged(1));
  await receipt.acknowledged;
});

test('a plain message has no sender and cannot be answered', () => {
  const heard = [];
  client.addEventListener('message', ({ detail }) => heard.push(detail));
  say(output.received(text('?')));
  assert.equal(heard[0].sender, undefined);
  assert.throws(() => heard[0].reply('!'), { code: 'UNKNOWN_SENDER', retryable: false });
  assert.deepEqual(kinds(), [command.START]);
});

test('a reply that cannot be sent says why', async () => {
  core.on[command.REPLY] = () => [output.sendFailed(5, 'UNKNOWN_SENDER', 'it has expired')];
  for (const sender of [undefined, 5, '', 'O0', TAG_TEXT.slice(1), `1${TAG_TEXT}`]) {
    await assert.rejects(client.reply(sender, '!'), { code: 'INVALID_ARGUMENT' });
  }
  await assert.rejects(client.reply(TAG_TEXT, '!', PLAIN), { code: 'INVALID_OPTION' });
  core.on[command.REPLY] = (bytes) => [
    output.sendFailed(
      new DataView(bytes.buffer, bytes.byteOffset).getUint32(17),
      'UNKNOWN_SENDER',
      'it has expired',
    ),
  ];
  await assert.rejects(client.reply(TAG_TEXT, '!'), { code: 'UNKNOWN_SENDER' });
});

test('a reply can be cancelled by its signal', async () => {
  const abort = new AbortController();
  const receipt = client.reply(TAG_TEXT, '!', { signal: abort.signal });
  abort.abort(new Error('enough'));
  await assert.rejects(receipt, /enough/);
  assert.equal(core.last()[0], command.CANCEL);
});

test('no more than 4,096 messages are on their way, and each that ends makes room', async () => {
  const receipts = Array.from({ length: 4096 }, () => client.send('x', 'y'));
  await assert.rejects(client.send('x', 'y'), { code: 'QUEUE_FULL', retryable: true });
  say(output.sent(1), output.acknowledged(2), output.sendFailed(3, 'NOT_ACKNOWLEDGED', ''));
  receipts[4].cancel();
  const more = [0, 1, 2].map(() => client.send('x', 'y'));
  assert.deepEqual(
    more.map(({ state }) => state),
    ['queued', 'queued', 'queued'],
  );
  await assert.rejects(client.send('x', 'y'), { code: 'QUEUE_FULL' });
});

test('close fails what is on its way, and tells what never left and nobody awaits', async () => {
  const [sent, awaited, forgotten] = [1, 2, 3].map(() => client.send('x', 'y'));
  say(output.sent(1));
  await sent;
  const rejected = assert.rejects(awaited, { code: 'CLOSED' });
  await client.close();
  await rejected;
  await settled();
  assert.deepEqual(errors, ['CLOSED']);
  assert.equal(sent.state, 'failed');
  assert.equal(forgotten.error.code, 'CLOSED');
  await assert.rejects(client.send('x', 'y'), { code: 'CLOSED' });
  await assert.rejects(client.reply(TAG_TEXT, 'y'), { code: 'CLOSED' });
});

test('a crash is one error event, whatever was on its way', async () => {
  const receipts = [1, 2, 3].map(() => client.send('x', 'y'));
  core.on[command.WAKE] = () => [Uint8Array.of(77)];
  platform.advance(1);
  await settled();
  assert.deepEqual(errors, ['CORE_CRASHED']);
  for (const receipt of receipts) {
    assert.equal(receipt.error.code, 'CORE_CRASHED');
  }
});
