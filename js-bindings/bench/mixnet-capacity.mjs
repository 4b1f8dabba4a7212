// How many clients with default traffic one network process carries: the CPU that it spends for a
// client, of which one core has one second each second, for the host in Node and the one on the JVM.
//
//   node js-bindings/bench/mixnet-capacity.mjs [clients=4] [seconds=20]
//
// Also the time from startMixnet to ready and from close to closed. Linux only: it reads /proc.

import { execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { MixnetClient } from 'peapod';
import { startMixnet } from 'peapod/testing';

const [clients = 4, seconds = 20] = process.argv.slice(2).map(Number);
const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK']));
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

const HOSTS = {
  'Node, wasm': ['node', [path('../dist/cli/main.js'), 'mixnet', '--json']],
  JVM: [
    'java',
    [
      '-jar',
      path('../../local-mixnet/target/local-mixnet-0.1.0-SNAPSHOT-host.jar'),
      '--until-stdin-closes',
    ],
  ],
};

/** Seconds of CPU that a process has used so far, all its threads together. */
function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** The clients have a process of their own, whose CPU does not count. */
async function beClients(nymApi) {
  const joined = await Promise.all(
    Array.from({ length: clients }, () => MixnetClient.connect({ network: { nymApi } })),
  );
  process.on('message', async () => {
    const stats = await Promise.all(joined.map((client) => client.stats()));
    process.send({ sent: stats.reduce((sum, { coverSent }) => sum + coverSent, 0) });
  });
  process.send('ready');
}

async function ask(child) {
  child.send('count');
  const [{ sent }] = await once(child, 'message');
  return sent;
}

async function measureHost(name, [program, args]) {
  const host = spawn(program === 'node' ? process.execPath : program, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: host.stdout }), 'line');
  const { nymApi } = JSON.parse(line);
  const child = fork(fileURLToPath(import.meta.url), [clients, seconds], {
    env: { ...process.env, PEAPOD_BENCH_API: nymApi },
  });
  await once(child, 'message');
  // Until the compilers of both engines have seen enough.
  await sleep(10_000);
  const [cpuBefore, sentBefore, begun] = [
    cpuSeconds(host.pid),
    await ask(child),
    performance.now(),
  ];
  await sleep(seconds * 1000);
  const [cpu, sent] = [cpuSeconds(host.pid) - cpuBefore, (await ask(child)) - sentBefore];
  const passed = (performance.now() - begun) / 1000;
  child.kill();
  host.kill();
  const msPerPacket = (cpu * 1000) / sent;
  console.log(
    `${name}: ${(sent / passed / clients).toFixed(1)} packets/s and client, ` +
      `${msPerPacket.toFixed(2)} ms of CPU for each on its whole way and back, ` +
      `so one core carries ${Math.floor(1000 / (msPerPacket * 55))} clients`,
  );
}

async function measureStarts() {
  const times = [];
  for (let i = 0; i < 11; i++) {
    const begun = performance.now();
    const mixnet = await startMixnet();
    const ready = performance.now();
    await mixnet.close();
    times.push([ready - begun, performance.now() - ready]);
  }
  const [first, ...later] = times;
  const median = (at) => later.map((pair) => pair[at]).sort((a, b) => a - b)[5];
  const show = ([start, stop]) => `${start.toFixed(0)} ms to ready, ${stop.toFixed(0)} ms to stop`;
  console.log(`first network of a process: ${show(first)}`);
  console.log(`the next ten, medians: ${show([median(0), median(1)])}`);
}

if (process.env.PEAPOD_BENCH_API === undefined) {
  await measureStarts();
  for (const [name, host] of Object.entries(HOSTS)) {
    await measureHost(name, host);
  }
} else {
  await beClients(process.env.PEAPOD_BENCH_API);
}
