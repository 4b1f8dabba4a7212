import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRunIn } from '../../dist/run-in.js';
import { Backlog } from '../../dist/worker/backlog.js';
import { bufferOf } from '../../dist/worker/line.js';
import { Routes } from '../../dist/worker/routes.js';

test('outside of pages a client runs where it is made', () => {
  assert.equal(checkRunIn({}), 'here');
});

test('in a page a client runs in a worker, where there are workers', (t) => {
  t.after(() => {
    delete globalThis.document;
    delete globalThis.Worker;
  });
  globalThis.document = {};
  assert.equal(checkRunIn({}), 'here');
  globalThis.Worker = class {};
  assert.equal(checkRunIn({}), 'worker');
  assert.equal(checkRunIn({ runIn: 'here', webSocket: class {} }), 'here');
});

test('a backlog is bounded in messages and in bytes', () => {
  const byNumber = new Backlog({ messages: 2, bytes: 100 });
  assert.deepEqual(
    [1, 1, 1].map((bytes) => byNumber.add(bytes)),
    [true, true, false],
  );
  const byBytes = new Backlog({ messages: 10, bytes: 100 });
  assert.deepEqual(
    [60, 41, 40].map((bytes) => byBytes.add(bytes)),
    [true, false, true],
  );
  byBytes.take(60);
  assert.ok(byBytes.add(60));
});

test('one message beyond the bound may cross alone', () => {
  const backlog = new Backlog({ messages: 2, bytes: 100 });
  assert.ok(backlog.add(101));
  assert.equal(backlog.add(1), false);
});

test('numbers of two pages become one series, and find their way back', () => {
  const routes = new Routes();
  assert.deepEqual([routes.add('a', 1), routes.add('b', 1), routes.add('a', 2)], [1, 2, 3]);
  assert.deepEqual(routes.get(2), { member: 'b', number: 1 });
  assert.equal(routes.find('a', 2), 3);
  assert.equal(routes.find('b', 2), undefined);
  assert.deepEqual(routes.take(1), { member: 'a', number: 1 });
  assert.equal(routes.take(1), undefined);
  assert.deepEqual(routes.removeAllOf('a'), [3]);
  assert.equal(routes.find('a', 2), undefined);
});

test('what its page has left stays under its number until its end', () => {
  const routes = new Routes();
  routes.add('a', 1);
  routes.add('b', 1);
  routes.abandonAllOf('a');
  assert.deepEqual(routes.get(1), { member: undefined, number: 1 });
  assert.equal(routes.find('a', 1), undefined);
  assert.deepEqual(routes.get(2), { member: 'b', number: 1 });
  routes.take(1);
  assert.equal(routes.get(1), undefined);
});

test('a number that the core chose is not given to another message', () => {
  const routes = new Routes();
  routes.adopt('a', 1);
  assert.equal(routes.add('a', 5), 2);
});

test('only bytes that are all of their buffer are transferred', () => {
  const whole = new Uint8Array(4);
  assert.deepEqual(bufferOf(whole), [whole.buffer]);
  assert.deepEqual(bufferOf(whole.subarray(1)), []);
});
