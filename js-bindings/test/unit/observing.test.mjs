import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { MixnetClient, memoryStorage } from '../../dist/index.js';
import { checkObserving, observe } from '../../dist/observing.js';
import { output, text } from './bytes.mjs';
import { command, FakeCore, FakePlatform, FakeWebSocket, settled } from './fakes.mjs';

const LEVELS = ['debug', 'info', 'warn', 'error'];
const OWN = 'own.address@gateway';
const OTHER = 'other.address@gateway';
const TAG = Uint8Array.from({ length: 16 }, (_, i) => i);
const TAG_TEXT = '12drXXUifSrRnXLGbXg8E';

let platform;
let core;
let lines;
let logger;

beforeEach(() => {
  platform = new FakePlatform();
  core = new FakeCore({
    [command.START]: () => [
      output.privacyWarning('NO_LOOP_COVER', 'seen'),
      output.stage(4),
      output.ready(OWN),
      output.wake(platform.now + 1),
    ],
  });
  lines = [];
  logger = Object.fromEntries(
    LEVELS.map((level) => [level, (...args) => lines.push(`${level} ${args.join(' ')}`)]),
  );
});

function connect(options) {
  const environment = {
    platform: () => platform,
    createCoreClient: async () => ({ core, backend: 'wasm' }),
  };
  const network = { nymApi: 'http://directory/api' };
  return MixnetClient.connectIn(environment, { network, webSocket: FakeWebSocket, ...options });
}

/** Lets the core say something out of turn, by way of a wake-up. */
function say(...outputs) {
  core.on[command.WAKE] = () => [...outputs, output.wake(platform.now + 1)];
  platform.advance(1);
}

test('a logger is told where the client stands, what it gives up and what fails', async () => {
  const client = await connect({ logger });
  say(output.stage(5), output.stage(4), output.topology(7, 3, 12));
  client.send('x', 5n);
  await settled();
  await client.close();
  assert.deepEqual(lines, [
    'info peapod: ready',
    'warn peapod: NO_LOOP_COVER: seen',
    'info peapod: reconnecting',
    'info peapod: ready',
    'debug peapod: epoch 7, key rotation 3, 12 nodes',
    'error peapod: INVALID_ARGUMENT',
    'info peapod: closed',
  ]);
});

test('no line holds a secret', async () => {
  const passphrase = 'correct horse';
  core.on[command.KEEP] = () => [];
  core.on[command.SEND_ANONYMOUS] = () => [
    output.sendFailed(1, 'INVALID_ADDRESS', `${OTHER} is none`),
    output.received(text('their words'), TAG),
  ];
  const client = await connect({ logger, passphrase, storage: memoryStorage() });
  client.send(OTHER, 'my words');
  client.reply(TAG_TEXT, 5n);
  const failing = new ReadableStream({ start: (c) => c.error(new Error('my words')) });
  client.send(OTHER, failing);
  await settled();
  await settled();
  await client.close();
  assert.ok(lines.length >= 5, 'something was written at all');
  for (const secret of [OWN, OTHER, TAG_TEXT, 'words', passphrase]) {
    assert.ok(!lines.some((line) => line.includes(secret)), secret);
  }
});

test('nothing is written without a logger', async (t) => {
  const written = LEVELS.map((level) => t.mock.method(console, level, () => {}));
  const client = await connect({});
  client.send('x', 5n);
  await settled();
  await client.close();
  for (const { mock } of written) {
    assert.equal(mock.callCount(), 0);
  }
});

test('a logger that throws harms nobody', async (t) => {
  const later = [];
  t.mock.method(globalThis, 'queueMicrotask', (action) => later.push(action));
  const info = () => {
    throw new Error('disk full');
  };
  const client = await connect({ logger: { ...logger, info } });
  assert.equal(client.state, 'ready');
  assert.throws(later[0], /disk full/);
});

test('the counters are told at intervals until the end', async () => {
  core.on[command.STATS] = () => [output.stats({ realSent: 5 })];
  const client = await connect({});
  const heard = [];
  client.addEventListener('stats', ({ detail }) => heard.push(detail));
  const timers = new FakePlatform();
  observe(client, { statsIntervalMs: 1000 }, timers);
  timers.advance(999);
  await settled();
  assert.deepEqual(heard, []);
  for (let i = 1; i <= 3; i++) {
    timers.advance(1000);
    await settled();
    assert.equal(heard.length, i);
  }
  assert.deepEqual(heard[0], { realSent: 5, lateAnswers: 0 });
  await client.close();
  assert.equal(timers.timers.size, 0);
});

test('counters that come late pile up no others, and the end stops them', async () => {
  const client = await connect({});
  const timers = new FakePlatform();
  observe(client, { statsIntervalMs: 1000 }, timers);
  timers.advance(10_000);
  assert.equal(core.kinds().filter((kind) => kind === command.STATS).length, 1);
  await client.close();
  await settled();
  assert.equal(timers.timers.size, 0);
});

test('what cannot watch is refused', () => {
  for (const wrong of [5, null, {}, { ...console, warn: 5 }]) {
    assert.throws(() => checkObserving({ logger: wrong }), { code: 'INVALID_OPTION' });
  }
  for (const statsIntervalMs of [0, 99, 3_600_001, Number.NaN, '1000', null]) {
    assert.throws(() => checkObserving({ statsIntervalMs }), { code: 'INVALID_OPTION' });
  }
  assert.equal(checkObserving({ logger: console }).logger, console);
});
