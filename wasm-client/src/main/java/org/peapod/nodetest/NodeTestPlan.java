package org.peapod.nodetest;

/**
 * How a test is done.
 *
 * @param packets how many, 1 to {@link #MAX_PACKETS}
 * @param gapMeanMs mean gap between two, exponential; 0 sends all at once as the stock tester does
 * @param timeoutMs how long after the last one answers count
 */
public record NodeTestPlan(int packets, double gapMeanMs, double timeoutMs) {
  /** The most packets of a test, so that what it holds is bounded. */
  public static final int MAX_PACKETS = 1000;

  /** 20 packets as the main stream would send them, and 10 s of patience. */
  public static final NodeTestPlan DEFAULT = new NodeTestPlan(20, 20, 10_000);

  private static final double HOUR_MS = 3_600_000;

  boolean isFit() {
    return packets >= 1
        && packets <= MAX_PACKETS
        && gapMeanMs >= 0
        && gapMeanMs <= HOUR_MS
        && timeoutMs >= 0
        && timeoutMs <= HOUR_MS;
  }
}
