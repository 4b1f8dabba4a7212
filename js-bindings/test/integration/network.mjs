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
  const lines = createInterface({ input: java.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => {
    const { done, value } = await lines.next();
    if (done) {
      throw new Error(`the network ended with code ${await ended}`);
    }
    return JSON.parse(value);
  };
  return {
    ...(await nextLine()),
    /** Has the network do something while it runs: `nextEpoch` or `rotateKeys`; what came of it. */
    async tell(command) {
      java.stdin.write(`${command}\n`);
      const answer = await nextLine();
      if (answer.refused !== undefined) {
        throw new Error(`the network refused ${command}: ${answer.reason}`);
      }
      return answer;
    },
    async stop() {
      java.stdin.end();
      await ended;
    },
  };
}
