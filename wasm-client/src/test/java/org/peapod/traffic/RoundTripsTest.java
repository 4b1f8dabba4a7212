package org.peapod.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long acknowledgements are awaited, from what cover packets tell. */
class RoundTripsTest {
  private static final double ADDITION_MS = 1500;
  private static final double EXPECTED_MS = 90;

  private final RoundTrips trips = new RoundTrips();
  private double nowMs;

  @Test
  void nothingIsAddedBeforeAnythingIsMeasured() {
    assertEquals(ADDITION_MS, trips.additionMs(ADDITION_MS));
  }

  /** So that on a good network what is lost is sent again as early as it always was. */
  @Test
  void quickNetworkLeavesTheConfiguredTime() {
    for (int i = 0; i < 100; i++) {
      roundTrip(EXPECTED_MS + 50 + i % 7 * 40);
      assertEquals(ADDITION_MS, trips.additionMs(ADDITION_MS));
    }
  }

  @Test
  void firstSlowRoundTripSufficesForTheNextOne() {
    for (int i = 0; i < 20; i++) {
      roundTrip(EXPECTED_MS + 100);
    }
    roundTrip(EXPECTED_MS + 5000);
    assertTrue(trips.additionMs(ADDITION_MS) > 5000, "" + trips.additionMs(ADDITION_MS));
  }

  @Test
  void steadyExcessIsAwaitedWithHalfTheConfiguredTimeAsMargin() {
    for (int i = 0; i < 100; i++) {
      roundTrip(EXPECTED_MS + 5000);
    }
    assertEquals(5000 + ADDITION_MS / 2, trips.additionMs(ADDITION_MS), 1);
  }

  @Test
  void waitFallsBackToTheConfiguredOneWhenTheNetworkRecovers() {
    for (int i = 0; i < 50; i++) {
      roundTrip(EXPECTED_MS + 5000);
    }
    for (int i = 0; i < 40; i++) {
      roundTrip(EXPECTED_MS + 100);
    }
    assertEquals(ADDITION_MS, trips.additionMs(ADDITION_MS));
  }

  @Test
  void noMoreThanAMinuteIsAdded() {
    roundTrip(3_600_000);
    assertEquals(RoundTrips.MAX_EXCESS_MS, trips.additionMs(ADDITION_MS));
    assertEquals(100_000, trips.additionMs(100_000), "what is configured is the least");
  }

  @Test
  void onePacketASecondIsMeasuredAndForgottenAfterAMinute() {
    for (nowMs = 0; nowMs < 200_000; nowMs += 20) {
      trips.left(nowMs, cover((int) nowMs));
      assertTrue(trips.probes() <= 60);
    }
    assertEquals(60, trips.probes());
  }

  @Test
  void unknownAndRepeatedAcknowledgementsMeasureNothing() {
    trips.left(0, cover(1));
    trips.returned(9000, cover(2).ack());
    assertEquals(ADDITION_MS, trips.additionMs(ADDITION_MS));
    trips.returned(90, cover(1).ack());
    trips.returned(9000, cover(1).ack());
    assertEquals(ADDITION_MS, trips.additionMs(ADDITION_MS));
  }

  /** The gateway keeps for us what comes while we are away; that says nothing of the network. */
  @Test
  void whatWasUnderWayOnAnEarlierSocketIsNotMeasured() {
    trips.left(0, cover(1));
    trips.reset();
    trips.returned(30_000, cover(1).ack());
    assertEquals(ADDITION_MS, trips.additionMs(ADDITION_MS));
  }

  @Property(tries = 200)
  void waitStaysBetweenTheConfiguredOneAndAMinute(
      @ForAll @Size(max = 80) List<@DoubleRange(min = 0, max = 200_000) Double> tripsMs) {
    RoundTrips any = new RoundTrips();
    double time = 0;
    for (double tripMs : new ArrayList<>(tripsMs)) {
      time += RoundTrips.PROBE_GAP_MS;
      any.left(time, cover(1));
      time += tripMs;
      any.returned(time, cover(1).ack());
      double addition = any.additionMs(ADDITION_MS);
      assertTrue(addition >= ADDITION_MS && addition <= RoundTrips.MAX_EXCESS_MS, "" + addition);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1500, 1635", "1, 1500, 3270", "2, 1500, 6540", "3, 1500, 13080", "9, 1500, 13080",
    "0, 6000, 6135", "3, 6000, 49080", "3, 20000, 60000", "0, 60000, 60135", "3, 60000, 60135"
  })
  void waitIsDoubledThreeTimesButNotBeyondAMinute(int repeats, double additionMs, double expected) {
    assertEquals(expected, AckConfig.DEFAULT.timeoutMs(EXPECTED_MS, additionMs, repeats));
  }

  private void roundTrip(double tripMs) {
    nowMs += RoundTrips.PROBE_GAP_MS;
    trips.left(nowMs, cover(1));
    nowMs += tripMs;
    trips.returned(nowMs, cover(1).ack());
  }

  private static CoverPacket cover(int number) {
    byte[] ack = new byte[21];
    ack[0] = (byte) number;
    ack[1] = (byte) (number >>> 8);
    ack[2] = (byte) (number >>> 16);
    return new CoverPacket(new OutgoingPacket(0, new byte[7], new byte[2413], EXPECTED_MS), ack);
  }
}
