import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeCommand } from '../../dist/commands.js';
import { decodeOutput } from '../../dist/outputs.js';
import { f64, join, output, text, u8, u16, u32 } from './bytes.mjs';

const NOW = { monoMs: 1234.5, wallMs: 1_700_000_000_000.25 };
const TAG = Uint8Array.from({ length: 16 }, (_, i) => 240 + i);
const head = (kind) => join(u8(kind), f64(NOW.monoMs), f64(NOW.wallMs));

test('commands are written to the byte', () => {
  const cases = [
    [{ kind: 'start' }, head(1)],
    [{ kind: 'socket-opened', socket: 7 }, join(head(2), u32(7))],
    [{ kind: 'socket-text', socket: 7, text: 'é€' }, join(head(3), u32(7), text('é€'))],
    [
      { kind: 'socket-binary', socket: 0xfffffffe, frame: Uint8Array.of(1, 2, 3) },
      join(head(4), Uint8Array.of(255, 255, 255, 254, 1, 2, 3)),
    ],
    [{ kind: 'socket-closed', socket: 258 }, join(head(5), Uint8Array.of(0, 0, 1, 2))],
    [
      { kind: 'fetched', request: 9, status: 404, dateUnixMs: 1.5, body: text('{}') },
      join(head(6), u32(9), u16(404), f64(1.5), text('{}')),
    ],
    [{ kind: 'wake' }, head(7)],
    [
      { kind: 'send', message: 3, address: 'a.b@c', data: Uint8Array.of(9) },
      join(head(8), u32(3), u16(5), text('a.b@c'), u8(9)),
    ],
    [{ kind: 'close' }, head(9)],
    [{ kind: 'stats' }, head(10)],
    [
      {
        kind: 'send-anonymous',
        message: 3,
        allowance: { by: 'surbs', amount: 0xff0c },
        address: 'é',
        data: Uint8Array.of(9),
      },
      join(head(11), u32(3), Uint8Array.of(2, 0, 0, 255, 12), u16(2), text('é'), u8(9)),
    ],
    [
      { kind: 'reply', message: 0xfffffffe, tag: TAG, data: Uint8Array.of(9, 8) },
      join(head(12), Uint8Array.of(255, 255, 255, 254), TAG, Uint8Array.of(9, 8)),
    ],
    [{ kind: 'cancel', message: 258 }, join(head(13), Uint8Array.of(0, 0, 1, 2))],
    [
      { kind: 'socket-buffered', socket: 7, bytes: 0x01020304 },
      join(head(14), u32(7), Uint8Array.of(1, 2, 3, 4)),
    ],
    [
      { kind: 'socket-buffered', socket: 7, bytes: 2 ** 40 },
      join(head(14), u32(7), Uint8Array.of(255, 255, 255, 255)),
    ],
    [{ kind: 'network-hint', isOnline: false }, join(head(15), u8(0))],
    [{ kind: 'network-hint', isOnline: true }, join(head(15), u8(1))],
    [
      {
        kind: 'keep',
        protection: 'passphrase',
        secret: text('é'),
        snapshot: Uint8Array.of(1, 2),
        journal: u8(3),
      },
      join(head(16), u8(2), u16(2), text('é'), u32(2), Uint8Array.of(1, 2, 3)),
    ],
    [{ kind: 'stored', order: 7 }, join(head(17), u32(7))],
    [{ kind: 'store-failed', order: 7, detail: 'no' }, join(head(18), u32(7), text('no'))],
    [
      { kind: 'inject-topology', request: 258, json: '{"é":1}' },
      join(head(19), Uint8Array.of(0, 0, 1, 2), text('{"é":1}')),
    ],
    [{ kind: 'release-topology', request: 5 }, join(head(20), u32(5))],
    [
      { kind: 'test-node', test: 7, identity: 'a1', packets: 0x0102, timeoutMs: 2.5 },
      join(head(21), u32(7), Uint8Array.of(1, 2), f64(2.5), text('a1')),
    ],
    [{ kind: 'cancel-node-test', test: 7 }, join(head(22), u32(7))],
  ];
  for (const [command, bytes] of cases) {
    assert.deepEqual(encodeCommand(command, NOW), bytes, command.kind);
  }
});

test('the head holds kind and both times as big-endian doubles', () => {
  const bytes = encodeCommand({ kind: 'wake' }, { monoMs: 1, wallMs: 2 });
  assert.equal(Buffer.from(bytes).toString('hex'), '073ff00000000000004000000000000000');
});

test('outputs are read', () => {
  const tag = new Uint8Array(16).fill(5);
  const cases = [
    [output.openSocket(1, 'ws://x'), { kind: 'open-socket', socket: 1, url: 'ws://x' }],
    [output.sendText(1, '{"é":1}'), { kind: 'send-text', socket: 1, text: '{"é":1}' }],
    [
      output.sendBinary(0xffffffff, u8(8)),
      { kind: 'send-binary', socket: 0xffffffff, frame: u8(8) },
    ],
    [output.closeSocket(2), { kind: 'close-socket', socket: 2 }],
    [
      output.fetch(4, 5000.5, 'http://x/y'),
      { kind: 'fetch', request: 4, timeoutMs: 5000.5, url: 'http://x/y' },
    ],
    [output.wake(17.25), { kind: 'wake', atMs: 17.25 }],
    [output.wake(Number.POSITIVE_INFINITY), { kind: 'wake', atMs: Number.POSITIVE_INFINITY }],
    [output.stage(3), { kind: 'stage', stage: 'gateway-handshake' }],
    [output.ready('a.b@c'), { kind: 'ready', address: 'a.b@c' }],
    [
      output.received(text('hi')),
      { kind: 'received', id: 1, isAgain: false, tag: null, data: text('hi') },
    ],
    [
      output.received(text('hi'), tag, { id: 0x01020304 }),
      { kind: 'received', id: 0x01020304, isAgain: false, tag, data: text('hi') },
    ],
    [
      output.received(new Uint8Array(0), tag, { isAgain: true }),
      { kind: 'received', id: 1, isAgain: true, tag, data: new Uint8Array(0) },
    ],
    [output.storeSnapshot(7, u8(1)), { kind: 'store-snapshot', order: 7, bytes: u8(1) }],
    [output.storeAppend(8, u8(2)), { kind: 'store-append', order: 8, bytes: u8(2) }],
    [output.resumed(5, 17.5), { kind: 'resumed', message: 5, queuedMs: 17.5 }],
    [output.sent(6), { kind: 'sent', message: 6 }],
    [output.acknowledged(6), { kind: 'acknowledged', message: 6 }],
    [
      output.sendFailed(6, 'QUEUE_FULL', 'no room'),
      { kind: 'send-failed', message: 6, code: 'QUEUE_FULL', detail: 'no room' },
    ],
    [
      output.startFailed('NO_GATEWAY', ''),
      { kind: 'start-failed', code: 'NO_GATEWAY', detail: '' },
    ],
    [output.closed(), { kind: 'closed' }],
    [output.stats({ realSent: 1 }), { kind: 'stats', json: '{"realSent":1}' }],
    [
      output.progress(6, 3, 2, 0xffffffff),
      { kind: 'progress', message: 6, left: 3, acknowledged: 2, total: 0xffffffff },
    ],
    [
      output.topology(0xfffffffe, 5, 258),
      { kind: 'topology', epoch: 0xfffffffe, rotation: 5, nodes: 258 },
    ],
    [output.topologyTaken(258), { kind: 'topology-taken', request: 258 }],
    [
      output.topologyRefused(5, 'EMPTY_LAYER', 'é'),
      { kind: 'topology-refused', request: 5, code: 'EMPTY_LAYER', detail: 'é' },
    ],
    [
      output.nodeTested(7, [4, 3, 2, 1, 0], 50.5, [1.5, 2.5]),
      {
        kind: 'node-tested',
        test: 7,
        sent: 4,
        receivedPackets: 3,
        receivedAcks: 2,
        duplicatePackets: 1,
        duplicateAcks: 0,
        score: 50.5,
        roundTripsMs: [1.5, 2.5],
      },
    ],
    [
      output.nodeTestFailed(7, 'NO_ROUTE', 'no'),
      { kind: 'node-test-failed', test: 7, code: 'NO_ROUTE', detail: 'no' },
    ],
    [
      output.privacyWarning('NO_LOOP_COVER', 'who'),
      { kind: 'privacy-warning', code: 'NO_LOOP_COVER', detail: 'who' },
    ],
  ];
  for (const [bytes, value] of cases) {
    assert.deepEqual(decodeOutput(bytes), value, value.kind);
  }
});

test('all eight stages have a name', () => {
  const names = [0, 1, 2, 3, 4, 5, 6, 7].map((code) => decodeOutput(output.stage(code)).stage);
  assert.deepEqual(names, [
    'idle',
    'directory',
    'gateway-socket',
    'gateway-handshake',
    'ready',
    'reconnecting',
    'closed',
    'offline',
  ]);
});

test('alarms and refused bandwidth are read', () => {
  const alarm = Uint8Array.of(18, 6, 83, 72, 82, 85, 78, 75, 33);
  assert.deepEqual(decodeOutput(alarm), { kind: 'topology-alarm', code: 'SHRUNK', detail: '!' });
  const refused = Uint8Array.of(19, 33);
  assert.deepEqual(decodeOutput(refused), { kind: 'bandwidth-refused', detail: '!' });
  assert.deepEqual(decodeOutput(output.stage(7)), { kind: 'stage', stage: 'offline' });
});

test('an output of an unknown kind or stage is refused', () => {
  assert.throws(() => decodeOutput(u8(0)), RangeError);
  assert.throws(() => decodeOutput(u8(28)), /kind 28/);
  assert.throws(() => decodeOutput(output.stage(8)), /stage 8/);
});

test('an output that is cut short is refused', () => {
  const whole = [
    output.openSocket(1, ''),
    output.sendText(1, ''),
    output.closeSocket(1),
    output.fetch(1, 1, ''),
    output.wake(1),
    output.stage(1),
    output.sent(1),
    output.sendFailed(1, 'CLOSED', ''),
    output.startFailed('CLOSED', ''),
    output.received(new Uint8Array(0), new Uint8Array(16)),
    output.progress(1, 2, 3, 4),
    output.topology(1, 2, 3),
    output.storeSnapshot(1, new Uint8Array(0)),
    output.storeAppend(1, new Uint8Array(0)),
    output.resumed(1, 2),
    output.topologyTaken(1),
    output.topologyRefused(1, 'A', ''),
    output.nodeTested(1, [1, 1, 1, 1, 1], 1, []),
    output.nodeTestFailed(1, 'A', ''),
    output.privacyWarning('A', ''),
  ];
  for (const bytes of whole) {
    decodeOutput(bytes);
    for (let length = 0; length < bytes.length; length++) {
      assert.throws(() => decodeOutput(bytes.subarray(0, length)), RangeError);
    }
  }
});

test('an output with a text that is not UTF-8 is refused', () => {
  assert.throws(() => decodeOutput(join(u8(8), Uint8Array.of(0xc3, 0x28))), TypeError);
});

test('a window into a larger buffer is read as itself', () => {
  const inside = join(u8(99), output.sent(0x01020304), u8(99)).subarray(1, 6);
  assert.deepEqual(decodeOutput(inside), { kind: 'sent', message: 0x01020304 });
});

test('received data is a copy', () => {
  const bytes = output.received(text('hi'));
  const { data } = decodeOutput(bytes);
  bytes.fill(0);
  assert.deepEqual(data, text('hi'));
});

test('random bytes are read or refused, never anything else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      try {
        assert.equal(typeof decodeOutput(bytes).kind, 'string');
      } catch (fault) {
        assert.ok(fault instanceof RangeError || fault instanceof TypeError);
      }
    }),
    { numRuns: 2000 },
  );
});

test('any message crosses the border unchanged', () => {
  const u32s = fc.integer({ min: 0, max: 0xffffffff });
  fc.assert(
    fc.property(
      u32s,
      fc.string({ unit: 'grapheme' }),
      fc.uint8Array(),
      (message, address, data) => {
        const bytes = encodeCommand({ kind: 'send', message, address, data }, NOW);
        const expected = join(
          head(8),
          u32(message),
          u16(text(address).length),
          text(address),
          data,
        );
        assert.deepEqual(bytes, expected);
      },
    ),
  );
});

test('any anonymous message and any reply cross the border unchanged', () => {
  const u32s = fc.integer({ min: 0, max: 0xffffffff });
  const allowances = fc.oneof(
    fc.constant([{ by: 'usual' }, join(u8(0), u32(0))]),
    u32s.map((amount) => [{ by: 'bytes', amount }, join(u8(1), u32(amount))]),
    u32s.map((amount) => [{ by: 'surbs', amount }, join(u8(2), u32(amount))]),
  );
  const anyText = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(u32s, allowances, anyText, fc.uint8Array(), (message, given, address, data) => {
      const [allowance, bytes] = given;
      const command = { kind: 'send-anonymous', message, allowance, address, data };
      const name = text(address);
      assert.deepEqual(
        encodeCommand(command, NOW),
        join(head(11), u32(message), bytes, u16(name.length), name, data),
      );
    }),
  );
  const tags = fc.uint8Array({ minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(u32s, tags, fc.uint8Array(), (message, tag, data) => {
      const bytes = encodeCommand({ kind: 'reply', message, tag, data }, NOW);
      assert.deepEqual(bytes, join(head(12), u32(message), tag, data));
    }),
  );
});

test('an address that does not fit its length field is refused', () => {
  for (const kind of ['send', 'send-anonymous']) {
    const address = 'x'.repeat(65_536);
    const command = { kind, message: 1, allowance: { by: 'usual' }, address, data: u8(1) };
    assert.throws(() => encodeCommand(command, NOW), RangeError);
  }
});

test('an answer longer than any number holds is told as the longest', () => {
  const allowance = { by: 'bytes', amount: 2 ** 40 };
  const command = { kind: 'send-anonymous', message: 1, allowance, address: '', data: u8(9) };
  const expected = join(head(11), u32(1), u8(1), u32(0xffffffff), u16(0), u8(9));
  assert.deepEqual(encodeCommand(command, NOW), expected);
});

test('a tag of another length than 16 bytes is refused', () => {
  for (const length of [0, 15, 17]) {
    const command = { kind: 'reply', message: 1, tag: new Uint8Array(length), data: u8(1) };
    assert.throws(() => encodeCommand(command, NOW), RangeError);
  }
});
