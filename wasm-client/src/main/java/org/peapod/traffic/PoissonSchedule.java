package org.peapod.traffic;

import org.peapod.crypto.Entropy;

/**
 * The deadlines of one stream: gaps are independent samples of an exponential distribution.
 *
 * <p>Each deadline follows from the one before, not from the moment at which it was noticed, so a
 * late host does not lower the rate (chapter 5, A2 step 4). After a stall longer than {@link
 * #MAX_STALL_MS} the missed deadlines are forgotten: a burst of minutes of packets would tell the
 * gateway that the page slept, and would help nobody.
 */
final class PoissonSchedule {
  /** Deadlines missed by more than this are not made up for. */
  static final double MAX_STALL_MS = 2000;

  private final double meanMs;
  private final Entropy entropy;
  private double deadlineMs = Double.POSITIVE_INFINITY;

  PoissonSchedule(double meanMs, Entropy entropy) {
    this.meanMs = meanMs;
    this.entropy = entropy;
  }

  void start(double nowMs) {
    deadlineMs = nowMs + entropy.exponential(meanMs);
  }

  void stop() {
    deadlineMs = Double.POSITIVE_INFINITY;
  }

  double deadlineMs() {
    return deadlineMs;
  }

  /**
   * Whether a deadline has come; if so, the next one is drawn.
   *
   * @param slowdown the mean of that gap in units of the configured one
   */
  boolean isDue(double nowMs, int slowdown) {
    if (deadlineMs > nowMs) {
      return false;
    }
    if (nowMs - deadlineMs > MAX_STALL_MS) {
      deadlineMs = nowMs;
    }
    deadlineMs += entropy.exponential(meanMs * slowdown);
    return true;
  }
}
