package org.peapod.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The second stream, which nothing that the application does may touch (chapter 5, A5). */
class LoopCoverTest {
  private static final int GAPS = 500;
  private static final double MEAN_MS = 200;

  /** Kolmogorov–Smirnov, significance 0.001. */
  private static final double CRITICAL = 1.9495 / Math.sqrt(GAPS);

  /** Real packets leave at once and are no cover, so all cover is of the second stream. */
  private final TestTraffic traffic =
      TestTraffic.of(new StreamConfig(20, MEAN_MS, 15, false, true));

  LoopCoverTest() {
    traffic.controller.start(0);
  }

  @Test
  void gapsFollowTheExponentialLawOfTheirOwnMean() {
    assertTrue(distance(() -> {}) < CRITICAL);
    assertEquals(0, traffic.controller.counters().real());
  }

  @Test
  void gapsStayTheSameWhileMessagesLeave() {
    double distance =
        distance(
            () -> {
              traffic.built.forEach(traffic.controller::acknowledged);
              traffic.built.clear();
              traffic.supplyAll(1, MessageKind.REPLY, 3);
              traffic.run(traffic.nowMs);
            });
    assertTrue(distance < CRITICAL, "distance " + distance);
    assertEquals(3 * GAPS, traffic.controller.counters().real());
  }

  @Test
  void backpressureDoesNotSlowIt() {
    for (int call = 1; call <= 5; call++) {
      traffic.controller.socketBuffered(call * 1001, Backpressure.SLOTS * Backpressure.SLOT_BYTES);
    }
    traffic.nowMs = 5005;
    int elevenSlots = (Backpressure.PRESSURE_SLOTS + 1) * Backpressure.SLOT_BYTES;
    double distance =
        distance(
            () -> traffic.controller.socketBuffered(traffic.controller.deadlineMs(), elevenSlots));
    assertEquals(6, traffic.controller.slowdown());
    assertTrue(distance < CRITICAL, "distance " + distance);
  }

  @Test
  void coverIsNeitherAwaitedNorRepeated() {
    traffic.run(60_000);
    assertTrue(traffic.controller.counters().cover() > 200);
    assertEquals(0, traffic.controller.unacknowledged());
    assertEquals(0, traffic.controller.counters().repeated());
  }

  @Test
  void whatIsDueWhileTheSocketIsFullIsNotMadeUpFor() {
    traffic.controller.socketBuffered(0, Backpressure.SLOTS * Backpressure.SLOT_BYTES);
    traffic.run(1_500);
    long heldBack = traffic.controller.counters().heldBack();
    assertTrue(heldBack > 0);
    traffic.controller.socketBuffered(1_500, 0);
    traffic.run(1_500);
    assertEquals(0, traffic.controller.counters().cover());
  }

  /** How far the gaps between cover packets are from 1 − exp(−x / mean). */
  private double distance(Runnable beforeEach) {
    double[] gaps = new double[GAPS];
    double lastMs = traffic.nowMs;
    int taken = 0;
    while (taken < GAPS) {
      beforeEach.run();
      traffic.step();
      traffic.outputs.clear();
      gaps[taken++] = traffic.nowMs - lastMs;
      lastMs = traffic.nowMs;
      assertEquals(taken, traffic.controller.counters().cover());
    }
    Arrays.sort(gaps);
    double largest = 0;
    for (int i = 0; i < GAPS; i++) {
      double law = 1 - Math.exp(-gaps[i] / MEAN_MS);
      largest = Math.max(largest, Math.max(law - (double) i / GAPS, (i + 1.0) / GAPS - law));
    }
    return largest;
  }
}
