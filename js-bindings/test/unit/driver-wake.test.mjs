// When a driver wakes its core up.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Driver } from '../../dist/driver.js';
import { output } from './bytes.mjs';
import { command, FakeCore, FakePlatform } from './fakes.mjs';

let platform;

beforeEach(() => {
  platform = new FakePlatform();
});

function startedWith(...outputs) {
  const core = new FakeCore({ [command.START]: () => outputs });
  new Driver(core, platform, () => {}).start();
  return { core };
}

test('a wake-up comes at its time, the last one asked for counts', () => {
  const { core } = startedWith(output.wake(1010), output.wake(1020.5));
  assert.deepEqual(
    [...platform.timers.values()].map((timer) => timer.delayMs),
    [21],
  );
  platform.advance(20);
  assert.deepEqual(core.kinds(), [command.START]);
  platform.advance(1);
  assert.deepEqual(core.kinds(), [command.START, command.WAKE]);
  platform.advance(1000);
  assert.deepEqual(core.kinds(), [command.START, command.WAKE]);
});

test('a timer that fires early waits on', () => {
  const { core } = startedWith(output.wake(1010));
  const [[, timer]] = platform.timers;
  platform.timers.clear();
  platform.now = 1009.4;
  timer.action();
  assert.deepEqual(core.kinds(), [command.START]);
  assert.deepEqual(
    [...platform.timers.values()].map((next) => next.delayMs),
    [1],
  );
});

test('a wake-up in the past comes at once, one beyond 31 bits does not', () => {
  startedWith(output.wake(900));
  assert.deepEqual(
    [...platform.timers.values()].map((timer) => timer.delayMs),
    [0],
  );
  platform = new FakePlatform();
  startedWith(output.wake(1e12));
  assert.deepEqual(
    [...platform.timers.values()].map((timer) => timer.delayMs),
    [0x7fffffff],
  );
});

test('late packets follow in the same turn while that takes little, else in the next', () => {
  const { core } = startedWith(output.wake(1010));
  let costMs = 10;
  let late = 12;
  core.on[command.WAKE] = () => {
    platform.now += costMs;
    late--;
    return [output.wake(late > 0 ? 1010 : 5000)];
  };
  const turns = () => core.kinds().filter((kind) => kind === command.WAKE).length;
  const fire = () => {
    const [[number, timer]] = platform.timers;
    assert.equal(platform.timers.size, 1);
    assert.equal(timer.delayMs, 0);
    platform.timers.delete(number);
    timer.action();
  };
  platform.advance(10);
  assert.equal(turns(), 5, 'until 50 ms are over');
  costMs = 300;
  fire();
  assert.equal(turns(), 6, 'one that takes long is alone');
  costMs = 1;
  fire();
  assert.equal(turns(), 12, 'until none is late');
  assert.equal([...platform.timers.values()][0].atMs, 5000);
});

test('a turn ends, also when the core asks for the present for ever', () => {
  const { core } = startedWith(output.wake(1010));
  core.on[command.WAKE] = () => [output.wake(1010)];
  platform.now = 1010;
  [...platform.timers.values()][0].action();
  assert.equal(core.kinds().filter((kind) => kind === command.WAKE).length, 64);
});

test('no wake-up is set for positive infinity', () => {
  startedWith(output.wake(1010), output.wake(Number.POSITIVE_INFINITY));
  assert.equal(platform.timers.size, 0);
});
