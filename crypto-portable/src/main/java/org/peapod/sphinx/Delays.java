package org.peapod.sphinx;

import org.peapod.bytes.NumberText;
import org.peapod.crypto.Entropy;

/** How long each hop keeps a packet (chapter 1, section 10). */
public final class Delays {
  private static final double NANOS_PER_MS = 1e6;

  private Delays() {}

  /**
   * One independent sample of the exponential distribution per hop, in whole nanoseconds; all zero,
   * and nothing drawn, when the mean is 0. The last is never used but drawn like the others.
   */
  public static long[] sample(Entropy entropy, int hops, double meanMs) {
    if (!(meanMs >= 0)) {
      throw new IllegalArgumentException(
          "a mean delay is 0 or more milliseconds, got " + NumberText.of(meanMs));
    }
    long[] delays = new long[hops];
    for (int i = 0; i < hops; i++) {
      delays[i] = Math.round(entropy.exponential(meanMs * NANOS_PER_MS));
    }
    return delays;
  }

  /** How long the packet waits on its way in all, in ms: the sum of all delays but the last. */
  public static double forwardMs(long[] delaysNanos) {
    double sum = 0;
    for (int i = 0; i < delaysNanos.length - 1; i++) {
      sum += delaysNanos[i];
    }
    return sum / NANOS_PER_MS;
  }
}
