import { TAG_LEN } from './commands.js';

/**
 * The outputs of the core as they cross the border from it (docs/boundary.md). Integers are
 * big-endian; texts are UTF-8 and run to the end unless a length is given.
 */

/** Where a client stands; the first five in the order in which a start passes through them. */
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
  | {
      readonly kind: 'received';
      /** Of the message; the same when it comes again. */
      readonly id: number;
      /** Whether an earlier run may have given it out already. */
      readonly isAgain: boolean;
      readonly tag: Uint8Array | null;
      readonly data: Uint8Array;
    }
  | { readonly kind: 'sent' | 'acknowledged'; readonly message: number }
  | {
      readonly kind: 'send-failed';
      readonly message: number;
      readonly code: string;
      readonly detail: string;
    }
  | { readonly kind: 'start-failed'; readonly code: string; readonly detail: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'stats'; readonly json: string }
  | {
      readonly kind: 'progress';
      readonly message: number;
      readonly left: number;
      readonly acknowledged: number;
      readonly total: number;
    }
  | {
      readonly kind: 'topology';
      readonly epoch: number;
      readonly rotation: number;
      readonly nodes: number;
    }
  | { readonly kind: 'topology-alarm'; readonly code: string; readonly detail: string }
  | { readonly kind: 'bandwidth-refused'; readonly detail: string }
  | {
      readonly kind: 'store-snapshot' | 'store-append';
      readonly order: number;
      readonly bytes: Uint8Array;
    }
  | {
      readonly kind: 'resumed';
      readonly message: number;
      /** When it was given to an earlier run, Unix milliseconds. */
      readonly queuedMs: number;
    }
  | { readonly kind: 'topology-taken'; readonly request: number }
  | {
      readonly kind: 'topology-refused';
      readonly request: number;
      readonly code: string;
      readonly detail: string;
    }
  | {
      readonly kind: 'node-tested';
      readonly test: number;
      readonly sent: number;
      readonly receivedPackets: number;
      readonly receivedAcks: number;
      readonly duplicatePackets: number;
      readonly duplicateAcks: number;
      readonly score: number;
      readonly roundTripsMs: readonly number[];
    }
  | {
      readonly kind: 'node-test-failed';
      readonly test: number;
      readonly code: string;
      readonly detail: string;
    }
  | { readonly kind: 'privacy-warning'; readonly code: string; readonly detail: string };

/** The outputs of some kinds. */
export type OutputOf<K extends Output['kind']> = Extract<Output, { readonly kind: K }>;

const HAS_TAG = 1;
const AGAIN = 2;

const STAGES = [
  'idle',
  'directory',
  'gateway-socket',
  'gateway-handshake',
  'ready',
  'reconnecting',
  'closed',
  'offline',
] as const;

// Fatal: a core that emits anything but UTF-8 is broken, and that must be heard.
const fromUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

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
    case 16:
      return decodeProgress(view);
    case 17:
      return decodeTopology(view);
    case 18:
      return { kind: 'topology-alarm', ...faultFrom(bytes, view, 1) };
    case 19:
      return { kind: 'bandwidth-refused', detail: textFrom(bytes, 1) };
    default:
      return decodeStoring(kind, bytes, view);
  }
}

/** The outputs about what outlives this run. */
function decodeStoring(kind: number, bytes: Uint8Array, view: DataView): Output {
  switch (kind) {
    case 20:
      return { kind: 'store-snapshot', order: view.getUint32(1), bytes: bytes.slice(5) };
    case 21:
      return { kind: 'store-append', order: view.getUint32(1), bytes: bytes.slice(5) };
    case 22:
      return { kind: 'resumed', message: view.getUint32(1), queuedMs: view.getFloat64(5) };
    default:
      return decodeNetworkNews(kind, bytes, view);
  }
}

/** The outputs about the network itself, and the warnings. */
function decodeNetworkNews(kind: number, bytes: Uint8Array, view: DataView): Output {
  switch (kind) {
    case 23:
      return { kind: 'topology-taken', request: view.getUint32(1) };
    case 24:
      return { kind: 'topology-refused', request: view.getUint32(1), ...faultFrom(bytes, view, 5) };
    case 25:
      return decodeNodeTested(bytes, view);
    case 26:
      return { kind: 'node-test-failed', test: view.getUint32(1), ...faultFrom(bytes, view, 5) };
    case 27:
      return { kind: 'privacy-warning', ...faultFrom(bytes, view, 1) };
    default:
      throw new RangeError(`the core gave an output of the unknown kind ${kind}`);
  }
}

function decodeNodeTested(bytes: Uint8Array, view: DataView): Output {
  const roundTripsMs: number[] = [];
  const result = {
    kind: 'node-tested' as const,
    test: view.getUint32(1),
    sent: view.getUint32(5),
    receivedPackets: view.getUint32(9),
    receivedAcks: view.getUint32(13),
    duplicatePackets: view.getUint32(17),
    duplicateAcks: view.getUint32(21),
    score: view.getFloat64(25),
    roundTripsMs,
  };
  for (let at = 33; at < bytes.length; at += 8) {
    roundTripsMs.push(view.getFloat64(at));
  }
  return result;
}

function decodeProgress(view: DataView): Output {
  return {
    kind: 'progress',
    message: view.getUint32(1),
    left: view.getUint32(5),
    acknowledged: view.getUint32(9),
    total: view.getUint32(13),
  };
}

function decodeTopology(view: DataView): Output {
  const [epoch, rotation, nodes] = [view.getUint32(1), view.getUint32(5), view.getUint32(9)];
  return { kind: 'topology', epoch, rotation, nodes };
}

function decodeReceived(bytes: Uint8Array, view: DataView): Output {
  const flags = view.getUint8(1);
  const id = view.getUint32(2);
  const isAgain = (flags & AGAIN) !== 0;
  if ((flags & HAS_TAG) === 0) {
    return { kind: 'received', id, isAgain, tag: null, data: bytes.slice(6) };
  }
  const end = 6 + TAG_LEN;
  requireLength(bytes, end);
  return { kind: 'received', id, isAgain, tag: bytes.slice(6, end), data: bytes.slice(end) };
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
