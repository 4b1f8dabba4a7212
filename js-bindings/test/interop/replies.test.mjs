import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startNetwork } from '../integration/network.mjs';
import { startPair } from './pairs.mjs';

/** Far more than needed, for a machine that does other things too. */
const TIMEOUT = { timeout: 300_000 };

let network;
let pair;

before(async () => {
  network = await startNetwork();
  pair = await startPair(network, { stockAt: 0, oursAt: 1 });
});

after(async () => {
  await pair.stop();
  await network.stop();
});

// With 10 SURBs or fewer whoever answers must ask for more first, and the asker must give them.
for (const surbs of [1, 10, 50]) {
  test(`ours answers the stock client on ${surbs} SURBs`, TIMEOUT, async () => {
    const { stock, ours, inbox } = pair;
    await stock.sendAnonymous(ours.address, randomBytes(10), surbs);
    const question = await inbox.next();
    const answer = randomBytes(5000);
    const receipt = question.reply(answer);
    const [heard] = await stock.take(1);
    assert.deepEqual(Buffer.from(heard.data), answer);
    assert.equal(heard.tagged, false);
    await receipt.acknowledged;
  });
}

for (const replySurbs of [2, 10, 50]) {
  test(`the stock client answers ours on ${replySurbs} SURBs`, TIMEOUT, async () => {
    const { stock, ours, inbox } = pair;
    await ours.send(stock.address, randomBytes(10), { replySurbs });
    const [question] = await stock.take(1);
    assert.equal(question.tagged, true);
    const answer = randomBytes(5000);
    await stock.reply(question.tag, answer);
    const heard = await inbox.next();
    assert.deepEqual(Buffer.from(heard.bytes()), answer);
  });
}
