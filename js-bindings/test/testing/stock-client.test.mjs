// The client that Nym publishes lives on a network of ours: so the network is one.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { startPair } from '../interop/pairs.mjs';
import { startWith } from './fixtures.mjs';

/** Far more than needed, for a machine that does other things too. */
const TIMEOUT = { timeout: 120_000 };

test('the stock client registers, sends, receives and answers', TIMEOUT, async (t) => {
  const { mixnet } = await startWith(t, { transport: 'loopback' });
  const pair = await startPair(mixnet, { stockAt: 0, oursAt: 1 });
  t.after(() => pair.stop());
  const { stock, ours, inbox } = pair;

  const toOurs = randomBytes(5000);
  await stock.send(ours.address, toOurs);
  assert.deepEqual(Buffer.from((await inbox.next()).bytes()), toOurs);

  const toStock = randomBytes(5000);
  await ours.send(stock.address, toStock, { anonymous: false });
  const [heard] = await stock.take(1);
  assert.deepEqual(Buffer.from(heard.data), toStock);

  const question = randomBytes(10);
  await ours.send(stock.address, question, { replySurbs: 10 });
  const [asked] = await stock.take(1);
  assert.equal(asked.tagged, true);
  const answer = randomBytes(3000);
  await stock.reply(asked.tag, answer);
  assert.deepEqual(Buffer.from((await inbox.next()).bytes()), answer);

  await stock.sendAnonymous(ours.address, question, 10);
  const anonymous = await inbox.next();
  anonymous.reply(answer);
  const [answered] = await stock.take(1);
  assert.deepEqual(Buffer.from(answered.data), answer);
  assert.deepEqual(mixnet.stats().dropped, {});
});
