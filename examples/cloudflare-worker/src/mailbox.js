import { DurableObject } from 'cloudflare:workers';
import { MixnetClient } from 'peapod';
import { durableObjectStorage } from 'peapod/durable-object-storage';

const ALARM_EVERY_MS = 30_000;
const SHOWN = 100;
/**
 * Until a write is on disk the object holds back what it sends, packets too, by which the gateway
 * would see when messages come; not so with this.
 */
const WRITE = { allowUnconfirmed: true };

/** Has one address for good, and writes down what is sent there. */
export class Mailbox extends DurableObject {
  #connecting;

  /** The address, and the newest messages. */
  async show() {
    const { address } = await this.#client();
    const kept = await this.ctx.storage.list({ prefix: 'message/' });
    const byTime = (one, other) => other.received - one.received;
    return { address, messages: [...kept.values()].sort(byTime).slice(0, SHOWN) };
  }

  /** Sends a message; what became of it by the time it has left. */
  async send(to, text) {
    const client = await this.#client();
    const receipt = client.send(to, text);
    await receipt.sent.catch(() => {});
    return { state: receipt.state, error: receipt.error?.message };
  }

  /** Starts the client again after an eviction, or after a start that failed. */
  async alarm() {
    await this.ctx.storage.setAlarm(Date.now() + ALARM_EVERY_MS);
    await this.#client();
  }

  /** The one client of this object, connected. */
  #client() {
    this.#connecting ??= this.#connect().catch((fault) => {
      this.#connecting = undefined;
      throw fault;
    });
    return this.#connecting;
  }

  async #connect() {
    await this.ctx.storage.setAlarm(Date.now() + ALARM_EVERY_MS);
    const client = await MixnetClient.connect({
      network: { nymApi: this.env.NYM_API },
      storage: durableObjectStorage(this.ctx.storage),
    });
    this.#listen(client).catch(console.error);
    return client;
  }

  async #listen(client) {
    try {
      for await (const message of client) {
        this.#keep(message);
      }
    } finally {
      await client.close();
      this.#connecting = undefined;
    }
  }

  #keep(message) {
    // One that comes again after a crash has the same id.
    const key = `message/${message.id}`;
    this.ctx.storage.put(key, { received: new Date(), text: message.text() }, WRITE);
    if (message.sender) {
      message.reply('The mailbox has your message.');
    }
  }
}
