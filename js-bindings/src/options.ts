import type { CoreSource } from './core/load.js';
import { PeapodError } from './errors.js';
import type { WebSocketConstructor } from './platform.js';
import { checkState, type StateSecret } from './state-options.js';
import type { StateStorage } from './storage.js';

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

/** The traffic that hides what the client does. Each default is the network's usual value. */
export interface TrafficOptions {
  /** Mean gap in ms between packets of the main stream, which carries real packets; default 20. */
  readonly mainStreamMeanMs?: number;
  /** Mean gap in ms between packets of the loop cover stream; default 200. */
  readonly loopCoverMeanMs?: number;
  /** Mean delay in ms that each mix node adds to a packet; default 15. */
  readonly packetDelayMeanMs?: number;
  /** Mean delay in ms that each mix node adds to an acknowledgement; default 15. */
  readonly ackDelayMeanMs?: number;
  /**
   * Whether the main stream sends cover when there is nothing else to send; default true. Without
   * it, packets leave when you send, and whoever watches your line sees when you do.
   */
  readonly mainStreamPoisson?: boolean;
  /** Whether loop cover packets are sent; default true. */
  readonly loopCover?: boolean;
}

/** What `MixnetClient.connect` takes. */
export interface ConnectOptions {
  /** The Nym network to join. */
  readonly network: {
    /** Base URL of its directory, or several that are tried in turn. */
    readonly nymApi: string | URL | readonly (string | URL)[];
  };
  /** Identity (base58) of the wanted gateway; by default one is drawn. */
  readonly gateway?: string;
  /** Only gateways that speak wss; default true in an https page, else false. */
  readonly requireTls?: boolean;
  /** The traffic that hides what the client does. */
  readonly traffic?: TrafficOptions;
  /**
   * Where the client's state is kept, so that the next client with it has the same address, can
   * still answer and be answered, and finishes what was not acknowledged. Without it every client
   * is new.
   */
  readonly storage?: StateStorage;
  /**
   * Encrypts what is stored (Argon2id and AES-256-GCM); costs about 0.2 s at each start. Give either
   * this or `storageKey`; with neither, whoever reads the storage can be this client.
   */
  readonly passphrase?: string;
  /** The same with 32 random bytes that you keep elsewhere; copied. */
  readonly storageKey?: Uint8Array;
  /** A start that takes longer fails with `START_TIMED_OUT`; default 60,000 ms. */
  readonly startTimeoutMs?: number;
  /** Ends the start; `connect` then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told each stage of the start as it begins. */
  readonly onProgress?: (stage: ConnectStage) => void;
  /** The WebSocket class, where the engine has none (Node 20: that of the package `ws`). */
  readonly webSocket?: WebSocketConstructor;
  /** The core module, where the package's own file cannot be found or compiled. */
  readonly wasm?: CoreSource | Promise<CoreSource>;
  /**
   * Which build of the core to run: `wasm`, `js` (slower by far, runs everywhere), or `auto`: wasm
   * and, where the engine cannot run it, js. Default `auto`.
   */
  readonly backend?: 'auto' | 'wasm' | 'js';
}

/** Options that have been checked, with the core's part as JSON. */
export interface CheckedOptions {
  readonly configJson: string;
  readonly backend: 'auto' | 'wasm' | 'js';
  readonly wasm: CoreSource | Promise<CoreSource> | undefined;
  readonly webSocket: WebSocketConstructor;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((stage: ConnectStage) => void) | undefined;
  readonly storage: StateStorage | undefined;
  readonly secret: StateSecret;
}

const CONNECT_KEYS: readonly (keyof ConnectOptions)[] = [
  'network',
  'gateway',
  'requireTls',
  'traffic',
  'startTimeoutMs',
  'signal',
  'onProgress',
  'webSocket',
  'wasm',
  'backend',
  'storage',
  'passphrase',
  'storageKey',
];
const GAP_KEYS = ['mainStreamMeanMs', 'loopCoverMeanMs'] as const;
const DELAY_KEYS = ['packetDelayMeanMs', 'ackDelayMeanMs'] as const;
const SWITCH_KEYS = ['mainStreamPoisson', 'loopCover'] as const;

/**
 * Checks options at the door, so that a mistake is named before anything is begun.
 *
 * @throws PeapodError `INVALID_OPTION` naming the option, what it takes and what was given, or
 *   `NO_WEBSOCKET`
 */
export function checkOptions(options: ConnectOptions): CheckedOptions {
  const given = objectAt('options', options);
  refuseUnknown('options', given, CONNECT_KEYS);
  return {
    configJson: JSON.stringify(coreConfig(given)),
    backend: checkBackend(given['backend']),
    wasm: given['wasm'] as CheckedOptions['wasm'],
    webSocket: checkWebSocket(given['webSocket']),
    signal: checkSignal(given['signal']),
    onProgress: checkCallback('onProgress', given['onProgress']) as CheckedOptions['onProgress'],
    ...checkState(given),
  };
}

/**
 * Checks the signal of a call.
 *
 * @throws PeapodError `INVALID_OPTION`
 */
export function checkSignal(value: unknown): AbortSignal | undefined {
  if (value !== undefined && !(value instanceof AbortSignal)) {
    throw invalid('signal', 'an AbortSignal', value);
  }
  return value;
}

function coreConfig(given: Given): Record<string, unknown> {
  const network = objectAt('network', given['network']);
  refuseUnknown('network', network, ['nymApi']);
  const config: Record<string, unknown> = {
    nymApi: checkUrls(network['nymApi']),
    requireTls: checkSwitch('requireTls', given['requireTls']) ?? isHttpsPage(),
    ...checkTraffic(given['traffic']),
  };
  const gateway = given['gateway'];
  if (gateway !== undefined) {
    config['gateway'] = checkGateway(gateway);
  }
  const timeout = given['startTimeoutMs'];
  if (timeout !== undefined) {
    config['startTimeoutMs'] = checkMs('startTimeoutMs', timeout);
  }
  return config;
}

function checkTraffic(value: unknown): Record<string, unknown> {
  if (value === undefined) {
    return {};
  }
  const traffic = objectAt('traffic', value);
  refuseUnknown('traffic', traffic, [...GAP_KEYS, ...DELAY_KEYS, ...SWITCH_KEYS]);
  const checked: Record<string, unknown> = {};
  for (const key of GAP_KEYS) {
    if (traffic[key] !== undefined) {
      checked[key] = checkMs(`traffic.${key}`, traffic[key]);
    }
  }
  for (const key of DELAY_KEYS) {
    if (traffic[key] !== undefined) {
      checked[key] = traffic[key] === 0 ? 0 : checkMs(`traffic.${key}`, traffic[key], 'from 0');
    }
  }
  for (const key of SWITCH_KEYS) {
    if (traffic[key] !== undefined) {
      checked[key] = checkSwitch(`traffic.${key}`, traffic[key]);
    }
  }
  return checked;
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
  if (typeof value !== 'string' || !/^[1-9A-HJ-NP-Za-km-z]{32,44}$/.test(value)) {
    throw invalid('gateway', 'the identity of a gateway: 32 bytes as base58', value);
  }
  return value;
}

function checkMs(name: string, value: unknown, range = 'above 0'): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) {
    throw invalid(name, `a number of milliseconds ${range}`, value);
  }
  return value;
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

function checkWebSocket(value: unknown): WebSocketConstructor {
  const given = checkCallback('webSocket', value) ?? globalThis.WebSocket;
  if (given === undefined) {
    throw new PeapodError(
      'NO_WEBSOCKET',
      'this engine has no WebSocket; give one in the option webSocket, for instance that of the npm package ws',
    );
  }
  return given as WebSocketConstructor;
}

function checkCallback(name: string, value: unknown): unknown {
  if (value !== undefined && typeof value !== 'function') {
    throw invalid(name, name === 'webSocket' ? 'a WebSocket class' : 'a function', value);
  }
  return value;
}

type Given = Readonly<Record<string, unknown>>;

function objectAt(name: string, value: unknown): Given {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(name, 'an object', value);
  }
  return value as Given;
}

function refuseUnknown(name: string, given: Given, known: readonly string[]): void {
  for (const key of Object.keys(given)) {
    if (!known.includes(key)) {
      const expected = `only the keys ${known.join(', ')}`;
      throw new PeapodError('INVALID_OPTION', `${name}: expected ${expected}; got the key ${key}`);
    }
  }
}

/** The error for an option of a wrong type or value. */
export function invalid(name: string, expected: string, got: unknown): PeapodError {
  return new PeapodError('INVALID_OPTION', `${name}: expected ${expected}; got ${shown(got)}`);
}

/** A value as it may stand in a message: short, and never the content of an object. */
function shown(value: unknown): string {
  if (typeof value === 'string') {
    return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
  }
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value) ? 'a list' : 'an object';
  }
  return typeof value === 'function' ? 'a function' : String(value);
}

function isHttpsPage(): boolean {
  return globalThis.location?.protocol === 'https:';
}
