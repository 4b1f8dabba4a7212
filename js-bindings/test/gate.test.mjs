// The gate in front of the package must be able to fail.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { createHost } from '../dist/core/host.js';
import { checkCore, checkOptimized } from '../scripts/check-core.mjs';
import { countHandlers, readModule } from '../scripts/wasm-module.mjs';

const packed = new URL('../dist/core.wasm', import.meta.url);
const compiled = new URL('../../wasm-client/target/teavm/', import.meta.url);
const files = {
  wasm: new URL('wasm/core.wasm', compiled),
  js: new URL('js/core.js', compiled),
  mixnet: new URL('../../local-mixnet/target/teavm/wasm/mixnet.wasm', import.meta.url),
};

/** A module with one function of this body, which ends with the instruction `end`. */
function moduleWith(...body) {
  const code = [0, ...body, 0x0b];
  const sections = [
    [1, 1, 0x60, 0, 0],
    [3, 1, 0],
    [10, 1, code.length, ...code],
  ];
  return Uint8Array.of(
    ...[0, 97, 115, 109, 1, 0, 0, 0],
    ...sections.flatMap(([id, ...content]) => [id, content.length, ...content]),
  );
}

describe('the gate', () => {
  it('passes the core', async () => {
    assert.deepEqual(await checkCore(files, createHost), []);
  });

  it('passes what the optimiser made of it, and names what it would add', async () => {
    const [before, after] = [await readFile(files.wasm), await readFile(packed)];
    assert.deepEqual(checkOptimized(before, after), []);
    const faults = checkOptimized(moduleWith(0x01), after);
    assert.match(faults[0], /^the optimised module imports [\w.]+, which is new$/);
  });

  it('names an import that the loader does not offer', async () => {
    const poor = (...args) => {
      const { teavmMath, ...imports } = createHost(...args).imports;
      return { imports: { ...imports, teavmMath: { floor: teavmMath.floor } } };
    };
    const faults = await checkCore(files, poor);
    assert.deepEqual(faults, [
      'the module imports teavmMath.log, which src/core/host.ts does not offer',
    ]);
  });

  it('names an offer that nobody asks for', async () => {
    const rich = (...args) => {
      const { imports } = createHost(...args);
      return { imports: { ...imports, other: { thing() {} } } };
    };
    const faults = await checkCore(files, rich);
    assert.deepEqual(faults, [
      'src/core/host.ts offers other.thing, which the module does not import',
    ]);
  });

  it('counts handlers of both kinds of exception handling', () => {
    const tryTable = moduleWith(0x1f, 0x40, 0, 0x0b);
    assert.ok(WebAssembly.validate(tryTable));
    assert.equal(countHandlers(readModule(tryTable).opcodes), 1);
    const legacy = moduleWith(0x06, 0x40, 0x19, 0x0b);
    assert.equal(countHandlers(readModule(legacy).opcodes), 2);
    assert.equal(countHandlers(readModule(moduleWith(0x01)).opcodes), 0);
  });

  it('does not take a constant for an instruction', () => {
    // i32.const 0x1f, drop
    assert.equal(countHandlers(readModule(moduleWith(0x41, 0x1f, 0x1a)).opcodes), 0);
  });

  it('refuses an instruction that it does not know', () => {
    assert.throws(() => readModule(moduleWith(0xfd, 0x0c)), /unknown instruction 0xfd/);
  });

  it('finds the imports and exports that the engine finds', async () => {
    const bytes = await readFile(files.wasm);
    const module = await WebAssembly.compile(bytes);
    const found = readModule(bytes);
    assert.deepEqual(found.imports.map(plain), WebAssembly.Module.imports(module).map(plain));
    assert.deepEqual(found.exports.map(plain), WebAssembly.Module.exports(module).map(plain));
  });
});

function plain({ module, name, kind }) {
  return `${module} ${name} ${kind}`;
}
