import type { Now } from '../commands.js';

/** What is done to a network, as it crosses the border to it (docs/testing-boundary.md). */
export type MixnetCommand =
  | {
      readonly kind: 'http';
      readonly request: number;
      readonly method: string;
      /** Path and query. */
      readonly target: string;
    }
  | { readonly kind: 'socket-opened'; readonly gateway: number }
  | { readonly kind: 'socket-text'; readonly connection: number; readonly text: string }
  | {
      readonly kind: 'socket-binary' | 'socket-pong';
      readonly connection: number;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'socket-ping' | 'socket-closed'; readonly connection: number }
  | { readonly kind: 'packet-arrived'; readonly node: number; readonly bytes: Uint8Array }
  | { readonly kind: 'wake' | 'next-epoch' | 'next-rotation' | 'stats' | 'nodes' }
  | { readonly kind: 'gateway-listens'; readonly gateway: number; readonly port: number }
  | { readonly kind: 'directory-listens'; readonly url: string }
  | {
      readonly kind: 'find-client';
      /** 32 bytes. */
      readonly identity: Uint8Array;
    }
  | { readonly kind: 'node-runs'; readonly node: number; readonly isRunning: boolean }
  | { readonly kind: 'bandwidth'; readonly gateway: number; readonly isGiven: boolean }
  | { readonly kind: 'watch'; readonly isOn: boolean };

const KINDS: Readonly<Record<MixnetCommand['kind'], number>> = {
  http: 1,
  'socket-opened': 2,
  'socket-text': 3,
  'socket-binary': 4,
  'socket-ping': 5,
  'socket-pong': 6,
  'socket-closed': 7,
  'packet-arrived': 8,
  wake: 9,
  'next-epoch': 10,
  'next-rotation': 11,
  'gateway-listens': 12,
  'directory-listens': 13,
  stats: 14,
  nodes: 15,
  'find-client': 16,
  'node-runs': 17,
  bandwidth: 18,
  watch: 19,
};

/** kind u8, monotonic time f64, wall time f64. */
const HEAD_LEN = 17;
const NOTHING = new Uint8Array(0);
const utf8 = new TextEncoder();

/** Writes one command with the time at which it happens. */
export function encodeMixnetCommand(command: MixnetCommand, now: Now): Uint8Array {
  const [fields, rest] = bodyOf(command);
  const bytes = new Uint8Array(HEAD_LEN + fields.length + rest.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, KINDS[command.kind]);
  view.setFloat64(1, now.monoMs);
  view.setFloat64(9, now.wallMs);
  bytes.set(fields, HEAD_LEN);
  bytes.set(rest, HEAD_LEN + fields.length);
  return bytes;
}

/** The fields of fixed length, and what follows them. */
function bodyOf(command: MixnetCommand): readonly [ArrayLike<number>, Uint8Array] {
  switch (command.kind) {
    case 'http':
      return [u32(command.request), withLength(command.method, command.target)];
    case 'socket-opened':
      return [u16(command.gateway), NOTHING];
    case 'socket-text':
      return [u32(command.connection), utf8.encode(command.text)];
    case 'socket-binary':
    case 'socket-pong':
      return [u32(command.connection), command.bytes];
    case 'socket-ping':
    case 'socket-closed':
      return [u32(command.connection), NOTHING];
    case 'packet-arrived':
      return [u16(command.node), command.bytes];
    case 'gateway-listens':
      return [[...u16(command.gateway), ...u16(command.port)], NOTHING];
    case 'directory-listens':
      return [[], utf8.encode(command.url)];
    case 'find-client':
      return [[], command.identity];
    case 'node-runs':
      return [[...u16(command.node), command.isRunning ? 1 : 0], NOTHING];
    case 'bandwidth':
      return [[...u16(command.gateway), command.isGiven ? 1 : 0], NOTHING];
    case 'watch':
      return [[command.isOn ? 1 : 0], NOTHING];
    default:
      return [[], NOTHING];
  }
}

/** One byte of length and the first text, then the second. */
function withLength(first: string, second: string): Uint8Array {
  const [head, tail] = [utf8.encode(first).subarray(0, 0xff), utf8.encode(second)];
  const bytes = new Uint8Array(1 + head.length + tail.length);
  bytes[0] = head.length;
  bytes.set(head, 1);
  bytes.set(tail, 1 + head.length);
  return bytes;
}

function u16(value: number): number[] {
  return [(value >>> 8) & 0xff, value & 0xff];
}

function u32(value: number): number[] {
  return [...u16(value >>> 16), ...u16(value)];
}
