package org.peapod.client;

import org.peapod.crypto.Entropy;

/**
 * Growing pauses between attempts: each twice the one before up to a longest one, and each
 * shortened by up to half at random so that the clients of a gateway that comes back do not come
 * back together.
 */
final class Backoff {
  /** The first pause before coming back to a gateway. */
  static final double FIRST_MS = 1000;

  /** The longest one. */
  static final double LONGEST_MS = 30_000;

  private final Entropy entropy;
  private final double firstMs;
  private final double longestMs;
  private double nextMs;

  /** Pauses of 1, 2, 4 … 30 s, as chapter 3, 3.15 advises for gateways. */
  Backoff(Entropy entropy) {
    this(entropy, FIRST_MS, LONGEST_MS);
  }

  Backoff(Entropy entropy, double firstMs, double longestMs) {
    this.entropy = entropy;
    this.firstMs = firstMs;
    this.longestMs = longestMs;
    this.nextMs = firstMs;
  }

  double next() {
    double pause = nextMs * (1 - entropy.unit() / 2);
    nextMs = Math.min(nextMs * 2, longestMs);
    return pause;
  }

  void reset() {
    nextMs = firstMs;
  }
}
