// Deno and Bun, where the npm packages that bring them are installed.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { engineNamed } from '../../../test-packed/runtimes/engines.mjs';

const PROGRAM = fileURLToPath(new URL('ends-by-itself.mjs', import.meta.url));

for (const [name, args] of [
  ['Deno', ['run', '--allow-all']],
  ['Bun', []],
]) {
  const { program, skip } = engineNamed(name);
  for (const transport of ['loopback', 'memory']) {
    const options = { skip, timeout: 120_000 };
    test(`a mixnet lives and ends in ${name} (${transport})`, options, async () => {
      const { stdout } = await promisify(execFile)(program, [...args, PROGRAM, transport]);
      assert.equal(stdout, 'hello, myself\n');
    });
  }
}
