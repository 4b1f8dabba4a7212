// CPU time per packet sent: one client sends a long message to another process, both streams off.
// Usage, after npm test or a build: node js-bindings/bench/cpu-per-packet.mjs [kilobytes] [wasm|js]

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { MixnetClient } from 'peapod';
import { WebSocket } from 'ws';
import { startNetwork } from '../test/integration/network.mjs';

const SELF = fileURLToPath(import.meta.url);
const [word, backend = 'auto'] = process.argv.slice(2);

/** A client of the build to measure; Node 20 has no WebSocket of its own. */
function connect(nymApi, build) {
  const webSocket = globalThis.WebSocket ?? WebSocket;
  return MixnetClient.connect({
    network: { nymApi },
    preset: 'noCover',
    backend: build,
    webSocket,
  });
}

/** The other process: says its address, counts what comes in. */
async function receive(nymApi) {
  const client = await connect(nymApi, 'auto');
  process.send({ address: client.address });
  process.once('disconnect', () => client.close());
  for await (const message of client) {
    process.send({ received: message.bytes().length });
  }
}

function nextWord(child) {
  return new Promise((resolve) => child.once('message', resolve));
}

/** Sends one message and gives the CPU milliseconds that each of its packets cost. */
async function cpuPerPacket(client, child, address, bytes) {
  const arrived = nextWord(child);
  const before = await client.stats();
  const start = process.cpuUsage();
  await client.send(address, new Uint8Array(bytes), { anonymous: false });
  const used = process.cpuUsage(start);
  const packets = (await client.stats()).realSent - before.realSent;
  await arrived;
  return { packets, cpuMs: (used.user + used.system) / 1000 / packets };
}

async function measure(kilobytes) {
  const network = await startNetwork();
  const child = fork(SELF, ['--receive', network.nymApi]);
  const { address } = await nextWord(child);
  const client = await connect(network.nymApi, backend);
  try {
    console.log(`node ${process.version}, ${client.backend} build`);
    await cpuPerPacket(client, child, address, kilobytes * 300);
    for (let round = 1; round <= 5; round++) {
      const { packets, cpuMs } = await cpuPerPacket(client, child, address, kilobytes * 1000);
      console.log(`round ${round}: ${packets} packets, ${cpuMs.toFixed(3)} ms of CPU per packet`);
    }
  } finally {
    await client.close();
    child.disconnect();
    await network.stop();
  }
}

if (word === '--receive') {
  await receive(backend);
} else {
  await measure(Number(word ?? 1000));
}
