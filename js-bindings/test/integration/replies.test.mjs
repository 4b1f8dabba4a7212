import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { MixnetClient, PeapodError } from 'peapod';
import { startOwnNetwork } from './network.mjs';

const TIMEOUT = { timeout: 120_000 };

let network;
let alice;
let bob;

before(async () => {
  network = await startOwnNetwork();
  const options = { network: { nymApi: network.nymApi } };
  [alice, bob] = await Promise.all([MixnetClient.connect(options), MixnetClient.connect(options)]);
});

after(async () => {
  await Promise.all([alice.close(), bob.close()]);
  await network.stop();
});

async function next(client) {
  for await (const message of client) {
    return message;
  }
}

test(
  'an anonymous message is answered, at length, and both sides get receipts',
  TIMEOUT,
  async () => {
    const question = alice.send(bob.address, 'who are you?', { expectedReplyBytes: 20_000 });
    const asked = await next(bob);
    assert.equal(asked.text(), 'who are you?');
    assert.match(asked.sender, /^[1-9A-HJ-NP-Za-km-z]{16,22}$/);
    await question.acknowledged;
    assert.equal(question.state, 'acknowledged');

    const answer = asked.reply(new Uint8Array(20_000).fill(7));
    const heard = await next(alice);
    assert.equal(heard.bytes().length, 20_000);
    assert.ok(heard.bytes().every((byte) => byte === 7));
    assert.equal(heard.sender, undefined);
    await answer.acknowledged;
    assert.equal(answer.progress.total, answer.progress.acknowledged);
  },
);

test('the same sender keeps its tag', TIMEOUT, async () => {
  alice.send(bob.address, 'first').sent.catch(assert.fail);
  const first = await next(bob);
  alice.send(bob.address, 'second').sent.catch(assert.fail);
  const second = await next(bob);
  assert.equal(first.sender, second.sender);
});

test('a plain message has no sender and cannot be answered', TIMEOUT, async () => {
  await alice.send(bob.address, 'plain', { anonymous: false });
  const message = await next(bob);
  assert.equal(message.sender, undefined);
  assert.throws(
    () => message.reply('to whom?'),
    (fault) => PeapodError.is(fault) && fault.code === 'UNKNOWN_SENDER',
  );
});

test('an aborted signal holds back what has not left', TIMEOUT, async () => {
  const controller = new AbortController();
  const receipt = alice.send(bob.address, new Uint8Array(1_000_000), {
    anonymous: false,
    signal: controller.signal,
  });
  receipt.addEventListener('progress', () => controller.abort(new Error('enough')), { once: true });
  await assert.rejects(receipt.sent, /enough/);
  assert.equal(receipt.state, 'failed');
  assert.ok(receipt.progress.left < receipt.progress.total);
});
