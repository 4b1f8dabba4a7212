import type { PeapodError } from './errors.js';
import type { MixnetMessage } from './messages.js';
import type { Stage } from './outputs.js';

/**
 * Where a client stands: `directory`, `gateway-socket` and `gateway-handshake` while it connects,
 * `ready`, `reconnecting` after it has lost its gateway, `offline` while there seems to be no
 * network, and at last `closed`.
 */
export type ClientState = Stage;

/** The network as it is used now. */
export interface TopologyChange {
  /** Number of the epoch; every hour begins another. */
  readonly epoch: number;
  /** Number of the key rotation, with which the nodes change their keys. */
  readonly rotation: number;
  /** Nodes that packets may be routed over. */
  readonly nodes: number;
}

/** The events of a client, each with what its `detail` holds. */
export interface MixnetClientEventMap {
  /** A message came in. */
  message: CustomEvent<MixnetMessage>;
  /** The client stands elsewhere now. */
  state: CustomEvent<ClientState>;
  /** Another view of the network is in use. */
  topology: CustomEvent<TopologyChange>;
  /**
   * A send failed and nobody looks at its receipt, messages were lost for want of a reader, or the
   * client had to end by itself.
   */
  error: CustomEvent<PeapodError>;
}

/** Makes the event of a type. */
export function clientEvent<K extends keyof MixnetClientEventMap>(
  type: K,
  detail: MixnetClientEventMap[K]['detail'],
): CustomEvent {
  return new CustomEvent(type, { detail });
}
