// The stock client in a process of its own: it wants globals of a browser, and it cannot be stopped
// but with its process. Commands and events travel over Node's channel to the parent.

import 'fake-indexeddb/auto';
import { createRequire } from 'node:module';

globalThis.self = globalThis;
globalThis.CloseEvent ??= class extends Event {};

const [options] = process.argv.slice(2).map((text) => JSON.parse(text));
const stock = createRequire(import.meta.url)('@nymproject/nym-client-wasm-node');

const onMessage = (data, tag) =>
  process.send({ event: 'message', data: Uint8Array.from(data), tagged: tag !== undefined });

const calls = {
  send: ({ to, data }) => client.send_regular_message(data, to),
  sendAnonymous: ({ to, data, surbs }) => client.send_anonymous_message(data, to, surbs),
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
