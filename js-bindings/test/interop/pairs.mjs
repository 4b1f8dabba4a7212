// Ours and the stock client on one network, and what they send each other.

import { MixnetClient } from 'peapod';
import { startStock } from './stock.mjs';

/** What ours received, message by message. */
export class Reader {
  #messages;

  constructor(client) {
    this.#messages = client[Symbol.asyncIterator]();
  }

  async next() {
    const { value } = await this.#messages.next();
    return value;
  }
}

/** Starts one of each at gateways given by number; `stop` ends both. */
export async function startPair(network, { stockAt, oursAt }) {
  const { nymApi, gateways } = network;
  const stock = await startStock({ nymApi, gateway: gateways[stockAt].identity });
  const gateway = gateways[oursAt].identity;
  const ours = await MixnetClient.connect({ network: { nymApi }, gateway });
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
