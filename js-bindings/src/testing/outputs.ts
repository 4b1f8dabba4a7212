import type { MixnetEvent, MixnetEventKind } from './events.js';
import type { NetworkStats } from './stats.js';

/** What a network asks of its host. */
export type MixnetOutput =
  | { readonly kind: 'send-text'; readonly connection: number; readonly text: string }
  | {
      readonly kind: 'send-binary' | 'ping';
      readonly connection: number;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'close-socket'; readonly connection: number }
  | {
      readonly kind: 'send-packet';
      readonly from: number;
      /** 0 when no node has the packet's address. */
      readonly to: number;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'wake'; readonly atMs: number }
  | { readonly kind: 'event'; readonly event: MixnetEvent };

/** What a network answers to a command that asks something. */
export type MixnetAnswer =
  | ({ readonly kind: 'http-answer' } & DirectoryAnswer)
  | { readonly kind: 'accepted' | 'client'; readonly connection: number }
  | { readonly kind: 'stats'; readonly stats: NetworkStats }
  | { readonly kind: 'nodes'; readonly nodes: readonly ListedNode[] };

/** One answer of the directory. */
export interface DirectoryAnswer {
  /** The HTTP status. */
  readonly status: number;
  /** Header fields by their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The content. */
  readonly body: Uint8Array;
}

/** A node as the directory lists it. */
export interface ListedNode {
  readonly id: number;
  readonly identity: string;
  /** 1 to 3; 0 for a gateway. */
  readonly layer: number;
}

const EVENT_KINDS: readonly MixnetEventKind[] = [
  'entered',
  'received',
  'sent',
  'delivered',
  'stored',
  'dropped',
];

// Fatal: a network that emits anything but UTF-8 is broken, and that must be heard.
const fromUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Whether this is the answer to a command, rather than something to do. */
export function isAnswer(output: MixnetOutput | MixnetAnswer): output is MixnetAnswer {
  return ['http-answer', 'accepted', 'client', 'stats', 'nodes'].includes(output.kind);
}

/**
 * Reads one output.
 *
 * @throws RangeError when it is cut short or of an unknown kind: then the module and this file are
 *   not of the same build
 */
export function decodeMixnetOutput(bytes: Uint8Array): MixnetOutput | MixnetAnswer {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = view.getUint8(0);
  switch (kind) {
    case 1:
      return { kind: 'send-text', connection: view.getUint32(1), text: textFrom(bytes, 5) };
    case 2:
      return { kind: 'send-binary', connection: view.getUint32(1), bytes: bytes.subarray(5) };
    case 3:
      return { kind: 'ping', connection: view.getUint32(1), bytes: bytes.subarray(5) };
    case 4:
      return { kind: 'close-socket', connection: view.getUint32(1) };
    case 5: {
      const [from, to] = [view.getUint16(1), view.getUint16(3)];
      return { kind: 'send-packet', from, to, bytes: bytes.subarray(5) };
    }
    case 6:
      return { kind: 'wake', atMs: view.getFloat64(1) };
    case 12:
      return { kind: 'event', event: eventFrom(bytes, view) };
    default:
      return decodeAnswer(kind, bytes, view);
  }
}

function decodeAnswer(kind: number, bytes: Uint8Array, view: DataView): MixnetAnswer {
  switch (kind) {
    case 7:
      return { kind: 'http-answer', ...directoryAnswer(bytes, view) };
    case 8:
      return { kind: 'accepted', connection: view.getUint32(1) };
    case 9:
      return { kind: 'stats', stats: JSON.parse(textFrom(bytes, 1)) as NetworkStats };
    case 10:
      return { kind: 'nodes', nodes: JSON.parse(textFrom(bytes, 1)) as ListedNode[] };
    case 11:
      return { kind: 'client', connection: view.getUint32(1) };
    default:
      throw new RangeError(`the network gave an output of kind ${kind}; kinds 1 to 12 are known`);
  }
}

function directoryAnswer(bytes: Uint8Array, view: DataView): DirectoryAnswer {
  const bodyAt = 9 + view.getUint16(7);
  const headers = JSON.parse(textFrom(bytes.subarray(0, bodyAt), 9)) as Record<string, string>;
  return { status: view.getUint16(5), headers, body: bytes.subarray(bodyAt) };
}

function eventFrom(bytes: Uint8Array, view: DataView): MixnetEvent {
  const kind = EVENT_KINDS[view.getUint8(1)];
  if (kind === undefined) {
    throw new RangeError(`the network told an event of kind ${view.getUint8(1)}`);
  }
  return {
    kind,
    monoMs: view.getFloat64(2),
    node: view.getUint16(10),
    to: view.getUint16(12),
    length: view.getUint32(14),
    reason: textFrom(bytes, 18),
  };
}

function textFrom(bytes: Uint8Array, at: number): string {
  return fromUtf8.decode(bytes.subarray(at));
}
