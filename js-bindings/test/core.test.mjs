// The loader and the border to the core, in both builds.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { CoreError } from '../dist/core/core.js';
import { loadJsCore } from '../dist/core/js-core.js';
import { loadCore } from '../dist/core/load.js';
import { jsBuild } from '../dist/js-build.js';
import { ask, COMMAND, checksJs, checksWasm } from './checks-modules.mjs';

const wasmFile = new URL('../dist/core.wasm', import.meta.url);
const wasmBytes = await readFile(wasmFile);
const empty = new Uint8Array();
const config = utf8('{"nymApi":["http://127.0.0.1:1/api"]}');
// STATS at the times 0 and 0.
const stats = Uint8Array.of(10, ...new Uint8Array(16));

function utf8(text) {
  return new TextEncoder().encode(text);
}

function kind(expected, message = /./) {
  return (error) => {
    assert.ok(error instanceof CoreError, String(error));
    assert.equal(error.kind, expected);
    assert.match(error.message, message);
    return true;
  };
}

async function withGlobal(name, value, action) {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  try {
    return await action();
  } finally {
    Object.defineProperty(globalThis, name, before);
  }
}

const cores = {
  wasm: () => loadCore(wasmBytes),
  js: async () => jsBuild(),
};

for (const [backend, load] of Object.entries(cores)) {
  describe(`the core as ${backend}`, () => {
    it('answers a question for the counters with JSON', async () => {
      const core = await load();
      assert.equal(core.backend, backend);
      const client = core.createClient(config);
      client.input(stats);
      const output = client.poll();
      assert.equal(output[0], 15);
      assert.equal(JSON.parse(new TextDecoder().decode(output.subarray(1))).realSent, 0);
      assert.equal(client.poll(), null);
      client.free();
    });

    it('refuses a wrong configuration and names the key', async () => {
      const core = await load();
      const wrong = utf8('{"nymApi":["http://a"],"ackDelayMeanMs":"15"}');
      assert.throws(() => core.createClient(wrong), kind('config', /ackDelayMeanMs.*"15"/));
      assert.throws(() => core.createClient(utf8('{"näh":1}')), kind('config', /"näh"/));
      core.createClient(config).free();
    });

    it('refuses a malformed command and lives on', async () => {
      const client = (await load()).createClient(config);
      assert.throws(() => client.input(empty), kind('command', /ends inside a field/));
      assert.throws(() => client.input(Uint8Array.of(77, ...stats.subarray(1))), kind('command'));
      client.input(stats);
      assert.equal(client.poll()[0], 15);
      client.free();
    });

    it('ignores a client that was freed', async () => {
      const core = await load();
      const client = core.createClient(config);
      client.input(stats);
      client.free();
      client.free();
      client.input(stats);
      assert.equal(client.poll(), null);
      const next = core.createClient(config);
      assert.equal(next.poll(), null);
      next.free();
    });

    it('holds 64 clients and no more', async () => {
      const core = await load();
      const clients = Array.from({ length: 64 }, () => core.createClient(config));
      assert.throws(() => core.createClient(config), kind('config', /as many clients/));
      for (const client of clients) {
        client.free();
      }
    });
  });
}

let fresh = 0;
const doors = {
  wasm: async () => (await loadCore(await checksWasm())).createClient(empty),
  js: async () => loadJsCore(await checksJs(`fresh=${++fresh}`)).createClient(empty),
};

for (const [backend, load] of Object.entries(doors)) {
  describe(`the border as ${backend}`, () => {
    it('carries byte strings of any length unchanged', async () => {
      const client = await load();
      for (const length of [0, 1, 4096, 4097, 2_500_000, 3, 1_048_577, 70_000]) {
        const bytes = Buffer.alloc(length + 1, 0x9d);
        bytes[0] = COMMAND.echo;
        bytes.fill(0x62, 1 + (length >> 1));
        client.input(bytes);
        const answer = client.poll();
        assert.equal(Buffer.compare(Buffer.from(answer), bytes.subarray(1)), 0);
      }
    });

    it('gives an answer that later calls leave alone', async () => {
      const client = await load();
      const first = ask(client, COMMAND.echo, [1, 2, 3]);
      ask(client, COMMAND.echo, [4, 5, 6]);
      assert.deepEqual([...first], [1, 2, 3]);
    });

    it('draws randomness beyond the limit of one call', async () => {
      const client = await load();
      const first = ask(client, COMMAND.draw);
      assert.equal(first.length, 100_000);
      // The chance that a good generator fails this is far below 2^-100.
      const ones = first.reduce((sum, byte) => sum + (byte & 1), 0);
      assert.ok(ones > 48_000 && ones < 52_000, `${ones} odd bytes`);
      assert.ok(first.subarray(99_900).some((byte) => byte !== 0));
      assert.notDeepEqual(first, ask(client, COMMAND.draw));
    });

    it('turns an exception of the core into a typed error and stays dead', async () => {
      const client = await load();
      const thrown = kind('java', /thrown for a test: é/);
      assert.throws(() => ask(client, COMMAND.throw), thrown);
      assert.throws(() => ask(client, COMMAND.echo), thrown);
      assert.throws(() => client.poll(), thrown);
      client.free();
    });

    it('says no more of an exception than that a library threw it', async () => {
      const refusal = kind(
        'java',
        /^the core failed: a library was used in a way that it refuses$/,
      );
      const client = await load();
      assert.throws(() => ask(client, COMMAND.refuse, [1, 2, 3]), refusal);
    });

    it('turns a trap into a typed error and stays dead', async () => {
      const client = await load();
      assert.throws(() => ask(client, COMMAND.overflow), kind('trap'));
      assert.throws(() => ask(client, COMMAND.echo), kind('trap'));
    });

    it('refuses with the text that the core gives', async () => {
      const client = await load();
      assert.throws(() => ask(client, COMMAND.unknown), kind('command', /refused for a test/));
      assert.deepEqual([...ask(client, COMMAND.echo, [9])], [9]);
    });
  });
}

describe('the loader', () => {
  const response = (type, status = 200) =>
    new Response(wasmBytes, { status, headers: { 'Content-Type': type } });

  it('takes bytes, an array buffer, a module, a response and promises of them', async () => {
    const { buffer, byteOffset, byteLength } = wasmBytes;
    const sources = [
      wasmBytes,
      buffer.slice(byteOffset, byteOffset + byteLength),
      new WebAssembly.Module(wasmBytes),
      response('application/wasm'),
      response('application/wasm; charset=x'),
      Promise.resolve(wasmBytes),
    ];
    for (const source of sources) {
      (await loadCore(source)).createClient(config).free();
    }
  });

  it('takes a response of the wrong type, or with an engine that cannot stream', async () => {
    await loadCore(response('application/octet-stream'));
    const { compileStreaming } = WebAssembly;
    WebAssembly.compileStreaming = undefined;
    try {
      await loadCore(response('application/wasm'));
    } finally {
      WebAssembly.compileStreaming = compileStreaming;
    }
  });

  it('fetches a URL', async () => {
    const asked = [];
    const fetch = async (url) => {
      asked.push(String(url));
      return response('application/wasm');
    };
    await withGlobal('fetch', fetch, async () => {
      await loadCore('https://a.example/core.wasm');
      await loadCore(new URL('https://b.example/core.wasm'));
    });
    assert.deepEqual(asked, ['https://a.example/core.wasm', 'https://b.example/core.wasm']);
  });

  it('says that a file did not come', async () => {
    await assert.rejects(loadCore(response('text/html', 404)), kind('load', /404/));
    const fetch = () => Promise.reject(new TypeError('no route'));
    await withGlobal('fetch', fetch, () =>
      assert.rejects(loadCore('https://a.example/'), kind('load', /no route/)),
    );
  });

  it('says that a module is not the core', async () => {
    const other = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
    await assert.rejects(loadCore(other), kind('load', /not the core/));
    assert.throws(() => loadJsCore({}), kind('load', /core\.js/));
    assert.throws(() => loadJsCore(null), kind('load'));
  });

  it('says that the engine refuses WebAssembly, and runs JavaScript only with consent', async () => {
    const refused = Uint8Array.of(0, 97, 115, 109, 9, 9, 9, 9);
    await assert.rejects(loadCore(refused), kind('no-wasm', /wasm-unsafe-eval/));
    const core = await loadCore(refused, { js: async () => jsBuild() });
    assert.equal(core.backend, 'js');
    await withGlobal('WebAssembly', undefined, () =>
      assert.rejects(loadCore(wasmBytes), kind('no-wasm')),
    );
  });

  it('refuses to load anything without a generator of randomness', async () => {
    for (const crypto of [undefined, null, {}]) {
      await withGlobal('crypto', crypto, async () => {
        await assert.rejects(loadCore(wasmBytes), kind('no-entropy', /getRandomValues/));
        assert.throws(jsBuild, kind('no-entropy'));
      });
    }
  });
});
