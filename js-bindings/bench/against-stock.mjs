// Ours and the stock client in figures: for each, two processes on a local network of their own.
// Usage, after npm test or a build: node js-bindings/bench/against-stock.mjs [kilobytes]

import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startNetwork } from '../test/integration/network.mjs';

const SELF = fileURLToPath(import.meta.url);
const PROGRAMS = {
  ours: SELF,
  stock: fileURLToPath(new URL('../test/interop/stock-client.mjs', import.meta.url)),
};
const IDLE_MS = 10_000;

/** Ours, asked in the words in which the stock client's process is asked. */
async function serve({ nymApiUrl, preferredGateway: gateway }) {
  const { MixnetClient } = await import('peapod');
  const client = await MixnetClient.connect({ network: { nymApi: nymApiUrl }, gateway });
  const calls = {
    send: ({ to, data }) => client.send(to, data),
    usage: () => ({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() }),
  };
  process.on('message', async ({ call, ...rest }) => {
    process.send({ event: 'done', value: await calls[call](rest) });
  });
  process.on('disconnect', () => process.exit());
  process.send({ event: 'ready', address: client.address });
  for await (const message of client) {
    process.send({ event: 'message', data: message.bytes() });
  }
}

/** A client's process and how long it took from its start to its address. */
async function start(program, { nymApi, gateways }, number) {
  const preferredGateway = gateways[number].identity;
  const options = { nymApiUrl: nymApi, preferredGateway, clientId: 'bench' };
  const startedMs = performance.now();
  const child = fork(program, [JSON.stringify(options)], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { address } = await heard(child, 'ready');
  return { child, address, readyMs: performance.now() - startedMs };
}

/** The next event of this name; of answers, the one that has a value. */
function heard(child, event) {
  return new Promise((resolve) => {
    child.on('message', function listen(message) {
      if (message.event === event && (event !== 'done' || message.value)) {
        child.off('message', listen);
        resolve(message);
      }
    });
  });
}

async function usage({ child }) {
  child.send({ call: 'usage' });
  const { value } = await heard(child, 'done');
  return { cpuMs: (value.cpu.user + value.cpu.system) / 1000, rss: value.rss };
}

async function measure(who, kilobytes) {
  const network = await startNetwork();
  const from = await start(PROGRAMS[who], network, 0);
  const to = await start(PROGRAMS[who], network, 1);
  const began = await usage(from);
  await sleep(IDLE_MS);
  const [idle, idleTo] = [await usage(from), await usage(to)];
  const sentMs = performance.now();
  from.child.send({ call: 'send', to: to.address, data: new Uint8Array(kilobytes * 1000) });
  await heard(to.child, 'message');
  const tookMs = performance.now() - sentMs;
  const [sent, received] = [await usage(from), await usage(to)];
  from.child.disconnect();
  to.child.disconnect();
  await network.stop();
  console.log(
    [
      `${who}: ready after ${Math.round(from.readyMs)} and ${Math.round(to.readyMs)} ms`,
      `idle ${((idle.cpuMs - began.cpuMs) / (IDLE_MS / 1000)).toFixed(0)} ms of CPU per second`,
      `${(idle.rss / 1e6).toFixed(0)} MB resident, ${(sent.rss / 1e6).toFixed(0)} MB after sending`,
      `${kilobytes} kB arrived after ${(tookMs / 1000).toFixed(1)} s`,
      `CPU meanwhile: sender ${((sent.cpuMs - idle.cpuMs) / 1000).toFixed(1)} s, recipient ${((received.cpuMs - idleTo.cpuMs) / 1000).toFixed(1)} s`,
    ].join('\n  '),
  );
}

const [argument] = process.argv.slice(2);
if (argument?.startsWith('{')) {
  await serve(JSON.parse(argument));
} else {
  for (const who of Object.keys(PROGRAMS)) {
    await measure(who, Number(argument ?? 1000));
  }
}
