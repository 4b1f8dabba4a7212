export { MixnetClient } from './client.js';
export type { CoreSource } from './core/load.js';
export {
  type CoreFaultCode,
  PeapodError,
  type PeapodErrorCode,
  type PeapodErrorDetails,
} from './errors.js';
export type { ClientState, MixnetClientEventMap, TopologyAlarm, TopologyChange } from './events.js';
export { type MessageSender, MixnetMessage } from './messages.js';
export type { ConnectOptions, ConnectStage, TrafficOptions } from './options.js';
export type { SendData } from './outbox.js';
export type { WebSocketConstructor, WebSocketLike } from './platform.js';
export type {
  Receipt,
  ReceiptEventMap,
  ReceiptState,
  ResumedMessage,
  SendProgress,
} from './receipt.js';
export type { ReplyOptions, SendOptions } from './send-options.js';
export type { ClientStats } from './stats.js';
export { memoryStorage, type StateStorage, type StoredState } from './storage.js';
