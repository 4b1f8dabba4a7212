#!/usr/bin/env node
import { readCommandLine, USAGE, UsageError } from './arguments.js';
import { runMixnet } from './mixnet-command.js';

const BAD_ARGUMENTS = 2;
const FAILED = 1;

try {
  const asked = readCommandLine(process.argv.slice(2));
  if (asked.kind === 'help') {
    console.log(USAGE);
  } else {
    const stop = new AbortController();
    // A second signal ends the process at once, as it does by default.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => stop.abort());
    }
    await runMixnet(asked.options, asked.isJson, process.stdout, stop.signal);
  }
} catch (fault) {
  const message = fault instanceof Error ? fault.message : String(fault);
  const isUsage = fault instanceof UsageError;
  console.error(isUsage ? `${message}\n\n${USAGE}` : message);
  process.exitCode = isUsage ? BAD_ARGUMENTS : FAILED;
}
