// Byte strings of the border as the tests write them: by hand, field by field.

const utf8 = new TextEncoder();

export const text = (value) => utf8.encode(value);
export const u8 = (value) => Uint8Array.of(value);
export const u16 = (value) => Uint8Array.of(value >>> 8, value & 0xff);
export const u32 = (value) =>
  Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);

export function f64(value) {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return bytes;
}

export function join(...parts) {
  return new Uint8Array(Buffer.concat(parts));
}

/** The outputs of a core, by name. */
export const output = {
  openSocket: (socket, url) => join(u8(1), u32(socket), text(url)),
  sendText: (socket, value) => join(u8(2), u32(socket), text(value)),
  sendBinary: (socket, frame) => join(u8(3), u32(socket), frame),
  closeSocket: (socket) => join(u8(4), u32(socket)),
  fetch: (request, timeoutMs, url) => join(u8(5), u32(request), f64(timeoutMs), text(url)),
  wake: (atMs) => join(u8(6), f64(atMs)),
  stage: (stage) => join(u8(7), u8(stage)),
  ready: (address) => join(u8(8), text(address)),
  received: (data, tag, { id = 1, isAgain = false } = {}) => {
    const flags = (tag === undefined ? 0 : 1) + (isAgain ? 2 : 0);
    return join(u8(9), u8(flags), u32(id), tag ?? new Uint8Array(0), data);
  },
  sent: (message) => join(u8(10), u32(message)),
  acknowledged: (message) => join(u8(11), u32(message)),
  sendFailed: (message, code, detail) =>
    join(u8(12), u32(message), u8(code.length), text(code), text(detail)),
  startFailed: (code, detail) => join(u8(13), u8(code.length), text(code), text(detail)),
  closed: () => u8(14),
  stats: (value) => join(u8(15), text(JSON.stringify(value))),
  progress: (message, left, acknowledged, total) =>
    join(u8(16), u32(message), u32(left), u32(acknowledged), u32(total)),
  topology: (epoch, rotation, nodes) => join(u8(17), u32(epoch), u32(rotation), u32(nodes)),
  storeSnapshot: (order, bytes) => join(u8(20), u32(order), bytes),
  storeAppend: (order, bytes) => join(u8(21), u32(order), bytes),
  resumed: (message, queuedMs) => join(u8(22), u32(message), f64(queuedMs)),
  topologyTaken: (request) => join(u8(23), u32(request)),
  topologyRefused: (request, code, detail) =>
    join(u8(24), u32(request), u8(code.length), text(code), text(detail)),
  nodeTested: (test, counts, score, roundTripsMs) =>
    join(u8(25), u32(test), ...counts.map(u32), f64(score), ...roundTripsMs.map(f64)),
  nodeTestFailed: (test, code, detail) =>
    join(u8(26), u32(test), u8(code.length), text(code), text(detail)),
  privacyWarning: (code, detail) => join(u8(27), u8(code.length), text(code), text(detail)),
};

/** The kinds of commands. */
export const command = {
  START: 1,
  SOCKET_OPENED: 2,
  SOCKET_TEXT: 3,
  SOCKET_BINARY: 4,
  SOCKET_CLOSED: 5,
  FETCHED: 6,
  WAKE: 7,
  SEND: 8,
  CLOSE: 9,
  STATS: 10,
  SEND_ANONYMOUS: 11,
  REPLY: 12,
  CANCEL: 13,
  SOCKET_BUFFERED: 14,
  NETWORK_HINT: 15,
  KEEP: 16,
  STORED: 17,
  STORE_FAILED: 18,
  INJECT_TOPOLOGY: 19,
  RELEASE_TOPOLOGY: 20,
  TEST_NODE: 21,
  CANCEL_NODE_TEST: 22,
};
