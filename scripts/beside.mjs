// A program that runs beside other steps. Its output is kept until it is asked for, so that lines of
// two programs never stand between each other.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Problem, ROOT } from './steps.mjs';

/** Begins a program in the repository's folder. */
export function begin(program, args) {
  console.log(`  begun, to be looked at later: ${[program, ...args].join(' ')}`);
  // A group of its own, so that what it starts can be ended with it.
  const child = spawn(program, args, {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => output.push(bytes));
  }
  const ended = once(child, 'close').then(
    ([code, signal]) => signal ?? `code ${code}`,
    () => 'an error: it cannot be started',
  );
  const stop = () => stopGroup(child);
  process.once('exit', stop);
  process.once('SIGINT', interrupted); // which would end this process without a word to the other
  return {
    /** Waits for its end and shows its output; rejects when it failed. */
    async finish(show = (text) => process.stdout.write(text)) {
      const how = await ended;
      process.removeListener('exit', stop);
      process.removeListener('SIGINT', interrupted);
      show(Buffer.concat(output).toString());
      if (how !== 'code 0') {
        throw new Problem(`${program} ${args[0]} ended with ${how}`);
      }
    },
    /** Ends it, unless it has ended. */
    stop,
  };
}

function interrupted() {
  process.exit(130);
}

function stopGroup({ pid, exitCode, signalCode }) {
  if (pid !== undefined && exitCode === null && signalCode === null) {
    process.kill(-pid, 'SIGTERM');
  }
}
