package org.peapod.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose time is told to the network. */
class ServerClockTest {
  private static final Now NOW = new Now(0, 1_000_000_000_000.0);
  private final ServerClock clock = new ServerClock();

  @Test
  void ownTimeIsToldUntilItIsRefused() {
    clock.date(NOW, 1_000_000_500_000.0);
    assertEquals(NOW.wallMs(), clock.wallMs(NOW));
    assertTrue(clock.refused());
    assertEquals(1_000_000_500_500.0, clock.wallMs(NOW));
    assertTrue(clock.refused());
    assertEquals(NOW.wallMs(), clock.wallMs(NOW));
  }

  @Test
  void correctionFollowsTheOwnClock() {
    clock.date(NOW, 1_000_000_500_000.0);
    clock.refused();
    assertEquals(1_000_000_507_500.0, clock.wallMs(new Now(7_000, NOW.wallMs() + 7_000)));
  }

  @Test
  void dateGoesBeforeTheAgeOfTheData() {
    clock.directoryData(NOW, 5);
    clock.date(NOW, 1_000_000_500_000.0);
    clock.directoryData(NOW, 7);
    clock.refused();
    assertEquals(1_000_000_500_500.0, clock.wallMs(NOW));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, 0, -1, 1e15, Double.POSITIVE_INFINITY})
  void dateThatIsNoneIsPassedOver(double date) {
    clock.date(NOW, date);
    assertFalse(clock.refused());
    assertEquals(NOW.wallMs(), clock.wallMs(NOW));
  }
}
