import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { adviceByCode } from '../../../scripts/smoke-advice.mjs';
import { startOwnNetwork } from './network.mjs';

const SMOKE = fileURLToPath(new URL('../../../scripts/smoke.mjs', import.meta.url));
const GUIDE = new URL('../../../docs/live-network.md', import.meta.url);
const TIMEOUT = { timeout: 120_000 };

/** Runs the script: `{code, out, complaint}`. */
async function smoke(...args) {
  const child = spawn(process.execPath, [SMOKE, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, complaint] = [child.stdout, child.stderr].map((stream) => stream.toArray());
  const [code] = await once(child, 'exit');
  return { code, out: (await out).join(''), complaint: (await complaint).join('') };
}

test('the smoke run passes on a local network', TIMEOUT, async (t) => {
  const network = await startOwnNetwork();
  t.after(() => network.stop());
  // The first directory is not there: the second one is asked.
  const directories = `http://127.0.0.1:9/api,${network.nymApi}`;
  const { code, out, complaint } = await smoke('--nym-api', directories);
  assert.equal(complaint, '');
  assert.equal(code, 0);
  const steps = out.trim().split('\n');
  assert.equal(steps.length, 4);
  for (const step of steps) {
    assert.match(step, /^✔ +\d+\.\d s {2}\S/);
  }
});

test('a failure is told by its code and with advice', TIMEOUT, async () => {
  const { code, out, complaint } = await smoke('--nym-api', 'http://127.0.0.1:9/api');
  assert.equal(code, 1);
  assert.match(out, /^✖ .*registers with a gateway: DIRECTORY_UNREACHABLE: /);
  assert.match(complaint, /No directory answered\./);
});

test('a smoke run that is called wrongly says how to call it', TIMEOUT, async () => {
  for (const args of [
    [],
    ['--nym-api'],
    ['--fast'],
    ['--nym-api', 'http://x/', '--patience', '0'],
  ]) {
    const { code, complaint } = await smoke(...args);
    assert.equal(code, 1);
    assert.match(complaint, /usage: npm run smoke -- --nym-api URL/);
  }
});

test('the guide has the advice for each failure', async () => {
  const guide = (await readFile(GUIDE, 'utf8')).replaceAll(/\s+/g, ' ');
  for (const [code, advice] of adviceByCode) {
    assert.ok(guide.includes(`\`${code}\` | ${advice} |`), code);
  }
});
