import { checkSignal, type Given, invalid, objectAt, refuseUnknown } from './checks.js';
import type { CoreSource } from './core/load.js';
import { checkObserving, type Logger, type Observing } from './observing.js';
import type { Transport, WebSocketConstructor } from './platform.js';
import { checkRunIn, type RunIn } from './run-in.js';
import { checkSettings, SETTING_KEYS, type Settings } from './settings.js';
import { checkState, type StateSecret } from './state-options.js';
import type { StateStorage } from './storage.js';
import { type NymTopology, topologyText } from './topology.js';
import { checkNetwork } from './transport-options.js';
import type { GivenWorker } from './workers.js';

/** How far a start has come. */
export type ConnectStage =
  /** The core module is being loaded. */
  | 'loading'
  /** The directory is being read. */
  | 'directory'
  /** The gateway's socket is being opened. */
  | 'gateway-socket'
  /** Version, registration and bandwidth are being settled with the gateway. */
  | 'gateway-handshake'
  /** Connected. */
  | 'ready';

/** What `MixnetClient.connect` takes. */
export interface ConnectOptions extends Settings {
  /** The Nym network to join, known by a directory or by a topology of your own. */
  readonly network: {
    /** Base URL of its directory, or up to 16 that are tried in turn. */
    readonly nymApi?: string | URL | readonly (string | URL)[];
    /**
     * A topology to use, as an object or as its JSON, until `useDirectory` is called; no directory
     * is asked before. Whoever gives it to you knows all nodes you may use: get it from somebody
     * whom you would trust as a directory.
     */
    readonly topology?: NymTopology | string;
  };
  /**
   * Which gateway: `random`, the default; `fastest`, one of those that answered a measurement, the
   * faster ones likelier, which tells something about where you are; or the identity (base58) of
   * the only one that will do.
   */
  readonly gateway?: 'random' | 'fastest' | (string & {});
  /** Only gateways that speak wss; default true in an https page, else false. */
  readonly requireTls?: boolean;
  /**
   * Where the client's state is kept, so that the next client with it has the same address, can
   * still answer and be answered, and finishes what was not acknowledged. Without it every client
   * is new. `indexedDbStorage` of `peapod/indexeddb-storage` is for pages, `fileStorage` of
   * `peapod/file-storage` for Node, Deno and Bun, `memoryStorage` for tests; others are yours.
   */
  readonly storage?: StateStorage;
  /**
   * Encrypts what is stored (Argon2id and AES-256-GCM); costs about 0.2 s at each start. Give either
   * this or `storageKey`; with neither, whoever reads the storage can be this client.
   */
  readonly passphrase?: string;
  /** The same with 32 random bytes that you keep elsewhere; copied. */
  readonly storageKey?: Uint8Array;
  /** Ends the start; `connect` then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told each stage of the start as it begins. */
  readonly onProgress?: (stage: ConnectStage) => void;
  /**
   * Where the client writes what happens to it, such as `console`; default nowhere. Nothing secret
   * is written: no content, address, tag or key.
   */
  readonly logger?: Logger;
  /** The gap in ms between `stats` events, 100 to 3,600,000; default none. */
  readonly statsIntervalMs?: number;
  /** The WebSocket class, where the engine has none (Node 20: that of the package `ws`). */
  readonly webSocket?: WebSocketConstructor;
  /** Another network than the engine's: `mixnet.connectOptions` of `peapod/testing` names it. */
  readonly transport?: Transport;
  /**
   * Where the client runs: `worker`, the default in pages; `shared-worker`, one client for all tabs
   * that ask for it with the same options; `here`, the default elsewhere and with a `transport`. In
   * a page that is hidden, `here` sends in bursts, which the gateway sees.
   */
  readonly runIn?: RunIn;
  /**
   * Makes what runs `peapod/worker`, where its script is not beside the package's: on another
   * origin, or in a bundler that copies no files. With `runIn: 'shared-worker'` a SharedWorker.
   * Whether a bare MessagePort leads anywhere cannot be told: give `signal` with it.
   */
  readonly worker?: () => GivenWorker;
  /** The core module, where the package's own file cannot be found or compiled. */
  readonly wasm?: CoreSource | Promise<CoreSource>;
  /**
   * Which build of the core to run: `wasm`, `js` (slower by far, runs everywhere), or `auto`: wasm
   * and, where the engine cannot run it, js. Default `auto`.
   */
  readonly backend?: 'auto' | 'wasm' | 'js';
}

/** What a session is made of. */
export interface SessionPlan {
  /** The core's part of the options. */
  readonly configJson: string;
  /** The JSON of a topology to use from the start. */
  readonly topology: string | undefined;
  readonly backend: 'auto' | 'wasm' | 'js';
  readonly wasm: CoreSource | Promise<CoreSource> | undefined;
  readonly webSocket: WebSocketConstructor;
  readonly transport: Transport | undefined;
  readonly storage: StateStorage | undefined;
  readonly secret: StateSecret;
}

/** Options that have been checked. */
export interface CheckedOptions extends SessionPlan, Observing {
  readonly runIn: RunIn;
  readonly worker: (() => GivenWorker) | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((stage: ConnectStage) => void) | undefined;
}

const CONNECT_KEYS: readonly (keyof ConnectOptions)[] = [
  'network',
  'gateway',
  'requireTls',
  ...SETTING_KEYS,
  'signal',
  'onProgress',
  'webSocket',
  'transport',
  'runIn',
  'worker',
  'wasm',
  'backend',
  'storage',
  'passphrase',
  'storageKey',
  'logger',
  'statsIntervalMs',
];
/** 32 bytes as base58. */
const IDENTITY = /^[1-9A-HJ-NP-Za-km-z]{32,44}$/;

/**
 * Checks options at the door, so that a mistake is named before anything is begun.
 *
 * @param hasWorker whether the package's own worker can be found from here
 * @throws PeapodError `INVALID_OPTION` naming the option, what it takes and what was given, or
 *   `NO_WEBSOCKET`
 */
export function checkOptions(options: ConnectOptions, hasWorker = true): CheckedOptions {
  const given = objectAt('options', options);
  refuseUnknown('options', given, CONNECT_KEYS);
  const runIn = checkRunIn(given, hasWorker);
  return {
    configJson: JSON.stringify(coreConfig(given)),
    topology: checkTopology(given['network'] as ConnectOptions['network']),
    backend: checkBackend(given['backend']),
    wasm: given['wasm'] as CheckedOptions['wasm'],
    ...checkNetwork(given['webSocket'], given['transport']),
    runIn,
    worker: given['worker'] as CheckedOptions['worker'],
    signal: checkSignal(given['signal']),
    onProgress: checkProgress(given['onProgress']),
    ...checkState(given, runIn),
    ...checkObserving(given),
  };
}

function coreConfig(given: Given): Record<string, unknown> {
  const network = objectAt('network', given['network']);
  refuseUnknown('network', network, ['nymApi', 'topology']);
  if (network['nymApi'] === undefined && network['topology'] === undefined) {
    throw invalid('network', 'nymApi, topology or both', network);
  }
  const config: Record<string, unknown> = {
    nymApi: network['nymApi'] === undefined ? [] : checkUrls(network['nymApi']),
    requireTls: checkSwitch('requireTls', given['requireTls']) ?? isHttpsPage(),
    ...checkSettings(given),
  };
  const gateway = given['gateway'];
  if (gateway !== undefined) {
    config['gateway'] = checkGateway(gateway);
  }
  return config;
}

function checkTopology({ topology }: ConnectOptions['network']): string | undefined {
  return topology === undefined ? undefined : topologyText(topology);
}

function checkUrls(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  if (list.length === 0) {
    throw invalid('network.nymApi', 'at least one http or https URL', value);
  }
  return list.map(checkUrl);
}

function checkUrl(value: unknown): string {
  const expected = 'an http or https URL, or a list of them';
  if (typeof value !== 'string' && !(value instanceof URL)) {
    throw invalid('network.nymApi', expected, value);
  }
  const text = String(value);
  const scheme = URL.canParse(text) ? new URL(text).protocol : '';
  if (scheme !== 'http:' && scheme !== 'https:') {
    throw invalid('network.nymApi', expected, value);
  }
  return text;
}

function checkGateway(value: unknown): string {
  const isChoice = value === 'random' || value === 'fastest';
  if (!isChoice && !(typeof value === 'string' && IDENTITY.test(value))) {
    throw invalid('gateway', '"random", "fastest" or the base58 identity of a gateway', value);
  }
  return value as string;
}

function checkSwitch(name: string, value: unknown): boolean | undefined {
  if (value !== undefined && typeof value !== 'boolean') {
    throw invalid(name, 'true or false', value);
  }
  return value;
}

function checkBackend(value: unknown): CheckedOptions['backend'] {
  if (value === undefined) {
    return 'auto';
  }
  if (value !== 'auto' && value !== 'wasm' && value !== 'js') {
    throw invalid('backend', '"auto", "wasm" or "js"', value);
  }
  return value;
}

function checkProgress(value: unknown): CheckedOptions['onProgress'] {
  if (value !== undefined && typeof value !== 'function') {
    throw invalid('onProgress', 'a function', value);
  }
  return value as CheckedOptions['onProgress'];
}

function isHttpsPage(): boolean {
  return globalThis.location?.protocol === 'https:';
}
