// The stock client in a process of its own: it wants globals of a browser, and it cannot be stopped
// but with its process. Commands and events travel over Node's channel to the parent.

import 'fake-indexeddb/auto';
import { createRequire } from 'node:module';
import { base58Encode } from '../../dist/base58.js';

globalThis.self = globalThis;
globalThis.CloseEvent ??= class extends Event {};

const [{ clockAheadMs = 0, ...options }] = process.argv.slice(2).map((text) => JSON.parse(text));
if (clockAheadMs !== 0) {
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      super(...(given.length === 0 ? [RealDate.now() + clockAheadMs] : given));
    }

    static now() {
      return RealDate.now() + clockAheadMs;
    }
  };
}

const stock = createRequire(import.meta.url)('@nymproject/nym-client-wasm-node');

/** Its interface gives no text of a tag; the 16 bytes lie behind the object's own pointer. */
function tagText(tag) {
  return base58Encode(
    new Uint8Array(stock.__wasm.memory.buffer.slice(tag.__wbg_ptr + 4, tag.__wbg_ptr + 20)),
  );
}

const onMessage = (data, tag) =>
  process.send({
    event: 'message',
    data: Uint8Array.from(data),
    tagged: tag !== undefined,
    tag: tag === undefined ? undefined : tagText(tag),
  });

const calls = {
  send: ({ to, data }) => client.send_regular_message(data, to),
  sendAnonymous: ({ to, data, surbs }) => client.send_anonymous_message(data, to, surbs),
  reply: ({ tag, data }) => client.send_reply(data, tag),
  wrap: ({ mimeType, data, headers }) =>
    Uint8Array.from(stock.encode_payload_with_headers(mimeType, data, headers)),
  unwrap: ({ data }) => {
    const { mimeType, payload, headers } = stock.decode_payload(data);
    return { mimeType, data: Uint8Array.from(payload), headers };
  },
  usage: () => ({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() }),
};

const client = await new stock.NymClient(onMessage, options);
process.on('message', async ({ id, call, ...rest }) => {
  try {
    process.send({ event: 'done', id, value: await calls[call](rest) });
  } catch (error) {
    process.send({ event: 'failed', id, reason: String(error) });
  }
});
process.on('disconnect', () => process.exit());
process.send({ event: 'ready', address: client.selfAddress() });
