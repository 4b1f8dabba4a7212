#!/usr/bin/env node
import { type CommandLine, readCommandLine, USAGE, UsageError } from './arguments.js';
import { runMixnet } from './mixnet-command.js';

const BAD_ARGUMENTS = 2;
const FAILED = 1;

/** Runs a network until it is told to stop. */
async function run(asked: Extract<CommandLine, { kind: 'mixnet' }>): Promise<void> {
  const stop = new AbortController();
  // A second signal ends the process at once, as it does by default.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => stop.abort());
  }
  const input = asked.untilStdinCloses ? process.stdin : undefined;
  input?.once('end', () => stop.abort()).resume();
  try {
    await runMixnet(asked.options, asked.isJson, process.stdout, stop.signal);
  } finally {
    // An open one would keep the process alive.
    input?.destroy();
  }
}

try {
  const asked = readCommandLine(process.argv.slice(2));
  if (asked.kind === 'help') {
    console.log(USAGE);
  } else {
    await run(asked);
  }
} catch (fault) {
  const message = fault instanceof Error ? fault.message : String(fault);
  const isUsage = fault instanceof UsageError;
  console.error(isUsage ? `${message}\n\n${USAGE}` : message);
  process.exitCode = isUsage ? BAD_ARGUMENTS : FAILED;
}
