import type { Stage } from './codec.js';
import type { PeapodError } from './errors.js';
import type { MixnetMessage } from './messages.js';

/**
 * Where a client stands: `directory`, `gateway-socket` and `gateway-handshake` while it connects,
 * `ready`, `reconnecting` after it has lost its gateway, and at last `closed`.
 */
export type ClientState = Stage;

/** The events of a client, each with what its `detail` holds. */
export interface MixnetClientEventMap {
  /** A message came in. */
  message: CustomEvent<MixnetMessage>;
  /** The client stands elsewhere now. */
  state: CustomEvent<ClientState>;
  /** Messages were lost for want of a reader, or the core crashed. */
  error: CustomEvent<PeapodError>;
}

/** Makes the event of a type. */
export function clientEvent<K extends keyof MixnetClientEventMap>(
  type: K,
  detail: MixnetClientEventMap[K]['detail'],
): CustomEvent {
  return new CustomEvent(type, { detail });
}
