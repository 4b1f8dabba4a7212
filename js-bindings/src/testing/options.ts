import { invalid, objectAt, refuseUnknown } from '../checks.js';
import type { WireFaults } from './wires.js';

/** What {@link startMixnet} takes. */
export interface MixnetOptions {
  /** How many gateways, 1 to 100; default 2. Every second one is listed as an exit gateway too. */
  readonly gateways?: number;
  /** How many mix nodes in each of the three layers, 1 to 100; default 3. */
  readonly mixNodesPerLayer?: number;
  /**
   * From this whole number follow all keys of the network and the chances of its faults. Anybody can
   * compute those keys. By default the keys are secret and the chances differ from run to run.
   */
  readonly seed?: number;
  /**
   * `loopback`, the default: real HTTP and real WebSockets on 127.0.0.1, for clients in any process;
   * needs the package `ws`. `memory`: no sockets at all, for clients in this process.
   */
  readonly transport?: 'loopback' | 'memory';
  /**
   * For `loopback`: port of the directory; the gateways get the ports that follow. Default 0: any
   * that are free.
   */
  readonly port?: number;
  /** Length of an epoch in milliseconds, 1,000 or more; default an hour, as on the live network. */
  readonly epochMs?: number;
  /** How many epochs a key rotation lasts, 2 to 1,000; default 24. */
  readonly epochsPerRotation?: number;
  /** Newest version of the gateway protocol that the gateways speak: 4, 5 or 6; default 6. */
  readonly gatewayProtocol?: 4 | 5 | 6;
  /**
   * Bytes of bandwidth that a client gets at a time; default 64 GiB, as on the live network. With
   * less than some 40 MB a client does not start.
   */
  readonly bandwidthPerClaim?: number;
  /** What goes wrong between the nodes from the start; default nothing. */
  readonly faults?: WireFaults;
}

/** Options that have been checked, with the network's part as JSON. */
export interface CheckedMixnetOptions {
  readonly configJson: string;
  readonly gateways: number;
  readonly seed: number | undefined;
  readonly transport: 'loopback' | 'memory';
  readonly port: number;
  readonly faults: WireFaults;
}

const KEYS: readonly (keyof MixnetOptions)[] = [
  'gateways',
  'mixNodesPerLayer',
  'seed',
  'transport',
  'port',
  'epochMs',
  'epochsPerRotation',
  'gatewayProtocol',
  'bandwidthPerClaim',
  'faults',
];
const FAULT_KEYS: readonly (keyof WireFaults)[] = [
  'lose',
  'duplicate',
  'corrupt',
  'reorder',
  'delayMs',
];
const MAX_SAFE = Number.MAX_SAFE_INTEGER;
const MAX_GATEWAYS = 100;
const MAX_EPOCH_MS = 1e12;

/**
 * Checks options at the door.
 *
 * @throws PeapodError `INVALID_OPTION` naming the option, what it takes and what was given
 */
export function checkMixnetOptions(options: MixnetOptions): CheckedMixnetOptions {
  refuseUnknown('options', objectAt('options', options), KEYS);
  const gateways = whole('gateways', options.gateways, 1, MAX_GATEWAYS) ?? 2;
  const seed = whole('seed', options.seed, 0, MAX_SAFE);
  const config = {
    gateways,
    mixNodesPerLayer: whole('mixNodesPerLayer', options.mixNodesPerLayer, 1, 100),
    seed,
    epochMs: whole('epochMs', options.epochMs, 1000, MAX_EPOCH_MS),
    validityEpochs: whole('epochsPerRotation', options.epochsPerRotation, 2, 1000),
    gatewayProtocol: whole('gatewayProtocol', options.gatewayProtocol, 4, 6),
    bandwidthPerClaim: whole('bandwidthPerClaim', options.bandwidthPerClaim, 0, MAX_SAFE),
  };
  return {
    configJson: JSON.stringify(config),
    gateways,
    seed,
    transport: checkTransport(options.transport),
    port: whole('port', options.port, 0, 65_535 - MAX_GATEWAYS) ?? 0,
    faults: checkFaults('faults', options.faults === undefined ? {} : options.faults),
  };
}

/**
 * Checks what shall go wrong between the nodes.
 *
 * @throws PeapodError `INVALID_OPTION`
 */
export function checkFaults(name: string, faults: WireFaults): WireFaults {
  refuseUnknown(name, objectAt(name, faults), FAULT_KEYS);
  for (const key of FAULT_KEYS) {
    const value: unknown = faults[key];
    const most = key === 'delayMs' ? MAX_SAFE : 1;
    const isNumber = typeof value === 'number' && value >= 0 && value <= most;
    if (value !== undefined && typeof value !== 'function' && !isNumber) {
      const what = key === 'delayMs' ? 'milliseconds' : 'a probability from 0 to 1';
      throw invalid(`${name}.${key}`, `${what}, or a function`, value);
    }
  }
  return { ...faults };
}

function whole(name: string, value: unknown, least: number, most: number): number | undefined {
  if (value === undefined) {
    return undefined;
  }
  const isWhole = Number.isSafeInteger(value) && (value as number) >= least;
  if (!isWhole || (value as number) > most) {
    throw invalid(name, `a whole number from ${least} to ${most}`, value);
  }
  return value as number;
}

function checkTransport(value: unknown): 'loopback' | 'memory' {
  if (value !== undefined && value !== 'loopback' && value !== 'memory') {
    throw invalid('transport', '"loopback" or "memory"', value);
  }
  return value ?? 'loopback';
}
