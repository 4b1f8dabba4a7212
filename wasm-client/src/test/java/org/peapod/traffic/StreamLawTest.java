package org.peapod.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.peapod.message.FragmentId;

/**
 * What an observer of the wire sees: the gaps between packets follow the exponential law of the
 * configured mean, whether the client has something to say or not.
 */
class StreamLawTest {
  private static final int GAPS = 10_000;
  private static final double MEAN_MS = 20;

  private final TestTraffic traffic = TestTraffic.of(TestTraffic.MAIN_ONLY);
  private final Random random = new Random(5);
  private final double[] gaps = new double[GAPS];
  private int taken;

  StreamLawTest() {
    traffic.controller.start(0);
  }

  @Test
  void idleGapsFollowTheExponentialLaw() {
    measure(() -> {});
    assertEquals(GAPS, traffic.controller.counters().cover());
    assertExponential(MEAN_MS);
  }

  /** A queue that is never empty and all of whose packets arrive. */
  @Test
  void busyGapsFollowTheExponentialLaw() {
    measure(this::keepBusy);
    assertEquals(0, traffic.controller.counters().cover());
    assertExponential(MEAN_MS);
  }

  /** Bursts and pauses, every lane, acknowledgements, losses, renewals and cancellations. */
  @Test
  void gapsFollowTheExponentialLawWhateverTheQueueDoes() {
    measure(this::disturb);
    TrafficCounters counters = traffic.controller.counters();
    assertTrue(counters.repeated() > 100 && counters.cover() > 100, "all of it happened");
    assertTrue(traffic.outputs(TrafficOutput.MessageCancelled.class).size() > 10);
    assertExponential(MEAN_MS);
  }

  /** Raised to six times the mean and kept there by eleven occupied slots. */
  @Test
  void slowedStreamKeepsTheLawWithALongerMean() {
    for (int call = 1; call <= 5; call++) {
      traffic.controller.socketBuffered(call * 1001, Backpressure.SLOTS * Backpressure.SLOT_BYTES);
    }
    traffic.nowMs = 5005;
    measure(
        () -> {
          int elevenSlots = (Backpressure.PRESSURE_SLOTS + 1) * Backpressure.SLOT_BYTES;
          traffic.controller.socketBuffered(traffic.controller.deadlineMs(), elevenSlots);
          keepBusy();
        });
    assertEquals(6, traffic.controller.slowdown());
    assertExponential(6 * MEAN_MS);
  }

  private void keepBusy() {
    for (FragmentId id : traffic.built) {
      traffic.controller.acknowledged(id);
    }
    traffic.built.clear();
    if (traffic.controller.waiting() == 0) {
      traffic.supplyAll(++taken, MessageKind.REPLY, 100);
    }
    traffic.drain();
    traffic.outputs.clear();
  }

  private void disturb() {
    if (taken == 0) {
      traffic.enqueue(++taken, 3000);
    }
    if (random.nextInt(60) == 0) {
      MessageKind kind = MessageKind.values()[random.nextInt(4)];
      traffic.supplyAll(++taken, kind, 1 + random.nextInt(100));
    }
    if (random.nextInt(200) == 0) {
      traffic.controller.cancel(1 + random.nextInt(taken + 1));
    }
    if (!traffic.built.isEmpty() && random.nextInt(4) > 0) {
      traffic.controller.acknowledged(traffic.built.get(random.nextInt(traffic.built.size())));
    }
    for (TrafficOutput.RenewalWanted wanted : traffic.outputs(TrafficOutput.RenewalWanted.class)) {
      int index = (wanted.id().setId() % 10_000 - 1) * 255 + wanted.id().position() - 1;
      PacketSource source = traffic.source(wanted.message(), index);
      traffic.controller.supply(wanted.message(), wanted.id(), source);
    }
    traffic.outputs.removeIf(out -> out instanceof TrafficOutput.RenewalWanted);
  }

  /** The gaps between packets, each of which leaves at a deadline of its own. */
  private void measure(Runnable beforeEach) {
    double lastMs = 0;
    int packets = 0;
    while (packets < GAPS) {
      beforeEach.run();
      traffic.step();
      int left = traffic.packets().size();
      traffic.outputs.removeIf(out -> out instanceof TrafficOutput.Packet);
      assertTrue(left <= 1, "one packet per deadline");
      if (left == 1) {
        gaps[packets++] = traffic.nowMs - lastMs;
        lastMs = traffic.nowMs;
      }
    }
  }

  /** Kolmogorov–Smirnov, significance 0.001: sqrt(−ln(0.0005) / 2) / sqrt(n). */
  private void assertExponential(double meanMs) {
    double critical = 1.9495 / Math.sqrt(GAPS);
    double distance = distance(gaps, meanMs);
    assertTrue(distance < critical, "distance " + distance + ", critical " + critical);
  }

  /** The largest distance between the sample's distribution and 1 − exp(−x / mean). */
  private static double distance(double[] gaps, double meanMs) {
    double[] sorted = gaps.clone();
    Arrays.sort(sorted);
    double largest = 0;
    for (int i = 0; i < sorted.length; i++) {
      double law = 1 - Math.exp(-sorted[i] / meanMs);
      largest = Math.max(largest, Math.abs(law - (double) i / sorted.length));
      largest = Math.max(largest, Math.abs(law - (double) (i + 1) / sorted.length));
    }
    return largest;
  }
}
