import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryStorage } from '../../dist/index.js';
import { prepareRemote } from '../../dist/remote-session.js';
import { theseWorkers } from '../../dist/these-workers.js';
import { workerFailed } from '../../dist/workers.js';
import { output, text } from './bytes.mjs';
import { bodyOf, command, FakeWebSocket } from './fakes.mjs';
import { arrived, FakeWorker } from './worker-fakes.mjs';

const TAG = new Uint8Array(16).fill(7);

test('a client in a worker connects, sends, hears of it and closes', async () => {
  const worker = new FakeWorker({
    [command.SEND]: () => [output.progress(1, 1, 0, 1), output.sent(1), output.acknowledged(1)],
    [command.STATS]: () => [output.stats({ sent: 3 })],
  });
  const page = worker.page();
  const stages = [];
  const client = await page.connect({ onProgress: (stage) => stages.push(stage) });
  assert.deepEqual([client.address, client.backend, client.state], ['me', 'js', 'ready']);
  assert.deepEqual(stages, ['loading', 'ready']);
  assert.deepEqual(
    client.warnings.map(({ code }) => code),
    ['JAVASCRIPT_CORE', 'NO_MAIN_COVER'],
  );
  await client.send('you', 'hello', { anonymous: false }).acknowledged;
  const sent = worker.core.inputs.find(([kind]) => kind === command.SEND);
  assert.deepEqual(bodyOf(sent).slice(-8), text('youhello'));
  assert.deepEqual(await client.stats(), { sent: 3, lateAnswers: 0 });
  await client.close();
  assert.ok(worker.core.isFreed);
  assert.ok(page.isEnded);
});

test('a message comes out of the worker with its tag and can be answered', async () => {
  const worker = new FakeWorker();
  const client = await worker.page().connect();
  worker.say(output.received(text('question'), TAG));
  for await (const message of client) {
    assert.equal(message.text(), 'question');
    message.reply('answer').sent.catch(() => {});
    break;
  }
  await arrived();
  const body = bodyOf(worker.core.inputs.find(([kind]) => kind === command.REPLY));
  assert.deepEqual(body.slice(4), Uint8Array.of(...TAG, ...text('answer')));
  await client.close();
});

test('data is transferred to the worker, not copied', async () => {
  const worker = new FakeWorker();
  const page = worker.page();
  const session = await openSession(page);
  const data = Uint8Array.of(1, 2, 3);
  session.post({ kind: 'send', message: 1, address: 'you', data });
  assert.equal(data.buffer.detached, true);
  session.discard();
});

test('what the worker has not taken is bounded, and told', async () => {
  const page = new FakeWorker().page();
  const session = await openSession(page);
  const news = [];
  session.listen((piece) => news.push(piece));
  const post = (message) =>
    session.post({ kind: 'send', message, address: 'you', data: new Uint8Array(1) });
  for (let i = 1; i <= 1024; i++) {
    post(i);
  }
  assert.deepEqual(news, []);
  post(1025);
  assert.deepEqual(
    [news[0].kind, news[0].code, news[0].message],
    ['send-failed', 'QUEUE_FULL', 1025],
  );
  await arrived();
  post(1026);
  assert.equal(news.length, 1, 'there is room again');
  session.discard();
});

test('messages that a page does not take are bounded, and their loss is told', async () => {
  const worker = new FakeWorker();
  const client = await worker.page().connect();
  const lost = new Promise((resolve) => {
    client.addEventListener('error', ({ detail }) => resolve(detail));
  });
  const loop = client[Symbol.asyncIterator]();
  worker.say(...Array.from({ length: 1030 }, (_, i) => output.received(text(`${i}`), TAG)));
  const fault = await lost;
  assert.deepEqual([fault.code, fault.lost], ['MESSAGES_LOST', 6]);
  for (let i = 0; i < 1024; i++) {
    assert.equal((await loop.next()).value.text(), `${i}`);
  }
  await assert.rejects(loop.next(), { code: 'MESSAGES_LOST', lost: 6 });
  worker.say(output.received(text('later'), TAG));
  assert.equal((await loop.next()).value.text(), 'later');
  await client.close();
});

test('a storage of the page is used from the worker', async () => {
  const bytes = Uint8Array.of(9, 9);
  const worker = new FakeWorker();
  worker.on[command.KEEP] = () => [output.storeSnapshot(1, bytes), output.storeAppend(2, bytes)];
  const storage = memoryStorage({ snapshot: Uint8Array.of(5), journal: Uint8Array.of(6) });
  const client = await worker.page().connect({ storage, passphrase: 'secret' });
  assert.equal(worker.core.kinds()[0], command.KEEP);
  await arrived();
  assert.deepEqual(await storage.load(), { snapshot: bytes, journal: bytes });
  assert.ok(worker.core.kinds().includes(command.STORED));
  await client.close();
});

test('a storage that fails says so through the worker', async () => {
  const storage = {
    ...memoryStorage(),
    load: () => Promise.reject(new Error('the disk is gone')),
  };
  const page = new FakeWorker().page();
  await assert.rejects(page.connect({ storage }), {
    code: 'STORAGE_FAILED',
    message: /disk is gone/,
  });
  assert.ok(page.isEnded);
});

test('what goes wrong in loading the core keeps its code', async () => {
  const worker = new FakeWorker();
  worker.loaded = Promise.reject(new Error('no file'));
  worker.loaded.catch(() => {});
  const page = worker.page();
  await assert.rejects(page.connect(), {
    code: 'CORE_LOAD_FAILED',
    message: 'no file',
    stage: 'loading',
  });
  assert.ok(page.isEnded);
});

test('a worker that does not load is named, with advice', async () => {
  const worker = new FakeWorker();
  worker.loaded = new Promise(() => {});
  const page = worker.page();
  const connecting = page.connect();
  await arrived();
  page.failing.dispatchEvent(new Event('error'));
  await assert.rejects(connecting, {
    code: 'WORKER_FAILED',
    message: /did not load.*worker-src 'self'.*runIn: 'here'/,
    retryable: true,
    stage: 'loading',
  });
  assert.ok(page.isEnded);
});

test('a worker that breaks later ends the client as a crash', async () => {
  const page = new FakeWorker().page();
  const client = await page.connect();
  const told = new Promise((resolve) => {
    client.addEventListener('error', ({ detail }) => resolve(detail));
  });
  page.failing.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
  const { code, message } = await told;
  assert.equal(code, 'CORE_CRASHED');
  assert.match(message, /its worker failed: out of memory/);
  assert.equal(client.state, 'closed');
});

test('an abort while the worker loads ends it at once', async () => {
  const worker = new FakeWorker();
  worker.loaded = new Promise(() => {});
  const page = worker.page();
  const ending = new AbortController();
  const connecting = page.connect({ signal: ending.signal });
  await arrived();
  ending.abort(new Error('enough'));
  await assert.rejects(connecting, /enough/);
  assert.ok(page.isEnded);
});

test('an engine without workers is named', async () => {
  assert.throws(() => theseWorkers.dedicated(), {
    code: 'WORKER_FAILED',
    message: /has no Worker/,
  });
  assert.throws(() => theseWorkers.shared(), { code: 'WORKER_FAILED', message: /no SharedWorker/ });
});

test('what cannot go to a worker is refused by its name', async () => {
  const page = new FakeWorker().page();
  const refused = (options, message) =>
    assert.rejects(page.connect(options), { code: 'INVALID_OPTION', message });
  await refused({ webSocket: FakeWebSocket }, /^webSocket: expected none, since a class/);
  const storage = memoryStorage();
  await refused({ runIn: 'shared-worker', storage }, /^storage: expected indexedDbStorage/);
  await refused({ runIn: 'elsewhere' }, /^runIn: expected "worker"/);
  const module = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  await refused({ runIn: 'shared-worker', wasm: module }, /^wasm: expected a URL/);
});

test('the core source crosses as a URL, bytes or a module', async () => {
  const given = async (wasm) => {
    const worker = new FakeWorker();
    const client = await worker.page().connect({ wasm });
    await client.close();
    return worker.plan.wasm;
  };
  assert.equal(await given(new URL('http://x/core.wasm')), 'http://x/core.wasm');
  assert.equal((await given(new Response(new Uint8Array(3)))).byteLength, 3);
  assert.deepEqual(await given(Uint8Array.of(4)), Uint8Array.of(4));
  await assert.rejects(given(new Response('', { status: 404 })), {
    code: 'CORE_LOAD_FAILED',
    message: /status 404/,
  });
});

function openSession(page) {
  const plan = {
    configJson: '{}',
    backend: 'auto',
    secret: { protection: 'none', secret: new Uint8Array(0) },
  };
  return prepareRemote(page.workers, plan, 'worker');
}

test('the error of a worker keeps what led to it', () => {
  const cause = new Error('x');
  assert.equal(workerFailed('y', cause).cause, cause);
});
