import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engineWith } from '../../dist/environment.js';
import { hostWarnings } from '../../dist/host-warnings.js';
import { MixnetClient, PeapodError } from '../../dist/index.js';
import { checkOptions } from '../../dist/options.js';
import { prepareSession } from '../../dist/prepare-session.js';
import { lineToGiven } from '../../dist/workers.js';
import { FakeWebSocket } from './fakes.mjs';

const network = { nymApi: 'http://127.0.0.1:1/api' };
const options = { network, webSocket: FakeWebSocket };

/** A page, as far as the options look at it. */
function pretendPage(t) {
  globalThis.document = {};
  globalThis.Worker = class {};
  t.after(() => {
    delete globalThis.document;
    delete globalThis.Worker;
  });
}

/** A worker that remembers. */
function fakeWorker() {
  const worker = new EventTarget();
  worker.posted = [];
  worker.postMessage = (message) => worker.posted.push(message);
  worker.terminate = () => {
    worker.isTerminated = true;
  };
  return worker;
}

test('without a core, connecting says where the package runs', async () => {
  await assert.rejects(MixnetClient.connect(options), (fault) => {
    assert.ok(fault instanceof PeapodError);
    assert.deepEqual(
      [fault.code, fault.stage, fault.retryable],
      ['UNSUPPORTED_ENGINE', 'loading', false],
    );
    assert.match(fault.message, /Node/);
    return true;
  });
});

test('an entry without the JavaScript build refuses it by name', async () => {
  const engine = engineWith({ wasm: async () => new Uint8Array() });
  const plan = { backend: 'js', configJson: '{}' };
  await assert.rejects(engine.createCoreClient(plan), (fault) => {
    assert.equal(fault.code, 'INVALID_OPTION');
    assert.match(fault.message, /^backend: .*peapod\/inline.*"js"$/);
    return true;
  });
});

test('a single file runs its client here, also in a page, unless it is given a worker', (t) => {
  pretendPage(t);
  assert.equal(checkOptions({ network, webSocket: FakeWebSocket }, false).runIn, 'here');
  assert.equal(checkOptions({ network, worker: fakeWorker }, false).runIn, 'worker');
  assert.throws(() => checkOptions({ network, runIn: 'worker' }, false), /^PeapodError: worker: /);
});

test('a worker that is given must be a function, and have something to run', () => {
  assert.throws(() => checkOptions({ ...options, worker: fakeWorker() }), /expected a function/);
  const here = { ...options, runIn: 'here', worker: fakeWorker };
  assert.throws(() => checkOptions(here), /^PeapodError: worker: expected none/);
});

test('the single file gives its core to the worker, and an own one goes before it', async () => {
  for (const [wasm, expected] of [
    [undefined, Uint8Array.of(1)],
    [Uint8Array.of(2), Uint8Array.of(2)],
  ]) {
    const worker = fakeWorker();
    const checked = checkOptions({ network, worker: () => worker, wasm }, false);
    const preparing = prepareSession({ carriedCore: () => Uint8Array.of(1) }, checked);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(worker.posted[0].plan.wasm, expected);
    worker.dispatchEvent(new Event('error'));
    await assert.rejects(preparing, { code: 'WORKER_FAILED' });
    assert.ok(worker.isTerminated);
  }
});

test('a worker that cannot be made, or is none, is told', () => {
  const failing = () => {
    throw new Error('the policy forbids it');
  };
  assert.throws(() => lineToGiven(failing), { code: 'WORKER_FAILED', message: /policy forbids/ });
  for (const none of [undefined, null, 1, {}, new EventTarget()]) {
    assert.throws(() => lineToGiven(() => none), { code: 'INVALID_OPTION', message: /^worker: / });
  }
});

test('a port ends by closing it; a shared worker tells itself when it fails', () => {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  let isClosed = false;
  port1.close = ((close) => () => {
    isClosed = true;
    close.call(port1);
  })(port1.close);
  lineToGiven(() => port1).end();
  assert.ok(isClosed);

  const shared = Object.assign(new EventTarget(), { port: fakeWorker() });
  const broken = [];
  lineToGiven(() => shared).hear(
    () => {},
    (detail) => broken.push(detail),
  );
  shared.dispatchEvent(new Event('error'));
  assert.deepEqual(broken, ['its script did not load']);
});

test('the JavaScript build and the thread of a page are warned of, in words', (t) => {
  const codes = (backend, given) =>
    hostWarnings(backend, checkOptions({ ...options, ...given })).map(({ code }) => code);
  assert.deepEqual(codes('wasm', {}), []);
  assert.deepEqual(codes('js', {}), ['JAVASCRIPT_CORE']);
  pretendPage(t);
  assert.deepEqual(codes('wasm', { runIn: 'here' }), ['PAGE_THREAD']);
  assert.deepEqual(codes('wasm', { webSocket: undefined, worker: fakeWorker }), []);
  assert.match(hostWarnings('js', { runIn: 'worker' })[0].explanation, /10 .* 55 .*lowPower/);
});
