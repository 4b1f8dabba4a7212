import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Chance } from '../../dist/testing/chance.js';
import { IN_FLIGHT_LIMIT, Wires } from '../../dist/testing/wires.js';
import { FakePlatform } from '../unit/fakes.mjs';

/** Wires in virtual time; what arrives is kept as the first byte of each packet. */
function wiresWith(faults, seed = 1) {
  const clock = new FakePlatform();
  const arrived = [];
  const wires = new Wires(clock, new Chance(seed), ({ bytes }) => arrived.push(bytes[0]));
  wires.disturb(faults);
  const carry = (name, from = 1, to = 2) =>
    wires.carry({ from, to, bytes: Uint8Array.of(name, 0) });
  return { clock, wires, arrived, carry };
}

/** How many of a thousand packets a fault hits. */
function hitsOf(faults, count, seed) {
  const { wires, carry } = wiresWith(faults, seed);
  for (let i = 0; i < 1000; i++) {
    carry(i);
  }
  return wires.stats()[count];
}

test('a probability hits that share of the packets, the same ones for the same seed', () => {
  for (const [fault, count] of [
    ['lose', 'lost'],
    ['duplicate', 'duplicated'],
    ['corrupt', 'corrupted'],
    ['reorder', 'reordered'],
  ]) {
    assert.equal(hitsOf({ [fault]: 0 }, count, 1), 0);
    assert.equal(hitsOf({ [fault]: 1 }, count, 1), 1000);
    const hits = hitsOf({ [fault]: 0.3 }, count, 1);
    // Five standard deviations.
    assert.ok(Math.abs(hits - 300) < 73, `${fault}: ${hits}`);
    assert.equal(hitsOf({ [fault]: 0.3 }, count, 1), hits);
  }
  const [a, b] = [2 ** 40, 2 ** 41].map((seed) => hitsOf({ lose: 0.5 }, 'lost', seed));
  assert.notEqual(a, b);
});

test('a corrupted packet differs in one bit, and the packet given stays as it was', () => {
  const clock = new FakePlatform();
  let arrived;
  const wires = new Wires(clock, new Chance(3), ({ bytes }) => {
    arrived = bytes;
  });
  wires.disturb({ corrupt: 1 });
  const sent = new Uint8Array(50);
  wires.carry({ from: 1, to: 2, bytes: sent });
  assert.ok(sent.every((byte) => byte === 0));
  const bits = arrived.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);
  assert.equal(bits, 1);
});

test('a packet held back comes behind the next one on the same wire', () => {
  const { arrived, carry } = wiresWith({ reorder: ({ number }) => number === 0 });
  carry(1);
  carry(2, 2, 1);
  carry(3);
  carry(4);
  assert.deepEqual(arrived, [2, 3, 1, 4]);
});

test('a packet that nothing overtakes comes 100 ms late', () => {
  const { clock, arrived, carry } = wiresWith({ reorder: 1 });
  carry(1);
  clock.advance(99);
  assert.deepEqual(arrived, []);
  clock.advance(1);
  assert.deepEqual(arrived, [1]);
});

test('a delayed packet comes when its time is over, each copy of it', () => {
  const { clock, arrived, carry, wires } = wiresWith({
    duplicate: 1,
    delayMs: ({ bytes }) => bytes[0] * 10,
  });
  carry(2);
  carry(1);
  clock.advance(19);
  assert.deepEqual(arrived, [1, 1]);
  clock.advance(1);
  assert.deepEqual(arrived, [1, 1, 2, 2]);
  assert.equal(wires.stats().delayed, 4);
});

test('beyond its limit of late packets a wire loses', () => {
  const { clock, wires, arrived, carry } = wiresWith({ delayMs: 10 });
  for (let i = 0; i <= IN_FLIGHT_LIMIT; i++) {
    carry(1);
  }
  assert.equal(wires.stats().lost, 1);
  // The fake clock is slow with many timers, so its timers are fired by hand.
  for (const { action } of [...clock.timers.values()]) {
    action();
  }
  assert.equal(arrived.length, IN_FLIGHT_LIMIT);
});

test('the end leaves no timer and nothing arrives after it', () => {
  const { clock, wires, arrived, carry } = wiresWith({ delayMs: 10 });
  carry(1);
  wires.disturb({ reorder: 1 });
  carry(2);
  wires.close();
  assert.equal(clock.timers.size, 0);
  assert.deepEqual(arrived, []);
});

test('what a fault function does to its packet has no effect', () => {
  const { arrived, carry } = wiresWith({
    lose: ({ bytes }) => {
      bytes[0] = 99;
      return false;
    },
  });
  carry(1);
  assert.deepEqual(arrived, [1]);
});
