import { after, before, describe, test } from 'node:test';
import { startNetwork } from '../integration/network.mjs';
import { askOurs, askStock, oursAnswers, PLACES, startPair, stockAnswers } from './pairs.mjs';

/** Far more than needed, for a machine that does other things too. */
const TIMEOUT = { timeout: 300_000 };

const ANSWER_LEN = 5000;

/** 50 packets: whoever answers on few SURBs has to ask for more again and again. */
const LONG_ANSWER_LEN = 80_000;

let network;

before(async () => {
  network = await startNetwork();
});

after(() => network.stop());

for (const place of PLACES) {
  describe(place.where, () => {
    let pair;

    before(async () => {
      pair = await startPair(network, place);
    });

    after(() => pair.stop());

    // With 10 SURBs or fewer whoever answers must ask for more first, and the asker must give them.
    for (const surbs of [1, 10, 50]) {
      test(`ours answers the stock client on ${surbs} SURBs`, TIMEOUT, async () => {
        await oursAnswers(pair, await askOurs(pair, surbs), ANSWER_LEN);
      });
    }

    for (const surbs of [2, 10, 50]) {
      test(`the stock client answers ours on ${surbs} SURBs`, TIMEOUT, async () => {
        await stockAnswers(pair, await askStock(pair, surbs), ANSWER_LEN);
      });
    }

    test('each gives the other the SURBs for a long answer', TIMEOUT, async () => {
      await oursAnswers(pair, await askOurs(pair, 10), LONG_ANSWER_LEN);
      await stockAnswers(pair, await askStock(pair, 10), LONG_ANSWER_LEN);
    });
  });
}
