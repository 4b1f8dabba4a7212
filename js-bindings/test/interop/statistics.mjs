// Whether two samples can be told apart. Samples of one source fail once in a million tests.

const FALSE_ALARM = 1e-6;

/** The normal quantile of that, both sides. */
const DEVIATION_LIMIT = 4.89;

/** How often each value occurs: `{value: count}`, by value. */
export function countsOf(values) {
  const counts = {};
  for (const value of values.map(String).sort()) {
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

/** Of values that have no order: whether one sample has a value more often than the other. */
export function countsDiffer(a, b) {
  const [inA, inB] = [countsOf(a), countsOf(b)];
  return Object.keys({ ...inA, ...inB }).some((value) =>
    sharesDiffer(inA[value] ?? 0, a.length, inB[value] ?? 0, b.length),
  );
}

/** The test of two proportions. */
function sharesDiffer(hitsA, a, hitsB, b) {
  const share = (hitsA + hitsB) / (a + b);
  const deviation = Math.sqrt(share * (1 - share) * (1 / a + 1 / b));
  return deviation > 0 && Math.abs(hitsA / a - hitsB / b) > DEVIATION_LIMIT * deviation;
}

/** The largest distance between the distributions of two samples (Kolmogorov, Smirnov). */
export function distance(a, b) {
  const [left, right] = [a.toSorted(ascending), b.toSorted(ascending)];
  let largest = 0;
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    const value = Math.min(left[i], right[j]);
    i = countBelow(left, i, value);
    j = countBelow(right, j, value);
    largest = Math.max(largest, Math.abs(i / left.length - j / right.length));
  }
  return largest;
}

function countBelow(sorted, from, value) {
  let count = from;
  while (sorted[count] <= value) {
    count++;
  }
  return count;
}

/** The largest distance between a sample and the exponential distribution of that mean. */
export function distanceToExponential(sample, mean) {
  const n = sample.length;
  const distances = sample.toSorted(ascending).map((value, i) => {
    const expected = 1 - Math.exp(-value / mean);
    return Math.max((i + 1) / n - expected, expected - i / n);
  });
  return Math.max(...distances);
}

/** The distance that samples of one source keep; with one sample, that to its distribution. */
export function distanceLimit(sizeA, sizeB = Number.POSITIVE_INFINITY) {
  return Math.sqrt((-Math.log(FALSE_ALARM / 2) / 2) * (1 / sizeA + 1 / sizeB));
}

function ascending(a, b) {
  return a - b;
}
