export { MixnetClient } from './client.js';
export type { CoreSource } from './core/load.js';
export {
  type CoreFaultCode,
  PeapodError,
  type PeapodErrorCode,
  type PeapodErrorDetails,
} from './errors.js';
export type {
  ClientState,
  MixnetClientEventMap,
  PrivacyWarning,
  TopologyAlarm,
  TopologyChange,
} from './events.js';
export { type MessageSender, MixnetMessage } from './messages.js';
export type { NodeTestOptions, NodeTestResult } from './node-test.js';
export type { Logger } from './observing.js';
export type { ConnectOptions, ConnectStage } from './options.js';
export type { Transport, WebSocketConstructor, WebSocketLike } from './platform.js';
export type {
  Receipt,
  ReceiptEventMap,
  ReceiptState,
  ResumedMessage,
  SendProgress,
} from './receipt.js';
export type { RequestOptions } from './requests.js';
export type { RunIn } from './run-in.js';
export type { DataStream, JsonValue, ReadyData, SendData } from './send-data.js';
export type { ReplyOptions, SendOptions } from './send-options.js';
export type {
  RequestHandler,
  ServeContext,
  ServeCounts,
  ServeOptions,
  Serving,
} from './serving.js';
export type {
  AckOptions,
  ConnectionOptions,
  CoverOptions,
  Preset,
  ReplySurbOptions,
  Settings,
  TopologyOptions,
  TrafficOptions,
} from './settings.js';
export type { ClientStats } from './stats.js';
export { memoryStorage, type StateStorage, type StoredState } from './storage.js';
export type { NymTopology, NymTopologyNode } from './topology.js';
export type { TypedEventTarget } from './typed-events.js';
export type { GivenWorker } from './workers.js';
