import assert from 'node:assert/strict';
import { test } from 'node:test';
import { thisPlatform } from '../../dist/platform.js';
import { FakeWebSocket } from './fakes.mjs';

const platform = thisPlatform(FakeWebSocket);

test('an engine whose global object has no events gives no hints', (t) => {
  const original = globalThis.addEventListener;
  globalThis.addEventListener = undefined;
  t.after(() => {
    globalThis.addEventListener = original;
  });
  platform.watchNetwork(() => assert.fail('nothing happened'))();
});

test('online and offline are told until the watching ends', (t) => {
  const target = new EventTarget();
  for (const name of ['addEventListener', 'removeEventListener']) {
    const original = globalThis[name];
    globalThis[name] = (...args) => target[name](...args);
    t.after(() => {
      globalThis[name] = original;
    });
  }
  const heard = [];
  const stop = platform.watchNetwork((isOnline) => heard.push(isOnline));
  target.dispatchEvent(new Event('offline'));
  target.dispatchEvent(new Event('online'));
  stop();
  target.dispatchEvent(new Event('offline'));
  assert.deepEqual(heard, [false, true]);
});

test('a transport takes the place of the engine in all that it has', async () => {
  const answer = new Response('from the transport');
  const transport = { WebSocket: FakeWebSocket, fetch: async () => answer, monoMs: () => 7 };
  const other = thisPlatform(FakeWebSocket, transport);
  assert.equal(await other.fetch('http://nowhere.invalid', {}), answer);
  assert.equal(other.monoMs(), 7);
  const { monoMs, ...clockless } = transport;
  assert.ok(thisPlatform(FakeWebSocket, clockless).monoMs() > monoMs());
});
