export { MixnetClient, type SendOptions } from './client.js';
export type { CoreSource } from './core/load.js';
export {
  type CoreFaultCode,
  PeapodError,
  type PeapodErrorCode,
  type PeapodErrorDetails,
} from './errors.js';
export type { ClientState, MixnetClientEventMap } from './events.js';
export { MixnetMessage } from './messages.js';
export type { ConnectOptions, ConnectStage, TrafficOptions } from './options.js';
export type { WebSocketConstructor, WebSocketLike } from './platform.js';
export type { ClientStats } from './stats.js';
