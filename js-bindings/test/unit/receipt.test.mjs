import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { Receipt } from '../../dist/receipt.js';
import { settled } from './fakes.mjs';

const progress = (left, acknowledged, total) => ({
  kind: 'progress',
  message: 1,
  left,
  acknowledged,
  total,
});
const SENT = { kind: 'sent', message: 1 };
const ACKNOWLEDGED = { kind: 'acknowledged', message: 1 };

let receipt;

beforeEach(() => {
  receipt = new Receipt(() => {});
});

test('a message passes its stages in order', async () => {
  const states = [];
  const steps = [];
  receipt.addEventListener('state', ({ detail }) => states.push(detail));
  receipt.addEventListener('progress', ({ detail }) => steps.push(detail));
  assert.equal(receipt.state, 'queued');
  assert.deepEqual(receipt.progress, { left: 0, acknowledged: 0, total: 0 });
  for (const news of [progress(0, 0, 2), progress(1, 0, 2), progress(2, 0, 2), SENT]) {
    receipt.hear(news);
  }
  await receipt.sent;
  assert.equal(receipt.isOver, false);
  receipt.hear(progress(2, 2, 2));
  receipt.hear(ACKNOWLEDGED);
  await receipt.acknowledged;
  assert.deepEqual(states, ['sending', 'sent', 'acknowledged']);
  assert.deepEqual(
    steps.map(({ left, acknowledged, total }) => `${left}/${acknowledged}/${total}`),
    ['0/0/2', '1/0/2', '2/0/2', '2/2/2'],
  );
  assert.deepEqual(receipt.progress, { left: 2, acknowledged: 2, total: 2 });
  assert.equal(receipt.isOver, true);
  assert.equal(receipt.error, undefined);
});

test('waiting for the receipt is waiting until all has left', async () => {
  let isSent = false;
  const waiting = (async () => {
    assert.equal(await receipt, undefined);
    isSent = true;
  })();
  await settled();
  assert.equal(isSent, false);
  receipt.hear(SENT);
  await waiting;
});

test('then, catch and finally are those of a promise', async () => {
  const heard = [];
  const all = Promise.all([
    receipt.then(() => heard.push('then')),
    receipt.catch(() => heard.push('never')),
    receipt.finally(() => heard.push('finally')),
  ]);
  receipt.hear(SENT);
  await all;
  assert.deepEqual(heard, ['then', 'finally']);
  const failed = new Receipt(() => {});
  failed.fail(new Error('no'));
  assert.equal(await failed.catch((reason) => reason.message), 'no');
  await assert.rejects(
    failed.finally(() => heard.push('at last')),
    /no/,
  );
  assert.equal(heard.at(-1), 'at last');
});

test('an acknowledged message has been sent', async () => {
  receipt.hear(ACKNOWLEDGED);
  await Promise.all([receipt.sent, receipt.acknowledged]);
  assert.equal(receipt.state, 'acknowledged');
});

test('a failure rejects both, asked for before it or after', async () => {
  const reason = new Error('no');
  const before = Promise.allSettled([receipt.sent, receipt.acknowledged]);
  receipt.fail(reason);
  const after = Promise.allSettled([receipt.sent, receipt.acknowledged, receipt]);
  for (const result of [...(await before), ...(await after)]) {
    assert.equal(result.reason, reason);
  }
  assert.equal(receipt.state, 'failed');
  assert.equal(receipt.error, reason);
});

test('a message that has been sent can still fail', async () => {
  receipt.hear(SENT);
  receipt.fail(new Error('not acknowledged'));
  await receipt.sent;
  await assert.rejects(receipt.acknowledged, /not acknowledged/);
  assert.equal(receipt.state, 'failed');
});

test('what nobody asked for is rejected nowhere', async (t) => {
  const unhandled = [];
  const listener = (reason) => unhandled.push(reason);
  process.on('unhandledRejection', listener);
  t.after(() => process.off('unhandledRejection', listener));
  receipt.fail(new Error('no'));
  const other = new Receipt(() => {});
  other.hear(SENT);
  await other.sent;
  other.fail(new Error('no'));
  await settled();
  await settled();
  assert.deepEqual(unhandled, []);
});

test('who hears of a failure is known', async () => {
  const failing = (look) => {
    const one = new Receipt(() => {});
    look(one);
    one.fail(new Error('no'));
    return one.isFailureHeard;
  };
  assert.equal(
    failing(() => {}),
    false,
  );
  assert.equal(
    failing((one) => one.sent.catch(() => {})),
    true,
  );
  assert.equal(
    failing((one) => one.acknowledged.catch(() => {})),
    true,
  );
  assert.equal(
    failing((one) => one.addEventListener('state', () => {})),
    true,
  );
  assert.equal(
    failing((one) => one.addEventListener('progress', () => {})),
    false,
  );
  // This promise was fulfilled: it tells nothing of what came later.
  const later = (one) => {
    one.sent.catch(() => {});
    one.hear(SENT);
  };
  assert.equal(failing(later), false);
});

test('whatever news come, the end is final and the promises agree with the state', async () => {
  const news = fc.array(fc.constantFrom(progress(1, 0, 3), SENT, ACKNOWLEDGED, 'fail'));
  await fc.assert(
    fc.asyncProperty(news, async (pieces) => {
      const one = new Receipt(() => {});
      const states = ['queued'];
      one.addEventListener('state', ({ detail }) => states.push(detail));
      for (const piece of pieces) {
        const before = one.isOver ? one.state : undefined;
        piece === 'fail' ? one.fail(new Error('no')) : one.hear(piece);
        assert.ok(before === undefined || before === one.state);
      }
      assert.equal(states.at(-1), one.state);
      assert.deepEqual(states, [...new Set(states)]);
      const outcome = one.isOver
        ? await one.acknowledged.then(
            () => 'acknowledged',
            () => 'failed',
          )
        : undefined;
      assert.ok(outcome === undefined || outcome === one.state);
    }),
  );
});
