// Runs the checks of known answers, which are Java, as WebAssembly, optimised as the core is before
// it is packed, and as JavaScript, and holds their counts against those of the JVM. Maven compiles
// them: mvn test -pl wasm-client -am.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { loadJsCore } from '../dist/core/js-core.js';
import { loadCore } from '../dist/core/load.js';
import { ask, COMMAND, checksJs, optimizedChecksWasm } from './checks-modules.mjs';

const root = new URL('../../', import.meta.url);
const folders = process.env.PEAPOD_VECTORS
  ? [pathToFileURL(`${process.env.PEAPOD_VECTORS}/`)]
  : ['wasm-client', 'crypto-portable'].map(
      (module) => new URL(`${module}/src/test/resources/vectors/`, root),
    );
const counts = new URL('wasm-client/target/checks-passed.json', root);
const jvm = JSON.parse(await readFile(counts, 'utf8'));

const cores = [await loadCore(await optimizedChecksWasm()), loadJsCore(await checksJs())];

for (const core of cores) {
  describe(`known answers as ${core.backend}`, () => {
    const client = core.createClient(new Uint8Array());
    const checks = JSON.parse(text(ask(client, COMMAND.list)));

    for (const { name, files } of checks) {
      it(name, async () => {
        const report = run(client, name, await Promise.all(files.map(vectors)));
        assert.deepEqual(report.failures, []);
        assert.equal(report.passed, jvm[name], 'as many comparisons as on the JVM');
      });
    }

    it('has every check that the JVM has', () => {
      assert.ok(checks.length > 0);
      assert.deepEqual(checks.map(({ name }) => name).sort(), Object.keys(jvm).sort());
    });

    it('says that it does not know a check', () => {
      const report = run(client, 'no such check', []);
      assert.deepEqual(report, { passed: 0, failures: ['no check of this name'] });
    });
  });
}

function run(client, name, files) {
  const parts = [Buffer.from([COMMAND.run]), length(2, name.length), Buffer.from(name)];
  for (const file of files) {
    parts.push(length(4, file.length), file);
  }
  client.input(Buffer.concat(parts));
  return JSON.parse(text(client.poll()));
}

function length(bytes, value) {
  const out = Buffer.alloc(bytes);
  out.writeUIntBE(value, 0, bytes);
  return out;
}

function text(bytes) {
  return new TextDecoder().decode(bytes);
}

async function vectors(name) {
  for (const folder of folders) {
    const file = await readFile(new URL(name, folder)).catch(() => null);
    if (file !== null) {
      return file;
    }
  }
  throw new Error(`no file ${name} in ${folders.join(', ')}`);
}
