package org.peapod.mixnet.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.peapod.mixnet.simulation.DaySettings.HOUR_MS;
import static org.peapod.mixnet.simulation.DaySettings.MINUTE_MS;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.client.ClientFault;

/**
 * Long lives on a bad network: packets and whole machines are lost, keys change, and every message
 * arrives once or its sender knows that it did not.
 *
 * <p>One loss is nobody's fault: what a gateway has acknowledged and its client never got, because
 * a socket or a process broke in that moment or the gateway lost its disk. The simulation knows
 * each of those, and nothing else excuses a missing message.
 *
 * <p>{@code -Dpeapod.day.seed=N} runs another day.
 */
class DayTest {
  private static final long SEED = Long.getLong("peapod.day.seed", 1);
  private static final double ROTATION_MS = 144 * MINUTE_MS;

  /**
   * The most that the heap may grow from the first hour to the end, less at both times what is kept
   * on purpose (docs/conformance.md).
   */
  private static final double HEAP_GROWTH = 1.1;

  /** A message is given up at the latest three minutes after it left last, or rotations later. */
  private static final int MORE_STEPS = 5;

  /** Messages that one crash of a gateway may cost, beside 2 %, each by a loss that is known. */
  private static final int FEW = 3;

  /** Ways in which a start may fail here: while the directory or the client's gateway is away. */
  private static final List<ClientFault> ALLOWED_ENDINGS =
      List.of(ClientFault.DIRECTORY_UNREACHABLE, ClientFault.START_TIMED_OUT);

  /** Mostly answers fail: on this day many SURBs come, or are used, after their keys. */
  private static final List<ClientFault> ALLOWED_FAILURES =
      List.of(ClientFault.NO_SURBS_LEFT, ClientFault.UNKNOWN_SENDER, ClientFault.NOT_ACKNOWLEDGED);

  /**
   * The heap is held against itself at the same distance from a key rotation, once SURBs and reply
   * keys of the day have expired: what is more then is what will not go away.
   */
  @Test
  void hundredClientsLiveThroughADay() {
    DaySettings settings =
        new DaySettings(
            SEED, 100, 24 * HOUR_MS, 300_000, 10, 20_000, ROTATION_MS, 15, 2, HOUR_MS, 2);
    SimulatedDay day = new SimulatedDay(settings);
    day.runFor(HOUR_MS);
    final long heapAfterAnHour = heapOfTheRest(day);
    watch(day, 24 * HOUR_MS, HOUR_MS / 4);
    judge(day, HOUR_MS + 12 * ROTATION_MS, ROTATION_MS);

    assertEquals(0, day.heldNow("replies"));
    assertEquals(day.heldNow("errands"), day.heldNow("messages"), "only SURBs are still exchanged");
    long heapAtTheEnd = heapOfTheRest(day);
    assertTrue(
        heapAtTheEnd <= heapAfterAnHour * HEAP_GROWTH,
        () -> heapAfterAnHour + " bytes of heap became " + heapAtTheEnd);
  }

  @Test
  void clientsAtDefaultRatesLiveThroughMinutes() {
    DaySettings settings =
        new DaySettings(SEED, 5, 1.5 * MINUTE_MS, 20, 12, 20_000, MINUTE_MS, 3, 1, 10_000, 1.5);
    SimulatedDay day = new SimulatedDay(settings);
    watch(day, 1.5 * MINUTE_MS, 5_000);
    judge(day, 2 * MINUTE_MS, MINUTE_MS);
  }

  /** Lets time pass until this moment and sees at every step that nothing is beyond its limit. */
  private static void watch(SimulatedDay day, double untilMs, double stepMs) {
    while (day.nowMs() < untilMs) {
      day.runFor(stepMs);
      assertEquals(List.of(), day.look());
    }
  }

  /**
   * Lets the senders hear what became of their messages: until this moment, and a few steps on when
   * some have not heard by then.
   */
  private static void judge(SimulatedDay day, double untilMs, double stepMs) {
    DeliveryLedger ledger = day.ledger();
    day.runFor(untilMs - day.nowMs());
    for (int i = 0; i < MORE_STEPS && !ledger.underWay().isEmpty(); i++) {
      day.runFor(stepMs);
    }
    assertEquals(List.of(), ledger.underWay());
    assertEquals(List.of(), day.look());
    assertEquals(List.of(), ledger.faults());
    assertEquals(List.of(), ledger.surprises());
    assertEquals(List.of(), ledger.unexplained(day.losses()));
    assertTrue(ledger.missing().size() <= FEW + ledger.size() / 50, day::summary);
    assertTrue(ledger.arrivals() * 10 >= ledger.size() * 8, day::summary);
    assertTrue(ALLOWED_ENDINGS.containsAll(day.endings().keySet()), day::summary);
    assertTrue(ALLOWED_FAILURES.containsAll(day.failures().keySet()), day::summary);
  }

  /** After a full collection, less what is kept on purpose. */
  private static long heapOfTheRest(SimulatedDay day) {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least - KeptHeap.bytes(day);
  }
}
