package org.peapod.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.peapod.message.KeyRotationLabel;
import org.peapod.topology.TopologyMetadata;
import org.peapod.topology.UtcTime;

/** Rotation 10 runs from hour 0 to 10, rotation 9 before, 11 after; keys live one hour longer. */
class SurbCalendarTest {
  private static final double HOUR = Samples.HOUR_MS;

  private final SurbCalendar calendar = at(0, 100);

  @Test
  void surbLivesOneEpochIntoTheNextRotation() {
    assertFalse(calendar.isDead(KeyRotationLabel.EVEN, 2 * HOUR, 11 * HOUR));
    assertTrue(calendar.isDead(KeyRotationLabel.EVEN, 2 * HOUR, 11 * HOUR + 1));
    assertFalse(calendar.isDead(KeyRotationLabel.UNKNOWN, 2 * HOUR, 11 * HOUR));
    assertTrue(calendar.isDead(KeyRotationLabel.UNKNOWN, 2 * HOUR, 11 * HOUR + 1));
  }

  @Test
  void surbOfTheOtherParityIsOfTheRotationBefore() {
    assertFalse(calendar.isDead(KeyRotationLabel.ODD, HOUR / 2, HOUR));
    assertTrue(calendar.isDead(KeyRotationLabel.ODD, HOUR / 2, HOUR + 1));
    assertTrue(calendar.isDead(KeyRotationLabel.ODD, 5 * HOUR, 5 * HOUR));
  }

  @Test
  void inTheLastEpochTheOtherParityIsOfTheNextRotation() {
    assertFalse(calendar.isDead(KeyRotationLabel.ODD, 9.5 * HOUR, 21 * HOUR));
    assertTrue(calendar.isDead(KeyRotationLabel.ODD, 9.5 * HOUR, 21 * HOUR + 1));
  }

  @Test
  void whileEpochsStandStillOnlyTheAgeCounts() {
    SurbCalendar stuck = at(5 * HOUR, 100);
    assertFalse(stuck.isDead(KeyRotationLabel.ODD, 0, 11 * HOUR - 1));
    assertTrue(stuck.isDead(KeyRotationLabel.EVEN, 0, 11 * HOUR));
  }

  @Test
  void surbThatComesAfterItsKeysIsDeadUnlessTheClockDisagreesWithTheDirectory() {
    assertFalse(calendar.isDeadOnArrival(KeyRotationLabel.ODD, HOUR / 2));
    SurbCalendar later = at(5 * HOUR, 105);
    assertTrue(later.isDeadOnArrival(KeyRotationLabel.ODD, 5.5 * HOUR));
    assertFalse(later.isDeadOnArrival(KeyRotationLabel.EVEN, 5.5 * HOUR));
    assertFalse(later.isDeadOnArrival(KeyRotationLabel.ODD, 6.5 * HOUR));
  }

  @Test
  void storesAreCheckedEightTimesAnEpoch() {
    assertEquals(450_000, calendar.checkEveryMs());
  }

  private static SurbCalendar at(double refreshedMs, long epoch) {
    UtcTime refreshed = UtcTime.ofUnixMs((long) refreshedMs);
    return new SurbCalendar(Samples.CALENDAR, new TopologyMetadata(10, epoch, refreshed));
  }
}
