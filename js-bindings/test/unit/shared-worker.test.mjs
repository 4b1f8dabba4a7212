import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prepareRemote } from '../../dist/remote-session.js';
import { output, text } from './bytes.mjs';
import { command } from './fakes.mjs';
import { arrived, FakeWorker } from './worker-fakes.mjs';

const SHARED = { runIn: 'shared-worker' };

async function twoTabs(on) {
  const worker = new FakeWorker(on);
  const pages = [worker.page(), worker.page()];
  const [first, second] = await Promise.all(pages.map((page) => page.connect(SHARED)));
  return { worker, pages, first, second };
}

async function closeAll(...clients) {
  await Promise.all(clients.map((client) => client.close()));
}

/** The texts of the next messages of a client. */
async function texts(client, count) {
  const loop = client[Symbol.asyncIterator]();
  const read = [];
  for (let i = 0; i < count; i++) {
    read.push((await loop.next()).value.text());
  }
  return read;
}

test('two tabs share one client and one address', async () => {
  const { worker, first, second } = await twoTabs();
  assert.equal(worker.cores.length, 1);
  assert.deepEqual(worker.core.kinds(), [command.START]);
  assert.deepEqual([first.address, second.address], ['me', 'me']);
  await closeAll(first, second);
});

test('a tab that comes later is told how the client stands', async () => {
  const worker = new FakeWorker();
  const first = await worker.page().connect(SHARED);
  worker.say(output.stage(5));
  const second = await worker.page().connect(SHARED);
  assert.deepEqual([second.address, second.state], ['me', 'reconnecting']);
  assert.deepEqual(second.warnings, first.warnings);
  assert.equal(second.warnings.length, 2);
  await closeAll(first, second);
});

test('every tab gets each message, whole', async () => {
  const { worker, first, second } = await twoTabs();
  worker.say(output.received(text('one')), output.received(text('two')));
  assert.deepEqual(await texts(first, 2), ['one', 'two']);
  assert.deepEqual(await texts(second, 2), ['one', 'two']);
  await closeAll(first, second);
});

test('the receipt of a message is only its own tab’s', async () => {
  const { worker, first, second } = await twoTabs();
  const receipts = [];
  for (const tab of [first, second]) {
    receipts.push(tab.send('you', 'x', { anonymous: false }));
    await arrived();
  }
  const numbers = worker.core.inputs
    .filter(([kind]) => kind === command.SEND)
    .map((bytes) => new DataView(bytes.buffer).getUint32(17));
  assert.deepEqual(numbers, [1, 2], 'both tabs count from 1, the core sees two numbers');
  worker.say(output.sendFailed(1, 'INVALID_ADDRESS', 'no'), output.sent(2), output.acknowledged(2));
  await assert.rejects(receipts[0].sent, { code: 'INVALID_ADDRESS' });
  await receipts[1].acknowledged;
  await closeAll(first, second);
});

test('cancelling and counters find the right tab', async () => {
  const { worker, first, second } = await twoTabs({
    [command.STATS]: () => [output.stats({ sent: 1 })],
  });
  first.send('you', 'kept', { anonymous: false }).sent.catch(() => {});
  await arrived();
  const receipt = second.send('you', 'held back', { anonymous: false });
  receipt.sent.catch(() => {});
  receipt.cancel();
  const counts = { sent: 1, lateAnswers: 0 };
  assert.deepEqual(await Promise.all([first.stats(), second.stats()]), [counts, counts]);
  const cancel = worker.core.inputs.find(([kind]) => kind === command.CANCEL);
  assert.equal(new DataView(cancel.buffer).getUint32(17), 2);
  await closeAll(first, second);
});

test('answers about the network go to the tab that asked', async () => {
  const { worker, first, second } = await twoTabs({
    [command.INJECT_TOPOLOGY]: (bytes) => [
      output.topologyTaken(new DataView(bytes.buffer).getUint32(17)),
    ],
  });
  await Promise.all([first.useTopology('{}'), second.useTopology('{}')]);
  const tests = [];
  for (const tab of [first, second]) {
    tests.push(tab.testNode('node'));
    await arrived();
  }
  worker.say(
    output.nodeTestFailed(2, 'TEST_IN_PROGRESS', 'one at a time'),
    output.nodeTested(1, [4, 3, 2, 1, 0], 50, []),
  );
  assert.equal((await tests[0]).score, 50);
  await assert.rejects(tests[1], { code: 'TEST_IN_PROGRESS' });
  await closeAll(first, second);
});

test('closing in one tab leaves the client to the other', async () => {
  const { worker, pages, first, second } = await twoTabs();
  const receipt = first.send('you', 'x', { anonymous: false });
  receipt.sent.catch(() => {});
  await first.close();
  assert.ok(pages[0].isEnded && pages[0].isReleased);
  assert.ok(worker.core.kinds().includes(command.CANCEL), 'what had not left is held back');
  assert.equal(worker.core.isFreed, false);
  assert.equal(second.state, 'ready');
  await second.close();
  assert.ok(worker.core.isFreed);
});

test('the client ends when the last tab vanishes, not before', async () => {
  const { worker, pages, first } = await twoTabs();
  await first.close();
  assert.equal(worker.core.isFreed, false);
  worker.vanish(pages[1]);
  await arrived();
  assert.ok(worker.core.isFreed);
});

test('a tab that comes after the end begins another client', async () => {
  const worker = new FakeWorker();
  await (await worker.page().connect(SHARED)).close();
  const next = await worker.page().connect(SHARED);
  assert.equal(worker.cores.length, 2);
  assert.equal(next.state, 'ready');
  await next.close();
});

test('a tab with other options is refused, and the client goes on', async () => {
  const worker = new FakeWorker();
  const first = await worker.page().connect(SHARED);
  const page = worker.page();
  const other = page.connect({ ...SHARED, preset: 'lowPower' });
  await assert.rejects(other, { code: 'OPTIONS_DIFFER', message: /same in every tab/ });
  assert.ok(page.isEnded && page.isReleased);
  assert.equal(first.state, 'ready');
  await first.close();
});

test('a page of another version of the package is refused with what to do', async () => {
  const worker = new FakeWorker();
  const page = worker.page();
  const { dedicated } = page.workers;
  const line = dedicated();
  const answer = new Promise((resolve) => line.hear(resolve, () => {}));
  line.post({ kind: 'open', version: 0, plan: {} });
  const { code, message } = await answer;
  assert.deepEqual([code, /reload them all/.test(message)], ['WORKER_FAILED', true]);
  line.end();
});

test('a start that fails fails in every tab, and the next one is fresh', async () => {
  const worker = new FakeWorker({
    [command.START]: () => [output.startFailed('NO_GATEWAY', 'none fits'), output.closed()],
  });
  const tabs = [worker.page(), worker.page()].map((page) => page.connect(SHARED));
  const codes = (await Promise.allSettled(tabs)).map(({ reason }) => reason.code);
  assert.equal(codes[0], 'NO_GATEWAY');
  assert.ok(codes[1] === 'NO_GATEWAY' || codes[1] === 'CLOSED');
  await assert.rejects(worker.page().connect(SHARED), { code: 'NO_GATEWAY' });
  assert.equal(worker.cores.length, 2);
});

test('a core that nobody waits for any more is freed', async () => {
  const worker = new FakeWorker();
  let load;
  worker.loaded = new Promise((resolve) => {
    load = resolve;
  });
  const ending = new AbortController();
  const connecting = worker.page().connect({ ...SHARED, signal: ending.signal });
  await arrived();
  ending.abort();
  await assert.rejects(connecting, { name: 'AbortError' });
  await arrived();
  load();
  await arrived();
  assert.ok(worker.core.isFreed);
});

test('a page without Web Locks is refused before a worker is made', async () => {
  const workers = {
    appear: async () => {
      throw new Error('no locks');
    },
    shared: () => assert.fail('made a worker'),
  };
  await assert.rejects(prepareRemote(workers, { configJson: '{}' }, 'shared-worker'), /no locks/);
});
