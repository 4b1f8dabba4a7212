// Nym networks in processes of their own, for the tests that send through them.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const HOST_JAR = fileURLToPath(
  new URL('../../../local-mixnet/target/local-mixnet-0.1.0-SNAPSHOT-host.jar', import.meta.url),
);

const COMMAND = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/**
 * Starts the network on the JVM, which takes flags and can be told things; resolves when its
 * directory and gateways can be reached.
 */
export function startNetwork(...flags) {
  return start('java', '-jar', HOST_JAR, ...flags);
}

/** Starts the network that the package brings. */
export function startOwnNetwork() {
  return start(process.execPath, COMMAND, 'mixnet', '--json');
}

async function start(program, ...args) {
  // It stops when its standard input ends, so it cannot outlive the tests.
  const child = spawn(program, [...args, '--until-stdin-closes'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
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
      child.stdin.write(`${command}\n`);
      const answer = await nextLine();
      if (answer.refused !== undefined) {
        throw new Error(`the network refused ${command}: ${answer.reason}`);
      }
      return answer;
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
