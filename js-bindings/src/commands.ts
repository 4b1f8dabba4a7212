/**
 * The inputs of the core as they cross the border to it (docs/boundary.md). Integers are
 * big-endian; texts are UTF-8 and run to the end unless a length is given.
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
      /** The server's time in Unix milliseconds; NaN when it is not known. */
      readonly dateUnixMs: number;
      readonly body: Uint8Array;
    }
  | {
      readonly kind: 'send';
      readonly message: number;
      readonly address: string;
      readonly data: Uint8Array;
    }
  | {
      readonly kind: 'send-anonymous';
      readonly message: number;
      /** What reply SURBs go along. */
      readonly allowance: ReplyAllowance;
      readonly address: string;
      readonly data: Uint8Array;
    }
  | {
      readonly kind: 'reply';
      readonly message: number;
      /** 16 bytes. */
      readonly tag: Uint8Array;
      readonly data: Uint8Array;
    }
  | { readonly kind: 'cancel'; readonly message: number }
  | { readonly kind: 'socket-buffered'; readonly socket: number; readonly bytes: number }
  | { readonly kind: 'network-hint'; readonly isOnline: boolean }
  | { readonly kind: 'inject-topology'; readonly request: number; readonly json: string }
  | { readonly kind: 'release-topology'; readonly request: number }
  | {
      readonly kind: 'test-node';
      readonly test: number;
      readonly identity: string;
      readonly packets: number;
      readonly timeoutMs: number;
    }
  | { readonly kind: 'cancel-node-test'; readonly test: number }
  | ({ readonly kind: 'keep' } & KeptState)
  | { readonly kind: 'stored'; readonly order: number }
  | { readonly kind: 'store-failed'; readonly order: number; readonly detail: string };

/** The reply SURBs of a message: the usual number, enough for an answer, or so many. */
export type ReplyAllowance =
  | { readonly by: 'usual' }
  | { readonly by: 'bytes' | 'surbs'; readonly amount: number };

const ALLOWANCE_WAYS: Readonly<Record<ReplyAllowance['by'], number>> = {
  usual: 0,
  bytes: 1,
  surbs: 2,
};

/** A state to go on with and to keep, or to begin to keep. */
export interface KeptState {
  readonly protection: keyof typeof PROTECTIONS;
  /** 32 bytes of a key, the UTF-8 of a passphrase, or nothing. */
  readonly secret: Uint8Array;
  /** Empty for a fresh client. */
  readonly snapshot: Uint8Array;
  readonly journal: Uint8Array;
}

const PROTECTIONS = { none: 0, key: 1, passphrase: 2 } as const;

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
  'send-anonymous': 11,
  reply: 12,
  cancel: 13,
  'socket-buffered': 14,
  'network-hint': 15,
  keep: 16,
  stored: 17,
  'store-failed': 18,
  'inject-topology': 19,
  'release-topology': 20,
  'test-node': 21,
  'cancel-node-test': 22,
};

/** kind u8, monotonic time f64, wall time f64. */
const COMMAND_HEAD_LEN = 17;
const ADDRESS_MAX_LEN = 0xffff;
/** The length of a sender tag in bytes. */
export const TAG_LEN = 16;
const U32_MAX = 0xffffffff;

const utf8 = new TextEncoder();
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
    case 'send-anonymous':
      return encodeSendAnonymous(command, now);
    case 'reply':
      return encodeReply(command, now);
    case 'cancel':
      return numbered(command.kind, now, command.message, NOTHING);
    case 'socket-buffered':
      return encodeBuffered(command, now);
    case 'network-hint':
      return withHead(command.kind, now, 0, Uint8Array.of(command.isOnline ? 1 : 0)).bytes;
    case 'keep':
      return encodeKeep(command, now);
    case 'stored':
      return numbered(command.kind, now, command.order, NOTHING);
    case 'store-failed':
      return numbered(command.kind, now, command.order, utf8.encode(command.detail));
    case 'inject-topology':
      return numbered(command.kind, now, command.request, utf8.encode(command.json));
    case 'release-topology':
      return numbered(command.kind, now, command.request, NOTHING);
    case 'test-node':
      return encodeNodeTest(command, now);
    case 'cancel-node-test':
      return numbered(command.kind, now, command.test, NOTHING);
  }
}

function encodeFetched(command: Extract<Command, { kind: 'fetched' }>, now: Now): Uint8Array {
  const { bytes, view } = withHead(command.kind, now, 14, command.body);
  view.setUint32(COMMAND_HEAD_LEN, command.request);
  view.setUint16(COMMAND_HEAD_LEN + 4, command.status);
  view.setFloat64(COMMAND_HEAD_LEN + 6, command.dateUnixMs);
  return bytes;
}

function encodeSend(command: Extract<Command, { kind: 'send' }>, now: Now): Uint8Array {
  const address = addressBytes(command.address);
  const { bytes, view } = withHead(command.kind, now, 6 + address.length, command.data);
  view.setUint32(COMMAND_HEAD_LEN, command.message);
  view.setUint16(COMMAND_HEAD_LEN + 4, address.length);
  bytes.set(address, COMMAND_HEAD_LEN + 6);
  return bytes;
}

function encodeSendAnonymous(
  command: Extract<Command, { kind: 'send-anonymous' }>,
  now: Now,
): Uint8Array {
  const address = addressBytes(command.address);
  const { allowance } = command;
  const amount = allowance.by === 'usual' ? 0 : Math.min(allowance.amount, U32_MAX);
  const { bytes, view } = withHead(command.kind, now, 11 + address.length, command.data);
  view.setUint32(COMMAND_HEAD_LEN, command.message);
  view.setUint8(COMMAND_HEAD_LEN + 4, ALLOWANCE_WAYS[allowance.by]);
  view.setUint32(COMMAND_HEAD_LEN + 5, amount);
  view.setUint16(COMMAND_HEAD_LEN + 9, address.length);
  bytes.set(address, COMMAND_HEAD_LEN + 11);
  return bytes;
}

function encodeNodeTest(command: Extract<Command, { kind: 'test-node' }>, now: Now): Uint8Array {
  const { bytes, view } = withHead(command.kind, now, 14, utf8.encode(command.identity));
  view.setUint32(COMMAND_HEAD_LEN, command.test);
  view.setUint16(COMMAND_HEAD_LEN + 4, command.packets);
  view.setFloat64(COMMAND_HEAD_LEN + 6, command.timeoutMs);
  return bytes;
}

function addressBytes(text: string): Uint8Array {
  const address = utf8.encode(text);
  if (address.length > ADDRESS_MAX_LEN) {
    throw new RangeError(
      `an address takes at most ${ADDRESS_MAX_LEN} bytes, this one ${address.length}`,
    );
  }
  return address;
}

function encodeReply(command: Extract<Command, { kind: 'reply' }>, now: Now): Uint8Array {
  if (command.tag.length !== TAG_LEN) {
    throw new RangeError(`a sender tag has ${TAG_LEN} bytes, this one ${command.tag.length}`);
  }
  const { bytes, view } = withHead(command.kind, now, 4 + TAG_LEN, command.data);
  view.setUint32(COMMAND_HEAD_LEN, command.message);
  bytes.set(command.tag, COMMAND_HEAD_LEN + 4);
  return bytes;
}

function encodeBuffered(
  command: Extract<Command, { kind: 'socket-buffered' }>,
  now: Now,
): Uint8Array {
  const { bytes, view } = withHead(command.kind, now, 8, NOTHING);
  view.setUint32(COMMAND_HEAD_LEN, command.socket);
  view.setUint32(COMMAND_HEAD_LEN + 4, Math.min(command.bytes, U32_MAX));
  return bytes;
}

function encodeKeep(command: Extract<Command, { kind: 'keep' }>, now: Now): Uint8Array {
  const { protection, secret, snapshot, journal } = command;
  const middleLen = 3 + secret.length + 4 + snapshot.length;
  const { bytes, view } = withHead(command.kind, now, middleLen, journal);
  view.setUint8(COMMAND_HEAD_LEN, PROTECTIONS[protection]);
  view.setUint16(COMMAND_HEAD_LEN + 1, secret.length);
  bytes.set(secret, COMMAND_HEAD_LEN + 3);
  view.setUint32(COMMAND_HEAD_LEN + 3 + secret.length, snapshot.length);
  bytes.set(snapshot, COMMAND_HEAD_LEN + 7 + secret.length);
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
