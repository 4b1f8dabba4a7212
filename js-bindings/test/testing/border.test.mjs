// The byte strings are written out by hand from docs/testing-boundary.md, as in CommandReaderTest.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeMixnetCommand } from '../../dist/testing/commands.js';
import { decodeMixnetOutput, isAnswer } from '../../dist/testing/outputs.js';

const NOW = { monoMs: 1.5, wallMs: 1_700_000_000_000 };
const TIMES = '3ff8000000000000' + '4278bcfe56800000';
const BYTES = Uint8Array.of(1, 2);

const hexOf = (bytes) => Buffer.from(bytes).toString('hex');
const bytesOf = (hex) => new Uint8Array(Buffer.from(hex, 'hex'));
const textHex = (text) => hexOf(Buffer.from(text));

test('every command is written as the boundary says', () => {
  const identity = new Uint8Array(32).fill(7);
  const commands = [
    [{ kind: 'http', request: 9, method: 'GET', target: '/' }, '01', '00000009034745542f'],
    [{ kind: 'socket-opened', gateway: 258 }, '02', '0102'],
    [{ kind: 'socket-text', connection: 7, text: 'hé' }, '03', '0000000768c3a9'],
    [{ kind: 'socket-binary', connection: 7, bytes: BYTES }, '04', '000000070102'],
    [{ kind: 'socket-ping', connection: 7 }, '05', '00000007'],
    [{ kind: 'socket-pong', connection: 7, bytes: BYTES }, '06', '000000070102'],
    [{ kind: 'socket-closed', connection: 0xfffffffe }, '07', 'fffffffe'],
    [{ kind: 'packet-arrived', node: 3, bytes: BYTES }, '08', '00030102'],
    [{ kind: 'wake' }, '09', ''],
    [{ kind: 'next-epoch' }, '0a', ''],
    [{ kind: 'next-rotation' }, '0b', ''],
    [{ kind: 'gateway-listens', gateway: 1, port: 9000 }, '0c', '00012328'],
    [{ kind: 'directory-listens', url: 'u' }, '0d', '75'],
    [{ kind: 'stats' }, '0e', ''],
    [{ kind: 'nodes' }, '0f', ''],
    [{ kind: 'find-client', identity }, '10', '07'.repeat(32)],
    [{ kind: 'node-runs', node: 11, isRunning: true }, '11', '000b01'],
    [{ kind: 'bandwidth', gateway: 1, isGiven: false }, '12', '000100'],
    [{ kind: 'watch', isOn: true }, '13', '01'],
  ];
  for (const [command, kind, body] of commands) {
    assert.equal(hexOf(encodeMixnetCommand(command, NOW)), kind + TIMES + body, command.kind);
  }
});

test('every output is read as the boundary says', () => {
  const headers = '{"vary":"origin"}';
  const outputs = [
    ['010000000768c3a9', { kind: 'send-text', connection: 7, text: 'hé' }],
    ['02000000070102', { kind: 'send-binary', connection: 7, bytes: BYTES }],
    ['03000000070102', { kind: 'ping', connection: 7, bytes: BYTES }],
    ['0400000007', { kind: 'close-socket', connection: 7 }],
    ['05000300000102', { kind: 'send-packet', from: 3, to: 0, bytes: BYTES }],
    ['067ff0000000000000', { kind: 'wake', atMs: Number.POSITIVE_INFINITY }],
    [
      `070000000900c80011${textHex(headers)}0102`,
      { kind: 'http-answer', status: 200, headers: { vary: 'origin' }, body: BYTES },
    ],
    ['0800000007', { kind: 'accepted', connection: 7 }],
    [`09${textHex('{"packetsIn":1}')}`, { kind: 'stats', stats: { packetsIn: 1 } }],
    [`0a${textHex('[]')}`, { kind: 'nodes', nodes: [] }],
    ['0b00000000', { kind: 'client', connection: 0 }],
    [
      `0c05${TIMES.slice(0, 16)}0003000000000000${textHex('REPLAYED')}`,
      {
        kind: 'event',
        event: { kind: 'dropped', monoMs: 1.5, node: 3, to: 0, length: 0, reason: 'REPLAYED' },
      },
    ],
  ];
  for (const [hex, expected] of outputs) {
    const output = decodeMixnetOutput(bytesOf(hex));
    assert.deepEqual(output, expected);
    const number = Number.parseInt(hex.slice(0, 2), 16);
    assert.equal(isAnswer(output), number >= 7 && number <= 11);
  }
});

test('what is of another build is refused', () => {
  for (const hex of ['', '00', '0d', '0800', '0506', '010000', `0c06${TIMES}0000`]) {
    assert.throws(() => decodeMixnetOutput(bytesOf(hex)), RangeError, hex);
  }
  assert.throws(() => decodeMixnetOutput(bytesOf('0100000007ff')), TypeError);
});
