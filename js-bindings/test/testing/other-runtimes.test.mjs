// Deno and Bun, where they are on the PATH: docs/testing.md says how to put them there.

import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PROGRAM = fileURLToPath(new URL('ends-by-itself.mjs', import.meta.url));

for (const [runtime, args] of [
  ['deno', ['run', '--allow-all']],
  ['bun', []],
]) {
  const isMissing = spawnSync(runtime, ['--version']).status !== 0;
  for (const transport of ['loopback', 'memory']) {
    const options = { skip: isMissing && `no ${runtime} on the PATH`, timeout: 60_000 };
    test(`a mixnet lives and ends in ${runtime} (${transport})`, options, async () => {
      const { stdout } = await promisify(execFile)(runtime, [...args, PROGRAM, transport]);
      assert.equal(stdout, 'hello, myself\n');
    });
  }
}
