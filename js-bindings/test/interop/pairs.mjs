// Ours and the stock client on one network, and what they send each other.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { MixnetClient } from 'peapod';
import { startStock } from './stock.mjs';

/** Where the two of a pair live: numbers of gateways. */
export const PLACES = [
  { where: 'on one gateway', stockAt: 0, oursAt: 0 },
  { where: 'on two gateways', stockAt: 0, oursAt: 1 },
];

/** The place of tests that need only one. */
export const APART = PLACES[1];

const QUESTION_LEN = 10;

/** What ours received, message by message. */
class Reader {
  #messages;

  constructor(client) {
    this.#messages = client[Symbol.asyncIterator]();
  }

  async next() {
    const { value } = await this.#messages.next();
    return value;
  }
}

/**
 * Starts one of each; `stop` ends both.
 *
 * @param override settings of the stock client that differ from its defaults
 * @param options of ours
 */
export async function startPair(network, { stockAt, oursAt }, { override, options } = {}) {
  const { nymApi, gateways } = network;
  const stock = await startStock({ nymApi, gateway: gateways[stockAt].identity, override });
  const gateway = gateways[oursAt].identity;
  const ours = await MixnetClient.connect({ network: { nymApi }, gateway, ...options });
  return {
    stock,
    ours,
    inbox: new Reader(ours),
    async stop() {
      await ours.close();
      await stock.stop();
    },
  };
}

/** A plain message of so many random bytes from the stock client arrives as it was sent. */
export async function toOurs({ stock, ours, inbox }, length) {
  const sent = randomBytes(length);
  await stock.send(ours.address, sent);
  assertSame((await inbox.next()).bytes(), sent);
}

/** A plain message of so many random bytes from ours arrives as it was sent. */
export async function toStock({ stock, ours }, length) {
  const sent = randomBytes(length);
  await ours.send(stock.address, sent, { anonymous: false });
  const [message] = await stock.take(1);
  assertSame(message.data, sent);
  assert.equal(message.tagged, false);
}

/** Ours asks with so many SURBs; gives what the stock client answers with `stockAnswers`. */
export async function askStock({ stock, ours }, replySurbs) {
  await ours.send(stock.address, randomBytes(QUESTION_LEN), { replySurbs });
  const [question] = await stock.take(1);
  assert.equal(question.tagged, true);
  return question.tag;
}

/** An answer of so many random bytes from the stock client arrives as it was sent. */
export async function stockAnswers({ stock, inbox }, tag, length) {
  const answer = randomBytes(length);
  await stock.reply(tag, answer);
  assertSame((await inbox.next()).bytes(), answer);
}

/** The stock client asks with so many SURBs; gives what ours answers with `oursAnswers`. */
export async function askOurs({ stock, ours, inbox }, surbs) {
  await stock.sendAnonymous(ours.address, randomBytes(QUESTION_LEN), surbs);
  return inbox.next();
}

/** An answer of so many random bytes from ours arrives as it was sent, and ours gets to know. */
export async function oursAnswers({ stock }, question, length) {
  const answer = randomBytes(length);
  const receipt = question.reply(answer);
  const [heard] = await stock.take(1);
  assertSame(heard.data, answer);
  assert.equal(heard.tagged, false);
  await receipt.acknowledged;
}

function assertSame(received, sent) {
  // Not deepEqual: what it prints of two long messages that differ is of no use.
  assert.equal(received.length, sent.length);
  assert.ok(Buffer.from(received).equals(sent), 'the message differs from what was sent');
}
