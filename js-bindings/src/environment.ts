import { invalid } from './checks.js';
import { type Core, type CoreClient, CoreError, type CoreErrorKind } from './core/core.js';
import { type CoreSource, loadCore } from './core/load.js';
import type { CoreFiles } from './core-files.js';
import { PeapodError, type PeapodErrorCode } from './errors.js';
import type { SessionPlan } from './options.js';
import {
  type Platform,
  type Transport,
  thisPlatform,
  type WebSocketConstructor,
} from './platform.js';
import { appear, type Workers, workerFailed } from './workers.js';

/** What a client is built on: a core and an engine. Tests put their own in its place. */
export interface Environment {
  /** Loads a core and makes one client in it. */
  createCoreClient(plan: SessionPlan): Promise<CreatedCoreClient>;
  platform(WebSocket: WebSocketConstructor, transport?: Transport): Platform;
  readonly workers: Workers;
  /** The core, where the package is one file that carries it and has no worker beside it. */
  readonly carriedCore?: () => CoreSource | Promise<CoreSource>;
}

/** A client inside a core, and which build of the core that is. */
export interface CreatedCoreClient {
  readonly core: CoreClient;
  readonly backend: 'wasm' | 'js';
}

/** Workers where only the program can make them. */
const noWorkers: Workers = { dedicated: refuseWorker, shared: refuseWorker, appear };

function refuseWorker(): never {
  throw workerFailed('the package is in one file without a worker; give one in the option worker');
}

/**
 * This engine with the core of an entry of the package.
 *
 * @param workers workers that run the script beside it; absent where there is none
 */
export function engineWith(files: CoreFiles, workers?: Workers): Environment {
  return {
    platform: thisPlatform,
    ...(workers === undefined ? { workers: noWorkers, carriedCore: files.wasm } : { workers }),

    // With wasm each client has an instance of its own: one that crashes takes no other with it.
    async createCoreClient(plan) {
      try {
        const core = await load(files, plan);
        const config = new TextEncoder().encode(plan.configJson);
        return { core: core.createClient(config), backend: core.backend };
      } catch (fault) {
        throw asPeapodError(fault);
      }
    },
  };
}

async function load(files: CoreFiles, { backend, wasm }: SessionPlan): Promise<Core> {
  const { js } = files;
  if (backend === 'js') {
    if (js === undefined) {
      throw invalid('backend', '"wasm" or "auto", since peapod/inline has no other', backend);
    }
    return js();
  }
  const source = (await wasm) ?? (await files.wasm());
  return loadCore(source, backend === 'auto' && js !== undefined ? { js } : {});
}

const CODES: Readonly<Record<CoreErrorKind, PeapodErrorCode>> = {
  'no-entropy': 'NO_ENTROPY',
  'no-wasm': 'NO_WASM',
  load: 'CORE_LOAD_FAILED',
  config: 'INVALID_OPTION',
  command: 'CORE_CRASHED',
  java: 'CORE_CRASHED',
  trap: 'CORE_CRASHED',
};

/** The error that programs see for one of loading: the core's own, or that of a missing file. */
export function asPeapodError(fault: unknown): PeapodError {
  if (PeapodError.is(fault)) {
    return fault;
  }
  const code = fault instanceof CoreError ? CODES[fault.kind] : 'CORE_LOAD_FAILED';
  const message = fault instanceof Error ? fault.message : String(fault);
  return new PeapodError(code, message, { cause: fault, stage: 'loading' });
}
