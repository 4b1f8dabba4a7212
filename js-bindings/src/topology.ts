import { PeapodError } from './errors.js';

/** One node of a {@link NymTopology}. */
export interface NymTopologyNode {
  readonly nodeId: number;
  /** IP address and port for packets, such as `192.0.2.1:1789`. */
  readonly mixHost: string;
  /** Where clients connect; `null` when they cannot. */
  readonly entry: {
    readonly ip_addresses: readonly string[];
    readonly clients_ws_port: number;
    readonly hostname: string | null;
    readonly clients_wss_port: number | null;
  } | null;
  /** Base58 of 32 bytes. */
  readonly identityKey: string;
  /** Base58 of 32 bytes. */
  readonly sphinxKey: string;
  readonly supportedRoles: {
    readonly mixnode: boolean;
    readonly mixnet_entry: boolean;
    readonly mixnet_exit: boolean;
  };
}

/** A whole network, in the form that the stock packages exchange. */
export interface NymTopology {
  readonly metadata: {
    readonly key_rotation_id: number;
    readonly absolute_epoch_id: number;
    /** RFC 3339. */
    readonly refreshed_at: string;
  };
  /** Node ids by their part in this epoch. */
  readonly rewardedSet: {
    readonly epoch_id: number;
    readonly entry_gateways: readonly number[];
    readonly exit_gateways: readonly number[];
    readonly layer1: readonly number[];
    readonly layer2: readonly number[];
    readonly layer3: readonly number[];
    readonly standby: readonly number[];
  };
  /** The nodes by their ids; the keys are not looked at. */
  readonly nodeDetails:
    | Readonly<Record<string, NymTopologyNode>>
    | readonly (readonly [unknown, NymTopologyNode])[];
}

/**
 * A topology as the text that the core reads.
 *
 * @throws PeapodError `INVALID_TOPOLOGY`
 */
export function topologyText(topology: NymTopology | string): string {
  if (typeof topology === 'string') {
    return topology;
  }
  try {
    const text: string | undefined = JSON.stringify(topology);
    if (text !== undefined) {
      return text;
    }
  } catch (cause) {
    throw new PeapodError('INVALID_TOPOLOGY', 'topology: expected what JSON can hold', { cause });
  }
  throw new PeapodError('INVALID_TOPOLOGY', 'topology: expected an object or its JSON text');
}
