package org.peapod.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What happens when the socket does not keep up. */
class BackpressureTest {
  private static final double FULL = Backpressure.SLOTS * (double) Backpressure.SLOT_BYTES;
  private static final double QUIET = Backpressure.PRESSURE_SLOTS * Backpressure.SLOT_BYTES;

  private final Backpressure pressure = new Backpressure();

  BackpressureTest() {
    pressure.reset(0);
  }

  @Test
  void fullSocketRaisesTheMultiplierOncePerSecondUpToSix() {
    pressure.report(1000, FULL);
    assertEquals(1, pressure.multiplier(), "not before a second has passed");
    pressure.report(1000.5, FULL);
    assertEquals(2, pressure.multiplier());
    pressure.report(2000.5, FULL);
    assertEquals(2, pressure.multiplier());
    for (double atMs = 2001; atMs < 20_000; atMs += 100) {
      pressure.report(atMs, FULL);
    }
    assertEquals(Backpressure.MAX_MULTIPLIER, pressure.multiplier());
  }

  @Test
  void oneByteLessThanFullDoesNotRaiseIt() {
    for (double atMs = 0; atMs < 20_000; atMs += 100) {
      pressure.report(atMs, FULL - 1);
    }
    assertEquals(1, pressure.multiplier());
    assertFalse(pressure.isFull());
  }

  @Test
  void twoSecondsWithoutPressureLowerItAgainStepByStep() {
    raiseToSix();
    pressure.report(20_000, QUIET + Backpressure.SLOT_BYTES);
    pressure.report(20_001, QUIET);
    pressure.step(21_999);
    assertEquals(6, pressure.multiplier());
    pressure.step(22_000);
    assertEquals(5, pressure.multiplier());
    pressure.step(24_000);
    assertEquals(5, pressure.multiplier());
    pressure.step(24_001);
    assertEquals(4, pressure.multiplier());
    for (double atMs = 24_001; atMs < 60_000; atMs += 100) {
      pressure.step(atMs);
    }
    assertEquals(1, pressure.multiplier());
  }

  @Test
  void elevenOccupiedSlotsKeepItWhereItIs() {
    raiseToSix();
    for (double atMs = 20_000; atMs < 60_000; atMs += 100) {
      pressure.report(atMs, QUIET + Backpressure.SLOT_BYTES);
    }
    assertEquals(6, pressure.multiplier());
  }

  @Test
  void newSocketStartsAtFullSpeed() {
    raiseToSix();
    pressure.reset(20_000);
    assertEquals(1, pressure.multiplier());
    assertFalse(pressure.isFull());
  }

  @Test
  void whileTheSocketIsFullNothingLeavesAndMessagesWait() {
    TestTraffic traffic = TestTraffic.of(StreamConfig.DEFAULT);
    traffic.controller.start(0);
    traffic.enqueue(1, 5000);
    traffic.controller.socketBuffered(0, FULL);
    traffic.run(1000);
    assertEquals(0, traffic.packets().size());
    assertTrue(traffic.controller.counters().heldBack() > 40);
    assertEquals(4, traffic.controller.waiting());
    traffic.controller.socketBuffered(1000, 0);
    traffic.run(1500);
    assertEquals(0, traffic.controller.waiting());
  }

  @Test
  void packetsOfOneCallCountBeforeTheNextReport() {
    TestTraffic traffic = TestTraffic.of(TestTraffic.MAIN_ONLY);
    traffic.controller.start(0);
    traffic.supplyAll(1, MessageKind.REPLY, 200);
    traffic.controller.socketBuffered(1900, FULL - 2 * Backpressure.SLOT_BYTES);
    traffic.controller.timer(1900, traffic.topology);
    assertEquals(2, traffic.built.size(), "four had their turn and two had room");
  }

  @Test
  void slowSocketNeverHoldsMoreThanItsSlotsAndSlowsTheMainStream() {
    TestTraffic traffic = TestTraffic.of(TestTraffic.MAIN_ONLY);
    traffic.controller.start(0);
    traffic.supplyAll(1, MessageKind.REPLY, 3000);
    double buffered = 0;
    double most = 0;
    double lastMs = 0;
    while (traffic.built.size() < 600) {
      double nowMs = traffic.controller.deadlineMs();
      buffered = Math.max(0, buffered - (nowMs - lastMs) * 20);
      lastMs = nowMs;
      traffic.controller.socketBuffered(nowMs, buffered);
      int before = traffic.built.size();
      traffic.step();
      buffered += (traffic.built.size() - before) * (double) Backpressure.SLOT_BYTES;
      most = Math.max(most, buffered);
    }
    assertTrue(most <= FULL + Backpressure.SLOT_BYTES, "held " + most);
    assertTrue(traffic.controller.slowdown() > 1, "20 bytes/ms carry a packet every 122 ms");
  }

  @Test
  void immediateModeWaitsForTheSocketToo() {
    TestTraffic traffic = TestTraffic.of(TestTraffic.AT_ONCE);
    traffic.controller.start(0);
    traffic.supplyAll(1, MessageKind.REPLY, 10);
    traffic.controller.socketBuffered(5, FULL);
    traffic.controller.timer(5, traffic.topology);
    assertEquals(5 + TrafficController.BLOCKED_RETRY_MS, traffic.controller.deadlineMs());
    assertEquals(0, traffic.built.size());
    traffic.controller.socketBuffered(25, 0);
    traffic.run(25);
    assertEquals(10, traffic.built.size());
  }

  private void raiseToSix() {
    for (double atMs = 0; atMs < 19_000; atMs += 100) {
      pressure.report(atMs, FULL);
    }
    assertEquals(6, pressure.multiplier());
  }
}
