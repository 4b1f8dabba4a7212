import type { PeapodError } from './errors.js';
import type { MixnetMessage } from './messages.js';
import type { OutputOf } from './outputs.js';
import type { ClientStats } from './stats.js';

/**
 * Where a client stands: `directory`, `gateway-socket` and `gateway-handshake` while it connects,
 * `ready`, `reconnecting` after it has lost its gateway, `offline` while the engine says that there
 * is no network, and at last `closed`.
 */
export type ClientState =
  | 'idle'
  | 'directory'
  | 'gateway-socket'
  | 'gateway-handshake'
  | 'ready'
  | 'reconnecting'
  | 'offline'
  | 'closed';

/** The network as it is used now. */
export interface TopologyChange {
  /** Number of the epoch; every hour begins another. */
  readonly epoch: number;
  /** Number of the key rotation, with which the nodes change their keys. */
  readonly rotation: number;
  /** Nodes that packets may be routed over. */
  readonly nodes: number;
}

/** Something about the network that looks wrong, though it is used nevertheless. */
export interface TopologyAlarm {
  /**
   * What: `EPOCHS_DIFFER`, `ROTATION_DIFFERS`, `EPOCH_STUCK`, `SHRUNK`, `LAYER_SHRUNK`,
   * `KEY_CHANGED` or `IDENTITY_CHANGED`.
   */
  readonly code: string;
  /** The same as a sentence for people. */
  readonly explanation: string;
}

/** Something that the options, or the engine, give up of what a mixnet is for. */
export interface PrivacyWarning {
  /**
   * What: `NO_MAIN_COVER`, `NO_LOOP_COVER`, `NO_MIXING_DELAY` or `UNUSUAL_TRAFFIC` of the settings;
   * `JAVASCRIPT_CORE` or `PAGE_THREAD` of where the client runs.
   */
  readonly code: string;
  /** Who sees what, and which option changes it, as a sentence for people. */
  readonly explanation: string;
}

/** The events of a client, each with what its `detail` holds. */
export interface MixnetClientEventMap {
  /** A message came in. */
  message: CustomEvent<MixnetMessage>;
  /** The client stands elsewhere now. */
  state: CustomEvent<ClientState>;
  /** Another view of the network is in use. */
  topology: CustomEvent<TopologyChange>;
  /** The counters, at the intervals of the option `statsIntervalMs`. */
  stats: CustomEvent<ClientStats>;
  /** The directory's answer looks wrong. */
  alarm: CustomEvent<TopologyAlarm>;
  /**
   * A send failed and nobody looks at its receipt, messages were lost for want of a reader, the
   * gateway gives no bandwidth any more, or the client had to end by itself.
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

/** The event that news about the network make. */
export function networkEvent(news: OutputOf<'topology' | 'topology-alarm'>): CustomEvent {
  if (news.kind === 'topology') {
    const { epoch, rotation, nodes } = news;
    return clientEvent('topology', { epoch, rotation, nodes });
  }
  return clientEvent('alarm', { code: news.code, explanation: news.detail });
}
