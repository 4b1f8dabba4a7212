/**
 * The byte strings that cross the border to the core: commands are written, outputs are read.
 * Integers are big-endian; texts are UTF-8 and run to the end unless a length is given.
 */

/** Monotonic and wall-clock milliseconds of an input, kept apart because the wall clock jumps. */
export interface Now {
  readonly monoMs: number;
  readonly wallMs: number;
}

/** One input of the core. */
export type Command =
  | { readonly kind: 'start' | 'wake' | 'close' | 'stats' }
  | { readonly kind: 'socket-opened' | 'socket-closed'; readonly socket: number }
  | { readonly kind: 'socket-text'; readonly socket: number; readonly text: string }
  | { readonly kind: 'socket-binary'; readonly socket: number; readonly frame: Uint8Array }
  | {
      readonly kind: 'fetched';
      readonly request: number;
      /** HTTP status; 0 when there was no answer. */
      readonly status: number;
      readonly body: Uint8Array;
    }
  | {
      readonly kind: 'send';
      readonly message: number;
      readonly address: string;
      readonly data: Uint8Array;
    };

/** Where a client stands, in the order in which a start passes through it. */
export type Stage = (typeof STAGES)[number];

/** One output of the core. */
export type Output =
  | { readonly kind: 'open-socket'; readonly socket: number; readonly url: string }
  | { readonly kind: 'send-text'; readonly socket: number; readonly text: string }
  | { readonly kind: 'send-binary'; readonly socket: number; readonly frame: Uint8Array }
  | { readonly kind: 'close-socket'; readonly socket: number }
  | {
      readonly kind: 'fetch';
      readonly request: number;
      readonly timeoutMs: number;
      readonly url: string;
    }
  | { readonly kind: 'wake'; readonly atMs: number }
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'ready'; readonly address: string }
  | { readonly kind: 'received'; readonly tag: Uint8Array | null; readonly data: Uint8Array }
  | { readonly kind: 'sent' | 'acknowledged'; readonly message: number }
  | {
      readonly kind: 'send-failed';
      readonly message: number;
      readonly code: string;
      readonly detail: string;
    }
  | { readonly kind: 'start-failed'; readonly code: string; readonly detail: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'stats'; readonly json: string };

const STAGES = [
  'idle',
  'directory',
  'gateway-socket',
  'gateway-handshake',
  'ready',
  'reconnecting',
  'closed',
] as const;

const COMMAND_KINDS: Readonly<Record<Command['kind'], number>> = {
  start: 1,
  'socket-opened': 2,
  'socket-text': 3,
  'socket-binary': 4,
  'socket-closed': 5,
  fetched: 6,
  wake: 7,
  send: 8,
  close: 9,
  stats: 10,
};

/** kind u8, monotonic time f64, wall time f64. */
const COMMAND_HEAD_LEN = 17;
const ADDRESS_MAX_LEN = 0xffff;
const TAG_LEN = 16;

const utf8 = new TextEncoder();
// Fatal: a core that emits anything but UTF-8 is broken, and that must be heard.
const fromUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const NOTHING = new Uint8Array(0);

/** Writes one command with the time at which it happens. */
export function encodeCommand(command: Command, now: Now): Uint8Array {
  switch (command.kind) {
    case 'start':
    case 'wake':
    case 'close':
    case 'stats':
      return withHead(command.kind, now, 0, NOTHING).bytes;
    case 'socket-opened':
    case 'socket-closed':
      return numbered(command.kind, now, command.socket, NOTHING);
    case 'socket-text':
      return numbered(command.kind, now, command.socket, utf8.encode(command.text));
    case 'socket-binary':
      return numbered(command.kind, now, command.socket, command.frame);
    case 'fetched':
      return encodeFetched(command, now);
    case 'send':
      return encodeSend(command, now);
  }
}

function encodeFetched(command: Extract<Command, { kind: 'fetched' }>, now: Now): Uint8Array {
  const { bytes, view } = withHead(command.kind, now, 6, command.body);
  view.setUint32(COMMAND_HEAD_LEN, command.request);
  view.setUint16(COMMAND_HEAD_LEN + 4, command.status);
  return bytes;
}

function encodeSend(command: Extract<Command, { kind: 'send' }>, now: Now): Uint8Array {
  const address = utf8.encode(command.address);
  if (address.length > ADDRESS_MAX_LEN) {
    throw new RangeError(
      `an address takes at most ${ADDRESS_MAX_LEN} bytes, this one ${address.length}`,
    );
  }
  const { bytes, view } = withHead(command.kind, now, 6 + address.length, command.data);
  view.setUint32(COMMAND_HEAD_LEN, command.message);
  view.setUint16(COMMAND_HEAD_LEN + 4, address.length);
  bytes.set(address, COMMAND_HEAD_LEN + 6);
  return bytes;
}

function numbered(kind: Command['kind'], now: Now, id: number, rest: Uint8Array): Uint8Array {
  const { bytes, view } = withHead(kind, now, 4, rest);
  view.setUint32(COMMAND_HEAD_LEN, id);
  return bytes;
}

/** Head and last field are written; `middleLen` bytes between them are the caller's. */
function withHead(
  kind: Command['kind'],
  now: Now,
  middleLen: number,
  rest: Uint8Array,
): { bytes: Uint8Array; view: DataView } {
  const bytes = new Uint8Array(COMMAND_HEAD_LEN + middleLen + rest.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, COMMAND_KINDS[kind]);
  view.setFloat64(1, now.monoMs);
  view.setFloat64(9, now.wallMs);
  bytes.set(rest, COMMAND_HEAD_LEN + middleLen);
  return { bytes, view };
}

/**
 * Reads one output.
 *
 * @throws RangeError when it is cut short or of an unknown kind, TypeError when a text is not
 *   UTF-8: then core and binding are not of the same build
 */
export function decodeOutput(bytes: Uint8Array): Output {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = view.getUint8(0);
  switch (kind) {
    case 1:
      return { kind: 'open-socket', socket: view.getUint32(1), url: textFrom(bytes, 5) };
    case 2:
      return { kind: 'send-text', socket: view.getUint32(1), text: textFrom(bytes, 5) };
    case 3:
      return { kind: 'send-binary', socket: view.getUint32(1), frame: bytes.subarray(5) };
    case 4:
      return { kind: 'close-socket', socket: view.getUint32(1) };
    case 5:
      return {
        kind: 'fetch',
        request: view.getUint32(1),
        timeoutMs: view.getFloat64(5),
        url: textFrom(bytes, 13),
      };
    case 6:
      return { kind: 'wake', atMs: view.getFloat64(1) };
    case 7:
      return { kind: 'stage', stage: stageOf(view.getUint8(1)) };
    default:
      return decodeNews(kind, bytes, view);
  }
}

/** The outputs that are for the application rather than for the host. */
function decodeNews(kind: number, bytes: Uint8Array, view: DataView): Output {
  switch (kind) {
    case 8:
      return { kind: 'ready', address: textFrom(bytes, 1) };
    case 9:
      return decodeReceived(bytes, view);
    case 10:
      return { kind: 'sent', message: view.getUint32(1) };
    case 11:
      return { kind: 'acknowledged', message: view.getUint32(1) };
    case 12:
      return { kind: 'send-failed', message: view.getUint32(1), ...faultFrom(bytes, view, 5) };
    case 13:
      return { kind: 'start-failed', ...faultFrom(bytes, view, 1) };
    case 14:
      return { kind: 'closed' };
    case 15:
      return { kind: 'stats', json: textFrom(bytes, 1) };
    default:
      throw new RangeError(`the core gave an output of kind ${kind}; kinds 1 to 15 are known`);
  }
}

function decodeReceived(bytes: Uint8Array, view: DataView): Output {
  const hasTag = view.getUint8(1);
  if (hasTag === 0) {
    return { kind: 'received', tag: null, data: bytes.slice(2) };
  }
  requireLength(bytes, 2 + TAG_LEN);
  return { kind: 'received', tag: bytes.slice(2, 2 + TAG_LEN), data: bytes.slice(2 + TAG_LEN) };
}

function faultFrom(bytes: Uint8Array, view: DataView, at: number) {
  const end = at + 1 + view.getUint8(at);
  requireLength(bytes, end);
  return { code: fromUtf8.decode(bytes.subarray(at + 1, end)), detail: textFrom(bytes, end) };
}

function stageOf(code: number): Stage {
  const stage = STAGES[code];
  if (stage === undefined) {
    throw new RangeError(`the core gave stage ${code}; stages 0 to ${STAGES.length - 1} are known`);
  }
  return stage;
}

function textFrom(bytes: Uint8Array, at: number): string {
  requireLength(bytes, at);
  return fromUtf8.decode(bytes.subarray(at));
}

function requireLength(bytes: Uint8Array, length: number): void {
  if (bytes.length < length) {
    throw new RangeError(`the core gave an output of ${bytes.length} bytes; ${length} are needed`);
  }
}
