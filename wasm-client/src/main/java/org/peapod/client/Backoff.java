package org.peapod.client;

import org.peapod.crypto.Entropy;

/**
 * Pauses between attempts to reach a gateway: 1, 2, 4 … 30 s, each shortened by up to half at
 * random so that the clients of a gateway that comes back do not come back together.
 */
final class Backoff {
  static final double FIRST_MS = 1000;
  static final double LONGEST_MS = 30_000;

  private final Entropy entropy;
  private double nextMs = FIRST_MS;

  Backoff(Entropy entropy) {
    this.entropy = entropy;
  }

  double next() {
    double pause = nextMs * (1 - entropy.unit() / 2);
    nextMs = Math.min(nextMs * 2, LONGEST_MS);
    return pause;
  }

  void reset() {
    nextMs = FIRST_MS;
  }
}
