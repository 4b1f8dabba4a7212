import { readFile } from 'node:fs/promises';
import type { CoreClient } from '../core/core.js';
import { loadCore } from '../core/load.js';
import { asPeapodError } from '../environment.js';
import { PeapodError } from '../errors.js';
import { mixnetFile } from '../mixnet-file.js';
import { runnersClock } from './clock.js';
import type { Front } from './front.js';
import { MixnetHost } from './host.js';
import { Loopback } from './loopback.js';
import { Memory } from './memory.js';
import { Mixnet } from './mixnet.js';
import { type CheckedMixnetOptions, checkMixnetOptions, type MixnetOptions } from './options.js';

/** Compiled once in a process; each network has an instance of its own. */
let compiled: Promise<WebAssembly.Module> | undefined;

/**
 * Starts a whole Nym network inside this process: when this resolves, clients can join.
 *
 * It checks all that a live network checks, so a client that works here is not surprised there.
 * Needs an engine that runs WebAssembly with garbage collection: Node 22 or later, Deno, Bun.
 *
 * @throws PeapodError `INVALID_OPTION`; `NO_WEBSOCKET` without the package `ws`; `NO_WASM` in an
 *   older engine. Or what the system says when a port is taken.
 */
export async function startMixnet(options: MixnetOptions = {}): Promise<Mixnet> {
  const checked = checkMixnetOptions(options);
  const core = await createNetwork(checked);
  const host = new MixnetHost(core, checked.seed ?? Math.random() * 2 ** 32);
  host.wires.disturb(checked.faults);
  try {
    const front = await openFront(checked, host);
    host.stand(front);
    return new Mixnet(host, front);
  } catch (fault) {
    await host.close();
    throw fault;
  }
}

async function createNetwork({ configJson }: CheckedMixnetOptions): Promise<CoreClient> {
  try {
    compiled ??= readFile(mixnetFile()).then((bytes) => WebAssembly.compile(bytes));
    const core = await loadCore(compiled);
    return core.createClient(new TextEncoder().encode(configJson));
  } catch (fault) {
    if (fault instanceof WebAssembly.CompileError) {
      const needs = 'a mixnet needs Node 22 or later, Deno or Bun';
      throw new PeapodError('NO_WASM', `this engine refuses its WebAssembly; ${needs}`, {
        cause: fault,
      });
    }
    throw asPeapodError(fault);
  }
}

async function openFront(options: CheckedMixnetOptions, host: MixnetHost): Promise<Front> {
  return options.transport === 'memory'
    ? new Memory(options.gateways, runnersClock, host)
    : Loopback.open(options.gateways, options.port, host);
}
