// The two clients, each with what it has received in the order of arrival.

import { createNymMixnetClient } from '@nymproject/sdk';
import { MixnetClient } from 'peapod';

/** Values that one side puts in and the other takes out, waiting for them. */
class Inbox {
  #values = [];
  #waiting = [];

  put(value) {
    const waiter = this.#waiting.shift();
    if (waiter === undefined) {
      this.#values.push(value);
    } else {
      waiter(value);
    }
  }

  take() {
    return this.#values.length > 0
      ? Promise.resolve(this.#values.shift())
      : new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/**
 * The SDK's client: its `client`, its `address`, and what its events tell: `raw` of every message,
 * `texts` and `binaries` of those in an envelope.
 */
export async function startStock(nymApiUrl, preferredGateway) {
  const { client, events } = await createNymMixnetClient();
  const [connected, raw, texts, binaries] = Array.from({ length: 4 }, () => new Inbox());
  events.subscribeToConnected(({ args }) => connected.put(args.address));
  events.subscribeToRawMessageReceivedEvent(({ args }) => raw.put(Uint8Array.from(args.payload)));
  events.subscribeToTextMessageReceivedEvent(({ args }) => texts.put(args));
  events.subscribeToBinaryMessageReceivedEvent(({ args }) => binaries.put(args));
  await client.start({ clientId: preferredGateway, nymApiUrl, preferredGateway });
  return { client, address: await connected.take(), raw, texts, binaries };
}

/** Ours: its `client`, its `address`, and the `messages` that came. */
export async function startOurs(nymApi, gateway) {
  const client = await MixnetClient.connect({ network: { nymApi }, gateway });
  const messages = new Inbox();
  client.addEventListener('message', ({ detail }) => messages.put(detail));
  return { client, address: client.address, messages, close: () => client.close() };
}
