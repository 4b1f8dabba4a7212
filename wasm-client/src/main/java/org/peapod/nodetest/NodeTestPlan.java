package org.peapod.nodetest;

/**
 * How a test is done.
 *
 * @param packets how many, 1 to {@link #MAX_PACKETS}
 * @param timeoutMs how long after the last one has left answers count, 0 to an hour
 */
public record NodeTestPlan(int packets, double timeoutMs) {
  /** The most packets of a test, so that what it holds is bounded. */
  public static final int MAX_PACKETS = 1000;

  /** What the stock tester does: 20 packets, and 10 s of patience. */
  public static final NodeTestPlan DEFAULT = new NodeTestPlan(20, 10_000);

  private static final double HOUR_MS = 3_600_000;

  boolean isFit() {
    return packets >= 1 && packets <= MAX_PACKETS && timeoutMs >= 0 && timeoutMs <= HOUR_MS;
  }
}
