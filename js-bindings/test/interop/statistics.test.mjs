import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  countsDiffer,
  countsOf,
  distance,
  distanceLimit,
  distanceToExponential,
} from './statistics.mjs';

/** The quantiles of an exponential distribution: a sample as even as can be. */
function exponential(count, mean) {
  return Array.from({ length: count }, (_, i) => -mean * Math.log(1 - (i + 0.5) / count));
}

test('values are counted', () => {
  assert.deepEqual(countsOf([259, 258, 259]), { 258: 1, 259: 2 });
});

test('shares that differ by chance are the same, others are not', () => {
  const shares = (ones) => Array.from({ length: 300 }, (_, i) => (i < ones ? 1 : 0));
  assert.equal(countsDiffer(shares(150), shares(170)), false);
  assert.equal(countsDiffer(shares(150), shares(220)), true);
  assert.equal(countsDiffer(shares(0), shares(300)), true);
  assert.equal(countsDiffer(shares(0), shares(0)), false);
});

test('the distance of two samples is the largest gap between their distributions', () => {
  assert.equal(distance([1, 2, 3, 4], [1, 2, 3, 4]), 0);
  assert.equal(distance([1, 2, 3, 4], [5, 6]), 1);
  assert.equal(distance([1, 1, 2, 2], [1, 2, 2, 2]), 0.25);
});

test('a sample is near its own distribution and far from another', () => {
  const sample = exponential(300, 15);
  assert.ok(distanceToExponential(sample, 15) < 0.01);
  assert.ok(distanceToExponential(sample, 30) > distanceLimit(300));
  assert.ok(distance(sample, exponential(300, 30)) > distanceLimit(300, 300));
  // One in six with a mean of 200, as the stock client's cover has them.
  const mixed = [...exponential(750, 15), ...exponential(150, 200)];
  assert.ok(distanceToExponential(mixed, 15) > distanceLimit(900));
});

test('the limit is the one of the tables', () => {
  // 1.36 / √n at 5 % grows to 2.69 / √n at one in a million.
  assert.ok(Math.abs(distanceLimit(100) - 0.2693) < 0.001);
});
