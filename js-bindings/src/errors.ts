/**
 * What went wrong, as a stable name. The names are API: programs may branch on them. The message
 * of an error is for people and may change.
 */
export type PeapodErrorCode =
  | CoreFaultCode
  /** An option of `connect` has a wrong type or value; the message names it. */
  | 'INVALID_OPTION'
  /** An argument of a method has a wrong type or value. */
  | 'INVALID_ARGUMENT'
  /** The engine has no `crypto.getRandomValues`, without which no key can be made. */
  | 'NO_ENTROPY'
  /** The engine has no global `WebSocket` and the option `webSocket` is not given. */
  | 'NO_WEBSOCKET'
  /** The engine or the page's policy refuses WebAssembly, and the JavaScript build is not allowed. */
  | 'NO_WASM'
  /** The package has no core for this kind of engine; the message says where it runs. */
  | 'UNSUPPORTED_ENGINE'
  /** The core's file did not come, or is not the core. */
  | 'CORE_LOAD_FAILED'
  /** The worker that the client shall run in does not run; the message says why, as far as known. */
  | 'WORKER_FAILED'
  /** Another tab runs the shared client with other options. */
  | 'OPTIONS_DIFFER'
  /** The core ended in a way that must not happen; the client is dead, a new one may be made. */
  | 'CORE_CRASHED'
  /** The reader fell behind and messages had to be thrown away; `lost` says how many. */
  | 'MESSAGES_LOST'
  /** What was given as a topology is none, or packets cannot be routed in it. */
  | 'INVALID_TOPOLOGY'
  /** The options name no directory to go back to. */
  | 'NO_DIRECTORY'
  /** The node to test is not listed now. */
  | 'NO_SUCH_NODE'
  /** No route leads through the node to test and back. */
  | 'NO_ROUTE'
  /** Another node test is running; there is one at a time. */
  | 'TEST_IN_PROGRESS'
  /** The connection was lost during a node test. */
  | 'TEST_INTERRUPTED'
  /** There is no connection for what was asked. */
  | 'NOT_CONNECTED'
  /** A Blob or stream to send could not be read to its end; `cause` says why. */
  | 'DATA_UNREADABLE'
  /** No answer to a request came in time. It may have been handled nevertheless. */
  | 'REQUEST_TIMED_OUT'
  /** The other side has too many requests to take this one. */
  | 'REQUEST_REFUSED'
  /** The other side's handler failed. */
  | 'REQUEST_FAILED'
  /** A handler given to `serve` failed; `cause` is what it threw. */
  | 'HANDLER_FAILED'
  /** Another client has the storage: in this program, another process or another tab. */
  | 'STORAGE_IN_USE'
  /** The message is not the JSON that `json()` was asked for. */
  | 'NOT_JSON';

/** The faults that the core itself reports, by the stage that failed. */
export type CoreFaultCode =
  /** No directory URL gave an answer. */
  | 'DIRECTORY_UNREACHABLE'
  /** A directory's answer breaks a rule of its format. */
  | 'DIRECTORY_INVALID'
  /** The directory lists too few usable nodes. */
  | 'NETWORK_UNUSABLE'
  /** No listed gateway fits the options. */
  | 'NO_GATEWAY'
  /** The gateway's socket did not open. */
  | 'GATEWAY_UNREACHABLE'
  /** The gateway refused the registration or broke the protocol. */
  | 'GATEWAY_REFUSED'
  /** The gateway speaks no protocol version that this client speaks. */
  | 'GATEWAY_INCOMPATIBLE'
  /** The gateway gives no bandwidth to a client without credentials. */
  | 'BANDWIDTH_REFUSED'
  /** The machine's clock is too far off for the gateway to accept it. */
  | 'CLOCK_SKEWED'
  /** The start did not finish in time. */
  | 'START_TIMED_OUT'
  /** The recipient is not a Nym address. */
  | 'INVALID_ADDRESS'
  /** The recipient's gateway is not in the directory now. */
  | 'RECIPIENT_UNREACHABLE'
  /** The message is larger than the limit. */
  | 'MESSAGE_TOO_LARGE'
  /** The send queue has no room for this message. */
  | 'QUEUE_FULL'
  /** The recipient's gateway never acknowledged a packet of the message, which may have arrived. */
  | 'NOT_ACKNOWLEDGED'
  /** No reply SURBs of this sender are held: none came, or they have expired. */
  | 'UNKNOWN_SENDER'
  /** The sender's reply SURBs ran out and no new ones came. */
  | 'NO_SURBS_LEFT'
  /** A reply carries at least one byte. */
  | 'EMPTY_REPLY'
  /** The message was cancelled before all of it had left. */
  | 'CANCELLED'
  /** Another client is connected with the same identity, so this one gave way. */
  | 'ADDRESS_IN_USE'
  /** A message of an earlier run needs packets of a size that these options do not send. */
  | 'NOT_RESUMABLE'
  /** The stored state is encrypted with another passphrase or key, or one is missing. */
  | 'STATE_SECRET_WRONG'
  /** The stored state is not what was written. Nothing was changed. */
  | 'STATE_DAMAGED'
  /** The stored state was written by a newer version of this package. Nothing was changed. */
  | 'STATE_TOO_NEW'
  /** The stored state is of a version that is no longer read. Nothing was changed. */
  | 'STATE_TOO_OLD'
  /** The storage failed: going on would forget what others have seen, so the client ended. */
  | 'STORAGE_FAILED'
  /** The client is closed. */
  | 'CLOSED';

/** Codes after which the same call may well succeed later, without any change. */
const RETRYABLE: ReadonlySet<string> = new Set<PeapodErrorCode>([
  'DIRECTORY_UNREACHABLE',
  'DIRECTORY_INVALID',
  'NETWORK_UNUSABLE',
  'GATEWAY_UNREACHABLE',
  'GATEWAY_REFUSED',
  'START_TIMED_OUT',
  'RECIPIENT_UNREACHABLE',
  'QUEUE_FULL',
  'NOT_ACKNOWLEDGED',
  'NO_SURBS_LEFT',
  'REQUEST_TIMED_OUT',
  'REQUEST_REFUSED',
  'CORE_LOAD_FAILED',
  'WORKER_FAILED',
  'CORE_CRASHED',
  'MESSAGES_LOST',
  'NO_SUCH_NODE',
  'NO_ROUTE',
  'TEST_IN_PROGRESS',
  'TEST_INTERRUPTED',
  'NOT_CONNECTED',
  'STORAGE_IN_USE',
]);

/** Marks our errors across copies of this package in one program, where `instanceof` fails. */
const BRAND = Symbol.for('peapod.error');

/** Details of an error beside its code and message. */
export interface PeapodErrorDetails {
  /** What led to this error. */
  readonly cause?: unknown;
  /** The stage in which a start failed. */
  readonly stage?: string;
  /** How many messages were thrown away. */
  readonly lost?: number;
}

/** The one error class of this package: branch on `code`, show `message` to people. */
export class PeapodError extends Error {
  /** What went wrong, as a stable name. */
  readonly code: PeapodErrorCode;
  /** Whether the same call may succeed later without any change. */
  readonly retryable: boolean;
  /** For a failed start: the stage that failed, from `loading` to `gateway-handshake`. */
  readonly stage: string | undefined;
  /** For `MESSAGES_LOST`: how many messages were thrown away. */
  readonly lost: number | undefined;

  /** Makes an error; programs only ever receive them. */
  constructor(code: PeapodErrorCode, message: string, details: PeapodErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'PeapodError';
    this.code = code;
    this.retryable = RETRYABLE.has(code);
    this.stage = details.stage;
    this.lost = details.lost;
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** Whether a value is an error of this package, also when it comes from another copy of it. */
  static is(value: unknown): value is PeapodError {
    return typeof value === 'object' && value !== null && BRAND in value;
  }
}

/** The error for a fault that the core names. */
export function coreError(code: string, detail: string, stage?: string): PeapodError {
  const details = stage === undefined ? {} : { stage };
  return new PeapodError(code as CoreFaultCode, detail, details);
}

/** The error for a core that ended in a way that must not happen. */
export function coreCrashed(detail: string, stage: string): PeapodError {
  const message = `the core crashed and this client is dead; connect again (${detail})`;
  return new PeapodError('CORE_CRASHED', message, { stage });
}

/** The error for engines that the package has no core for. */
export function unsupportedEngine(): PeapodError {
  return new PeapodError(
    'UNSUPPORTED_ENGINE',
    'this engine cannot run the client (an edge function compiles no WebAssembly and ends after ' +
      'each answer); run it in the browser, in Node, Deno or Bun, or in a Cloudflare Worker',
    { stage: 'loading' },
  );
}
