package org.peapod.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Moments that the stock client gets wrong: very late ones and very early ones. */
class PatienceTest {
  private static final double DAY_MS = 86_400_000;

  @Test
  void messageThatWaitedADayStillLeavesAndIsAwaited() {
    TestTraffic traffic = TestTraffic.of(TestTraffic.AT_ONCE);
    traffic.controller.start(0);
    traffic.controller.pause();
    traffic.enqueue(1, 5_000);
    traffic.supplyAll(2, MessageKind.REPLY, 3);
    traffic.run(DAY_MS);
    assertEquals(7, traffic.controller.waiting());
    traffic.controller.start(DAY_MS);
    traffic.run(DAY_MS);
    assertTrue(traffic.outputs.contains(new TrafficOutput.MessageSent(1)));
    assertTrue(traffic.outputs.contains(new TrafficOutput.MessageSent(2)));
    assertEquals(7, traffic.controller.unacknowledged());
  }

  @Test
  void acknowledgementInTheMomentOfLeavingCounts() {
    TestTraffic traffic = TestTraffic.of(TestTraffic.AT_ONCE);
    traffic.controller.start(0);
    traffic.supplyAll(1, MessageKind.REPLY, 1);
    traffic.controller.timer(0, traffic.topology);
    traffic.controller.acknowledged(TestTraffic.id(1, 0));
    traffic.drain();
    assertEquals(
        List.of(new TrafficOutput.MessageAcknowledged(1)),
        traffic.outputs(TrafficOutput.MessageAcknowledged.class));
    assertEquals(0, traffic.controller.unacknowledged());
  }

  @Test
  void deadlinesThatALateHostMissedAreMadeUpForSoThatTheRateStays() {
    TestTraffic traffic = TestTraffic.of(TestTraffic.MAIN_ONLY);
    traffic.controller.start(0);
    for (double nowMs = 500; nowMs <= 20_000; nowMs += 500) {
      while (traffic.controller.deadlineMs() <= nowMs) {
        traffic.controller.timer(nowMs, traffic.topology);
      }
    }
    long packets = traffic.controller.counters().cover();
    assertTrue(packets > 870 && packets < 1_130, packets + " packets in 20 s at 20 ms");
  }

  @Test
  void ofManyMissedDeadlinesOneTurnMakesUpForSomeSoThatItIsShort() {
    TestTraffic traffic = TestTraffic.of(TestTraffic.MAIN_ONLY);
    traffic.controller.start(0);
    double lateMs = 1_900;
    for (long before = 0; traffic.controller.deadlineMs() <= lateMs; ) {
      traffic.controller.timer(lateMs, traffic.topology);
      long packets = traffic.controller.counters().cover();
      assertTrue(packets > before && packets - before <= 4, packets + " after " + before);
      before = packets;
    }
    long packets = traffic.controller.counters().cover();
    assertTrue(packets > 50 && packets < 140, packets + " packets in 1.9 s at 20 ms");
  }

  @Test
  void whatComesBetweenTurnsBringsNoMoreLatePackets() {
    TestTraffic traffic = TestTraffic.of(TestTraffic.MAIN_ONLY);
    traffic.controller.start(0);
    traffic.controller.timer(1_000, traffic.topology);
    assertEquals(4, traffic.controller.counters().cover());
    traffic.controller.between(1_500, traffic.topology);
    assertEquals(4, traffic.controller.counters().cover());
    assertTrue(traffic.controller.deadlineMs() <= 1_500);
    traffic.controller.timer(1_500, traffic.topology);
    assertEquals(8, traffic.controller.counters().cover());
  }

  @Test
  void aTurnThatHasSomeLeftLetsLeaveWhatComesDueBetween() {
    TestTraffic traffic = TestTraffic.of(TestTraffic.MAIN_ONLY);
    traffic.controller.start(0);
    traffic.controller.timer(traffic.controller.deadlineMs(), traffic.topology);
    assertEquals(1, traffic.controller.counters().cover());
    traffic.controller.between(traffic.controller.deadlineMs(), traffic.topology);
    assertEquals(2, traffic.controller.counters().cover());
  }
}
