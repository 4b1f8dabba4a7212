package org.peapod.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.peapod.traffic.OfficialNetwork;

/** Epochs on the monotonic clock; the numbers are those of chapter 5, C5, where not said. */
class EpochCalendarTest {
  private static final double HOUR_MS = 3_600_000;
  private static final UtcTime START = UtcTime.parseRfc3339("2025-06-30T12:00:00Z");
  private static final KeyRotationInfo INFO = new KeyRotationInfo(10, 80, 100, START, HOUR_MS);
  private static final Topology RECORDED = OfficialNetwork.topology();

  @Test
  void keysOfARotationWorkForOneEpochOfTheNext() {
    // Rotation 2 is epochs 100 to 109; its keys are deleted when epoch 111 begins.
    EpochCalendar calendar = calendar(2, 100, START.unixMs() + HOUR_MS / 2);
    assertEquals(5_000 + HOUR_MS / 2, calendar.nextEpochMs());
    assertEquals(5_000 + 10.5 * HOUR_MS, calendar.keysGoneMs());
  }

  @Test
  void keysOfTheLastRotationAreGoneAfterThisEpoch() {
    EpochCalendar calendar = calendar(1, 99, START.unixMs() + HOUR_MS / 4);
    assertEquals(5_000 + 0.75 * HOUR_MS, calendar.keysGoneMs());
  }

  @Test
  void networkWithoutRotationsKeepsItsKeys() {
    EpochCalendar calendar = calendar(0xffffffffL, 100, START.unixMs());
    assertEquals(Double.POSITIVE_INFINITY, calendar.keysGoneMs());
  }

  @Property(tries = 200)
  void wrongClockShiftsNothingByMoreThanAnEpoch(
      @ForAll @DoubleRange(min = -1e12, max = 1e12) double errorMs) {
    EpochCalendar calendar = calendar(2, 100, START.unixMs() + errorMs);
    assertTrue(calendar.keysGoneMs() >= 5_000 + 10 * HOUR_MS);
    assertTrue(calendar.keysGoneMs() <= 5_000 + 11 * HOUR_MS);
    assertTrue(calendar.nextEpochMs() > 5_000);
  }

  private static EpochCalendar calendar(long rotation, long epoch, double wallMs) {
    TopologyMetadata metadata = new TopologyMetadata(rotation, epoch, START);
    Topology topology = Topology.of(metadata, RECORDED.rewardedSet(), RECORDED.nodes());
    return new EpochCalendar(INFO, topology, 5_000, wallMs);
  }
}
