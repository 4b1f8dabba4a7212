import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Driver } from '../../dist/driver.js';
import { f64, join, output, text, u16, u32 } from './bytes.mjs';
import { bodyOf, command, FakeCore, FakePlatform, FakeWebSocket, settled } from './fakes.mjs';

let platform;
let news;

beforeEach(() => {
  platform = new FakePlatform();
  news = [];
});

function driverOf(core) {
  return new Driver(core, platform, (piece) => news.push(piece));
}

function startedWith(...outputs) {
  const core = new FakeCore({ [command.START]: () => outputs });
  const driver = driverOf(core);
  driver.start();
  return { core, driver };
}

test('every input carries the time at which it is given', () => {
  const { core } = startedWith();
  assert.deepEqual(core.inputs[0].subarray(1, 17), join(f64(1000), f64(1_700_000_001_000)));
});

test('an opened socket tells the core, frames go both ways', () => {
  const { core } = startedWith(output.openSocket(5, 'ws://gateway'));
  const [socket] = FakeWebSocket.made;
  assert.equal(socket.url, 'ws://gateway');
  assert.equal(socket.binaryType, 'arraybuffer');

  core.on[command.SOCKET_OPENED] = () => [
    output.sendText(5, 'hello'),
    output.sendBinary(5, Uint8Array.of(1, 2)),
  ];
  socket.happen('open');
  assert.deepEqual(bodyOf(core.last()), u32(5));
  assert.deepEqual(socket.sent, ['hello', Uint8Array.of(1, 2)]);

  socket.happen('message', { data: 'text' });
  assert.equal(core.last()[0], command.SOCKET_TEXT);
  assert.deepEqual(bodyOf(core.last()), join(u32(5), text('text')));

  socket.happen('message', { data: Uint8Array.of(7, 8).buffer });
  assert.equal(core.last()[0], command.SOCKET_BINARY);
  assert.deepEqual(bodyOf(core.last()), join(u32(5), Uint8Array.of(7, 8)));
});

test('a lost socket is told once, though both error and close happen', () => {
  const { core } = startedWith(output.openSocket(5, 'ws://gateway'));
  const [socket] = FakeWebSocket.made;
  socket.happen('error');
  socket.happen('close');
  socket.happen('message', { data: 'late' });
  assert.deepEqual(core.kinds(), [command.START, command.SOCKET_CLOSED]);
});

test('a socket that the engine refuses counts as closed', () => {
  const { core } = startedWith(output.openSocket(5, 'bad:url'));
  assert.deepEqual(core.kinds(), [command.START, command.SOCKET_CLOSED]);
});

test('a socket that the core closes is closed normally and heard no more', () => {
  const { core } = startedWith(output.openSocket(5, 'ws://gateway'), output.closeSocket(5));
  const [socket] = FakeWebSocket.made;
  assert.equal(socket.closedWith, 1000);
  socket.happen('close');
  assert.deepEqual(core.kinds(), [command.START]);
});

test('a frame for a socket that is gone does no harm', () => {
  startedWith(output.sendText(5, 'x'), output.sendBinary(5, Uint8Array.of(1)));
  assert.deepEqual(news, []);
});

test('a peer that leaves 8 MiB unread is given up', () => {
  const { core } = startedWith(output.openSocket(5, 'ws://gateway'));
  const [socket] = FakeWebSocket.made;
  socket.bufferedAmount = 8 * 1024 * 1024 + 1;
  core.on[command.SOCKET_OPENED] = () => [output.sendBinary(5, Uint8Array.of(1))];
  socket.happen('open');
  assert.deepEqual(core.kinds(), [command.START, command.SOCKET_OPENED, command.SOCKET_CLOSED]);
  assert.deepEqual(socket.sent, []);
});

test('a peer that sends a frame above 1 MiB is given up', () => {
  for (const data of [new ArrayBuffer(1024 * 1024 + 1), 'x'.repeat(1024 * 1024 + 1)]) {
    const { core } = startedWith(output.openSocket(5, 'ws://gateway'));
    FakeWebSocket.made.at(-1).happen('message', { data });
    assert.deepEqual(core.kinds(), [command.START, command.SOCKET_CLOSED]);
    assert.equal(FakeWebSocket.made.at(-1).closedWith, 1000);
  }
});

test('a frame of another type than was asked for is ignored', () => {
  const { core } = startedWith(output.openSocket(5, 'ws://gateway'));
  FakeWebSocket.made[0].happen('message', { data: new Blob(['x']) });
  assert.deepEqual(core.kinds(), [command.START]);
});

test('a document is fetched without traces and its body is handed over', async () => {
  const { core } = startedWith(output.fetch(3, 5000, 'http://directory/x'));
  const [{ url, init, resolve }] = platform.fetches;
  assert.equal(url, 'http://directory/x');
  assert.equal(init.cache, 'no-store');
  assert.equal(init.credentials, 'omit');
  assert.equal(init.referrerPolicy, 'no-referrer');
  assert.deepEqual(init.headers, { accept: 'application/json' });
  const headers = { date: 'Sun, 06 Nov 1994 08:49:37 GMT' };
  resolve(new Response('{"a":1}', { status: 203, headers }));
  await settled();
  assert.equal(core.last()[0], command.FETCHED);
  assert.deepEqual(
    bodyOf(core.last()),
    join(u32(3), u16(203), f64(784_111_777_000), text('{"a":1}')),
  );
  assert.equal(platform.timers.size, 0);
});

const noAnswer = join(u32(3), u16(0), f64(Number.NaN));

test('a fetch that fails is answered with status 0', async () => {
  const { core } = startedWith(output.fetch(3, 5000, 'http://directory/x'));
  platform.fetches[0].reject(new TypeError('no route'));
  await settled();
  assert.deepEqual(bodyOf(core.last()), noAnswer);
});

test('a fetch that takes too long is answered with status 0', async () => {
  const { core } = startedWith(output.fetch(3, 5000, 'http://directory/x'));
  platform.advance(4999);
  await settled();
  assert.deepEqual(core.kinds(), [command.START]);
  platform.advance(1);
  await settled();
  assert.deepEqual(bodyOf(core.last()), noAnswer);
});

test('a body above 8 MiB is no answer', async () => {
  const { core } = startedWith(output.fetch(3, 5000, 'http://directory/x'));
  platform.fetches[0].resolve(new Response(new Uint8Array(8 * 1024 * 1024 + 1)));
  await settled();
  await settled();
  assert.deepEqual(bodyOf(core.last()), noAnswer);
});

test('a body without content is empty', async () => {
  const { core } = startedWith(output.fetch(3, 5000, 'http://directory/x'));
  platform.fetches[0].resolve(new Response(null, { status: 204 }));
  await settled();
  assert.deepEqual(bodyOf(core.last()), join(u32(3), u16(204), f64(Number.NaN)));
});

test('a date that is none is not told', async () => {
  const { core } = startedWith(output.fetch(3, 5000, 'http://directory/x'));
  platform.fetches[0].resolve(new Response(null, { status: 204, headers: { date: 'soon' } }));
  await settled();
  assert.deepEqual(bodyOf(core.last()), join(u32(3), u16(204), f64(Number.NaN)));
});

test('an input that comes during another one waits until its outputs are drained', () => {
  const core = new FakeCore({
    [command.START]: () => [output.received(text('ping')), output.received(text('pong'))],
  });
  const driver = new Driver(core, platform, (piece) => {
    if (piece.kind === 'received') {
      driver.post({ kind: 'send', message: 1, address: 'x', data: piece.data });
    }
  });
  driver.start();
  assert.deepEqual(core.kinds(), [command.START, command.SEND, command.SEND]);
});

const STEP = 16 * 1024;
const bufferedAs = (socket, bytes) => join(u32(socket), u32(bytes));

test('what a socket holds back is told when it changed by 16 KiB', () => {
  const { core } = startedWith(output.openSocket(5, 'ws://gateway'), output.wake(1001));
  const [socket] = FakeWebSocket.made;
  const sendsAt = (bufferedAmount) => {
    socket.bufferedAmount = bufferedAmount;
    core.on[command.SOCKET_TEXT] = () => [output.sendBinary(5, Uint8Array.of(1))];
    core.inputs.length = 0;
    socket.happen('message', { data: 'x' });
    return core.inputs.filter(([kind]) => kind === command.SOCKET_BUFFERED).map(bodyOf);
  };
  assert.deepEqual(sendsAt(STEP - 1), []);
  assert.deepEqual(sendsAt(STEP), [bufferedAs(5, STEP)]);
  assert.deepEqual(sendsAt(STEP), []);
  assert.deepEqual(sendsAt(1), []);
  assert.deepEqual(sendsAt(3 * STEP), [bufferedAs(5, 3 * STEP)]);
  assert.deepEqual(sendsAt(2 * STEP), [bufferedAs(5, 2 * STEP)]);
  assert.deepEqual(sendsAt(STEP - 1), [bufferedAs(5, STEP - 1)]);
  assert.deepEqual(sendsAt(0), [bufferedAs(5, 0)]);
});

test('what a socket holds back is told after the outputs of the input are drained', () => {
  const { core } = startedWith(output.openSocket(5, 'ws://gateway'));
  const [socket] = FakeWebSocket.made;
  socket.bufferedAmount = STEP;
  core.on[command.SOCKET_OPENED] = () => [
    output.sendBinary(5, Uint8Array.of(1)),
    output.sendBinary(5, Uint8Array.of(2)),
  ];
  socket.happen('open');
  assert.deepEqual(core.kinds(), [command.START, command.SOCKET_OPENED, command.SOCKET_BUFFERED]);
  assert.equal(socket.sent.length, 2);
});

test('a socket that drains is told before the next wake-up, without a timer of its own', () => {
  const { core } = startedWith(output.openSocket(5, 'ws://gateway'), output.wake(1010));
  const [socket] = FakeWebSocket.made;
  socket.bufferedAmount = STEP;
  core.on[command.SOCKET_OPENED] = () => [output.sendBinary(5, Uint8Array.of(1))];
  core.on[command.WAKE] = () => [output.wake(platform.now + 10)];
  socket.happen('open');
  assert.equal(platform.timers.size, 1);
  core.inputs.length = 0;
  platform.advance(10);
  assert.deepEqual(core.kinds(), [command.WAKE]);
  socket.bufferedAmount = 0;
  platform.advance(10);
  assert.deepEqual(core.kinds(), [command.WAKE, command.SOCKET_BUFFERED, command.WAKE]);
  assert.deepEqual(bodyOf(core.inputs[1]), bufferedAs(5, 0));
  platform.advance(10);
  assert.equal(core.kinds().length, 4);
});

test('a new socket begins with nothing held back', () => {
  const { core } = startedWith(output.openSocket(5, 'ws://gateway'), output.wake(1010));
  FakeWebSocket.made[0].bufferedAmount = STEP;
  core.on[command.SOCKET_OPENED] = () => [output.sendBinary(5, Uint8Array.of(1))];
  core.on[command.SOCKET_CLOSED] = () => [output.openSocket(6, 'ws://gateway')];
  FakeWebSocket.made[0].happen('open');
  FakeWebSocket.made[0].happen('close');
  core.inputs.length = 0;
  platform.advance(10);
  assert.deepEqual(core.kinds(), [command.WAKE]);
});

test('hints about the network reach the core until it is closed', () => {
  const { core, driver } = startedWith();
  platform.network(false);
  assert.deepEqual(bodyOf(core.last()), Uint8Array.of(0));
  platform.network(true);
  assert.deepEqual(bodyOf(core.last()), Uint8Array.of(1));
  assert.deepEqual(core.kinds(), [command.START, command.NETWORK_HINT, command.NETWORK_HINT]);
  driver.post({ kind: 'close' });
  assert.equal(platform.networkWatchers.size, 0);
});

test('a core that crashes at its start leaves no watcher of the network', () => {
  const core = new FakeCore({ [command.START]: () => [Uint8Array.of(77)] });
  driverOf(core).start();
  assert.equal(platform.networkWatchers.size, 0);
});

test('progress and the topology are told', () => {
  startedWith(output.progress(3, 1, 0, 2), output.topology(4, 5, 6));
  assert.deepEqual(news, [
    { kind: 'progress', message: 3, left: 1, acknowledged: 0, total: 2 },
    { kind: 'topology', epoch: 4, rotation: 5, nodes: 6 },
  ]);
});

test('close leaves nothing, whatever the core says', async () => {
  const { core, driver } = startedWith(
    output.openSocket(5, 'ws://gateway'),
    output.fetch(3, 5000, 'http://directory/x'),
    output.wake(2000),
  );
  driver.post({ kind: 'close' });
  assert.deepEqual(news, [{ kind: 'closed' }]);
  assert.equal(FakeWebSocket.made[0].closedWith, 1000);
  assert.equal(platform.fetches[0].init.signal.aborted, true);
  await settled();
  assert.equal(platform.timers.size, 0);
  assert.equal(core.isFreed, true);
  driver.post({ kind: 'close' });
  driver.post({ kind: 'stats' });
  FakeWebSocket.made[0].happen('open');
  assert.deepEqual(core.kinds(), [command.START, command.CLOSE]);
  assert.deepEqual(news, [{ kind: 'closed' }]);
});

test('last frames that the core sends at its close still leave', () => {
  const { core, driver } = startedWith(output.openSocket(5, 'ws://gateway'));
  core.on[command.CLOSE] = () => [
    output.sendText(5, 'bye'),
    output.closeSocket(5),
    output.stage(6),
    output.closed(),
  ];
  driver.post({ kind: 'close' });
  assert.deepEqual(FakeWebSocket.made[0].sent, ['bye']);
  assert.deepEqual(news, [{ kind: 'stage', stage: 'closed' }, { kind: 'closed' }]);
});

test('a failed start ends everything', () => {
  const { core } = startedWith(
    output.openSocket(5, 'ws://gateway'),
    output.startFailed('GATEWAY_REFUSED', 'no'),
  );
  assert.deepEqual(news, [
    { kind: 'start-failed', code: 'GATEWAY_REFUSED', detail: 'no' },
    { kind: 'closed' },
  ]);
  assert.equal(FakeWebSocket.made[0].closedWith, 1000);
  assert.equal(core.isFreed, true);
});

test('a trap ends everything and is told', () => {
  const { core } = startedWith(output.openSocket(5, 'ws://gateway'), output.wake(2000));
  core.on[command.WAKE] = () => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  core.free = () => {
    throw new Error('dead');
  };
  platform.advance(1000);
  assert.deepEqual(news, [{ kind: 'crashed', detail: 'unreachable' }, { kind: 'closed' }]);
  assert.equal(FakeWebSocket.made[0].closedWith, 1000);
  FakeWebSocket.made[0].happen('message', { data: 'x' });
  assert.deepEqual(core.kinds(), [command.START, command.WAKE]);
});

test('an output that cannot be read counts as a crash', () => {
  startedWith(Uint8Array.of(77));
  assert.deepEqual(
    news.map((piece) => piece.kind),
    ['crashed', 'closed'],
  );
});
