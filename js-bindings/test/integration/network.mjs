// A local Nym network in a process of its own, for the tests that send through it.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const HOST_JAR = fileURLToPath(
  new URL('../../../local-mixnet/target/local-mixnet-0.1.0-SNAPSHOT-host.jar', import.meta.url),
);

/** Starts a network; resolves when its directory and gateways can be reached. */
export async function startNetwork(...args) {
  // It stops when its standard input ends, so it cannot outlive the tests.
  const java = spawn('java', ['-jar', HOST_JAR, '--until-stdin-closes', ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => java.once('exit', resolve));
  const line = await Promise.race([
    new Promise((resolve) => createInterface({ input: java.stdout }).once('line', resolve)),
    ended.then((code) => Promise.reject(new Error(`the network ended with code ${code}`))),
  ]);
  return {
    ...JSON.parse(line),
    async stop() {
      java.stdin.end();
      await ended;
    },
  };
}
