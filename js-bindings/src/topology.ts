import { PeapodError } from './errors.js';

/** One node of a {@link NymTopology}. */
export interface NymTopologyNode {
  /** Its number in the directory. */
  readonly nodeId: number;
  /** IP address and port for packets, such as `192.0.2.1:1789`. */
  readonly mixHost: string;
  /** Where clients connect; `null` when they cannot. */
  readonly entry: {
    /** IP addresses, without a port. */
    readonly ip_addresses: readonly string[];
    /** Port without TLS. */
    readonly clients_ws_port: number;
    /** The name that its certificate is for, if it has one. */
    readonly hostname: string | null;
    /** Port with TLS, if it has one. */
    readonly clients_wss_port: number | null;
  } | null;
  /** Base58 of 32 bytes. */
  readonly identityKey: string;
  /** Base58 of 32 bytes. */
  readonly sphinxKey: string;
  /** What it can be. */
  readonly supportedRoles: {
    /** A node in the middle. */
    readonly mixnode: boolean;
    /** A gateway that clients connect to. */
    readonly mixnet_entry: boolean;
    /** A gateway that packets leave the network by. */
    readonly mixnet_exit: boolean;
  };
}

/** A whole network, in the form that the stock packages exchange. */
export interface NymTopology {
  /** When it holds. */
  readonly metadata: {
    /** Number of the key rotation. */
    readonly key_rotation_id: number;
    /** Number of the epoch. */
    readonly absolute_epoch_id: number;
    /** RFC 3339. */
    readonly refreshed_at: string;
  };
  /** Node ids by their part in this epoch. */
  readonly rewardedSet: {
    /** Number of the epoch that it belongs to. */
    readonly epoch_id: number;
    /** Gateways that clients connect to. */
    readonly entry_gateways: readonly number[];
    /** Gateways that packets leave the network by. */
    readonly exit_gateways: readonly number[];
    /** Nodes of the first layer. */
    readonly layer1: readonly number[];
    /** Nodes of the second layer. */
    readonly layer2: readonly number[];
    /** Nodes of the third layer. */
    readonly layer3: readonly number[];
    /** Nodes that stand by; packets go over none of them. */
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
