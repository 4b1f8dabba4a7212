import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Conversation } from '../../dist/conversation.js';
import { MixnetMessage, PeapodError } from '../../dist/index.js';
import { Receipt } from '../../dist/receipt.js';
import { FakePlatform, settled } from './fakes.mjs';

const CLOSED = new PeapodError('CLOSED', 'the client is closed');
const MIB = 1024 * 1024;

let platform;
/** What either side sent, `receipt` included. */
let questions;
let answers;
/** Codes of `error` events of the answering side. */
let told;
let asking;
let answering;

beforeEach(() => {
  platform = new FakePlatform();
  questions = [];
  answers = [];
  told = [];
  const send = (address, data, options) => noted(questions, { address, data, options });
  asking = new Conversation(send, () => {}, platform);
  answering = new Conversation(
    () => {},
    (fault) => told.push(fault),
    platform,
  );
});

function noted(list, sent) {
  const entry = { ...sent, isCancelled: false };
  entry.receipt = new Receipt(() => {
    entry.isCancelled = true;
  });
  list.push(entry);
  return entry.receipt;
}

const text = (bytes) => new TextDecoder().decode(bytes);

/** The question as it arrives; false when it is an ordinary message there. */
function deliver(question, { sender = 'tag', isAgain = false } = {}) {
  const reply = (data, options) => noted(answers, { data, options });
  return answering.takes(new MixnetMessage(question.data, 1, isAgain, { tag: sender, reply }));
}

/** The answer as it arrives. */
function deliverAnswer({ data }) {
  return asking.takes(new MixnetMessage(data, 2, false));
}

function ask(content = '?', options = {}) {
  const promise = asking.request('server', content, options);
  promise.catch(() => {});
  return { promise, question: questions.at(-1) };
}

test('a request is answered by what the handler gives', async () => {
  const heard = [];
  answering.serve(async (message) => {
    heard.push([message.text(), message.sender, message.isRedelivered]);
    return `${message.text()}!`;
  });
  const { promise, question } = ask('hello', { replySurbs: 3 });
  assert.equal(question.address, 'server');
  assert.deepEqual(question.options, { replySurbs: 3 });
  assert.ok(deliver(question, { isAgain: true }));
  await settled();
  assert.deepEqual(heard, [['hello', 'tag', true]]);
  assert.deepEqual(answers[0].options, { whenFull: 'wait' });
  assert.ok(deliverAnswer(answers[0]));
  const answer = await promise;
  assert.equal(answer.text(), 'hello!');
  assert.equal(answer.sender, undefined);
  assert.equal(platform.timers.size, 0);
});

test('answers may be anything that can be sent, and nothing', async () => {
  const results = ['', undefined, Uint8Array.of(1), Uint8Array.of(2).buffer, 7];
  answering.serve(() => results.shift());
  for (const expected of [[], [], [1], [2], [0x37]]) {
    const { promise, question } = ask();
    deliver(question);
    await settled();
    deliverAnswer(answers.at(-1));
    assert.deepEqual([...(await promise).bytes()], expected);
  }
});

test('requests are told apart, whatever order their answers come in', async () => {
  answering.serve((message) => `to ${message.text()}`);
  const [one, two] = [ask('1'), ask('2')];
  deliver(two.question);
  deliver(one.question);
  await settled();
  answers.reverse().forEach(deliverAnswer);
  assert.equal((await one.promise).text(), 'to 1');
  assert.equal((await two.promise).text(), 'to 2');
});

test('the expected answer leaves space for its envelope', () => {
  assert.equal(ask('?', { expectedReplyBytes: 1000 }).question.options.expectedReplyBytes, 1025);
});

test('a request is given up in time, and its late answer dropped and counted', async () => {
  answering.serve(() => 'late');
  const { promise, question } = ask('?', { timeoutMs: 500 });
  deliver(question);
  await settled();
  platform.advance(500);
  await assert.rejects(promise, { code: 'REQUEST_TIMED_OUT', retryable: true });
  assert.ok(question.isCancelled, 'what has not left is held back');
  assert.equal(asking.lateAnswers, 0);
  assert.ok(deliverAnswer(answers[0]));
  assert.equal(asking.lateAnswers, 1);
});

test('a second answer to one request is a late one', async () => {
  answering.serve(() => 'x');
  const { promise, question } = ask();
  deliver(question);
  await settled();
  deliverAnswer(answers[0]);
  deliverAnswer(answers[0]);
  await promise;
  assert.equal(asking.lateAnswers, 1);
});

test('a signal ends the waiting', async () => {
  const reason = new Error('enough');
  const never = asking.request('a', 'x', { signal: AbortSignal.abort(reason) });
  await assert.rejects(never, reason);
  assert.equal(questions.length, 0);
  const abort = new AbortController();
  const { promise, question } = ask('?', { signal: abort.signal });
  abort.abort(reason);
  await assert.rejects(promise, reason);
  await settled();
  assert.ok(question.isCancelled);
  assert.equal(platform.timers.size, 0);
});

test('a request that cannot be sent or does not arrive fails with the reason', async () => {
  for (const code of ['INVALID_ADDRESS', 'NOT_ACKNOWLEDGED']) {
    const { promise, question } = ask();
    question.receipt.fail(new PeapodError(code, 'x'));
    await assert.rejects(promise, { code });
  }
});

test('what is wrong in a request is said at once', async () => {
  const refused = (options, code = 'INVALID_OPTION') =>
    assert.rejects(asking.request('a', 'x', options), { code });
  await refused(null);
  await refused({ timeout: 5 });
  for (const timeoutMs of [0, Number.NaN, 3_600_001, '5', null]) {
    await refused({ timeoutMs });
  }
  await refused({ anonymous: false });
  await refused({ anonymous: true });
  await refused({ expectedReplyBytes: '5' });
  await refused({ signal: 5 });
  await assert.rejects(asking.request('a', 5n), { code: 'INVALID_ARGUMENT' });
  assert.equal(questions.length, 0);
});

test('at most 1,024 requests are open', async () => {
  const asked = Array.from({ length: 1024 }, () => ask());
  await assert.rejects(ask().promise, { code: 'QUEUE_FULL' });
  asked[0].question.receipt.fail(CLOSED);
  await assert.rejects(asked[0].promise, { code: 'CLOSED' });
  ask();
  assert.equal(questions.length, 1025);
});

test('a handler that fails is told here with its reason and there without', async () => {
  const secret = new Error('the password is wrong');
  const handlers = [
    () => {
      throw secret;
    },
    () => Promise.reject(secret),
    () => 5n,
  ];
  const serving = answering.serve(() => handlers.shift()());
  for (let i = 0; i < 3; i++) {
    const { promise, question } = ask();
    deliver(question);
    await settled();
    assert.ok(!text(answers.at(-1).data).includes('password'));
    deliverAnswer(answers.at(-1));
    await assert.rejects(promise, { code: 'REQUEST_FAILED', retryable: false });
  }
  assert.deepEqual(
    told.map(({ code }) => code),
    Array(3).fill('HANDLER_FAILED'),
  );
  assert.equal(told[0].cause, secret);
  assert.equal(told[2].cause.code, 'INVALID_ARGUMENT');
  assert.deepEqual(serving.counts, { answered: 0, failed: 3, refused: 0, undelivered: 0 });
});

test('so many handlers run at a time, 256 requests wait, the next is refused', async () => {
  const running = [];
  const handle = (message) => new Promise((resolve) => running.push({ message, resolve }));
  const serving = answering.serve(handle, { concurrency: 2 });
  for (let i = 0; i < 258; i++) {
    deliver(ask(`${i}`).question);
  }
  const tooMany = ask();
  deliver(tooMany.question);
  deliverAnswer(answers[0]);
  await assert.rejects(tooMany.promise, { code: 'REQUEST_REFUSED', retryable: true });
  assert.equal(running.length, 2);
  running[1].resolve();
  await settled();
  assert.deepEqual(
    running.map(({ message }) => message.text()),
    ['0', '1', '2'],
  );
  assert.deepEqual(serving.counts, { answered: 1, failed: 0, refused: 1, undelivered: 0 });
});

test('64 MiB of requests wait and no more', () => {
  const serving = answering.serve(() => new Promise(() => {}), { concurrency: 1 });
  const large = new Uint8Array(32 * MIB);
  for (const content of ['x', large, large, 'x']) {
    deliver(ask(content).question);
  }
  assert.equal(serving.counts.refused, 1);
});

test('an answer that does not arrive is counted', async () => {
  const serving = answering.serve(() => 'x');
  deliver(ask().question);
  await settled();
  answers[0].receipt.fail(new PeapodError('UNKNOWN_SENDER', 'gone'));
  await settled();
  assert.equal(serving.counts.undelivered, 1);
  assert.deepEqual(told, []);
});

test('a stopped server answers nothing more and another may take its place', async () => {
  let context;
  let finish;
  const stop = new AbortController();
  const handle = (_, given) => {
    context = given;
    return new Promise((resolve) => {
      finish = resolve;
    });
  };
  answering.serve(handle, { concurrency: 1, signal: stop.signal });
  assert.throws(() => answering.serve(() => {}), { code: 'INVALID_ARGUMENT' });
  deliver(ask().question);
  deliver(ask().question);
  stop.abort();
  assert.ok(context.signal.aborted);
  finish('x');
  await settled();
  assert.deepEqual(answers, []);
  assert.equal(deliver(ask().question), false);
  answering.serve(() => 'new');
  deliver(ask().question);
  await settled();
  assert.equal(answers.length, 1);
});

test('serve refuses what it cannot use', () => {
  assert.throws(() => answering.serve('x'), { code: 'INVALID_ARGUMENT' });
  for (const concurrency of [0, 1025, 1.5, '5', null]) {
    assert.throws(() => answering.serve(() => {}, { concurrency }), { code: 'INVALID_OPTION' });
  }
  assert.throws(() => answering.serve(() => {}, { workers: 5 }), { code: 'INVALID_OPTION' });
  assert.throws(() => answering.serve(() => {}, { signal: 5 }), { code: 'INVALID_OPTION' });
  assert.throws(() => answering.serve(() => {}, { signal: AbortSignal.abort() }), /abort/i);
});

test('all other messages stay ordinary ones', async () => {
  const { question } = ask();
  assert.equal(deliver(question), false, 'nobody serves');
  answering.serve(() => 'x');
  assert.equal(answering.takes(new MixnetMessage(question.data, 1, false)), false, 'no sender');
  deliver(question);
  await settled();
  const sender = { tag: 'tag', reply: assert.fail };
  const forged = new MixnetMessage(answers[0].data, 1, false, sender);
  assert.equal(asking.takes(forged), false, 'answers have no sender');
  assert.equal(asking.takes(new MixnetMessage(new Uint8Array(0), 1, false)), false);
});

test('at the end requests are rejected and the server stops', async () => {
  const { promise } = ask();
  asking.end(CLOSED);
  await assert.rejects(promise, { code: 'CLOSED' });
  await assert.rejects(asking.request('a', 'x', {}), { code: 'CLOSED' });
  const serving = answering.serve(() => new Promise(() => {}));
  answering.end(CLOSED);
  assert.ok(serving.isStopped);
  assert.throws(() => answering.serve(() => {}), { code: 'CLOSED' });
});
