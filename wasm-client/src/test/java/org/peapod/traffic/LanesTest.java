package org.peapod.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.peapod.message.FragmentId;

/** Who leaves when many want to. */
class LanesTest {
  private static final int FIFTY_MB = 50_000_000;

  private final TestTraffic traffic = TestTraffic.of(TestTraffic.MAIN_ONLY);

  LanesTest() {
    traffic.controller.start(0);
  }

  @Test
  void shortMessageBehindFiftyMegabytesLeavesWithinThreePackets() {
    traffic.enqueue(1, FIFTY_MB);
    stepTo(40);
    traffic.enqueue(2, 100);
    int before = traffic.packets().size();
    while (!traffic.outputs.contains(new TrafficOutput.MessageSent(2))) {
      traffic.step();
    }
    assertTrue(traffic.packets().size() - before <= 3);
  }

  @Test
  void shortMessageOvertakesAThousandLongOnes() {
    for (int number = 1; number <= 1000; number++) {
      traffic.supplyAll(number, MessageKind.REPLY, 20);
    }
    while (traffic.built.size() < 18_000) {
      traffic.controller.timer(traffic.controller.deadlineMs(), traffic.topology);
      traffic.controller.acknowledged(traffic.built.get(traffic.built.size() - 1));
    }
    traffic.supplyAll(2000, MessageKind.REPLY, 1);
    assertTrue(leavesWithin(2000, 3));
  }

  @Test
  void longMessagesKeepHalfOfThePlacesAgainstAFloodOfShortOnes() {
    traffic.supplyAll(1, MessageKind.REPLY, 200);
    while (traffic.built.size() < SendQueue.YOUNG_PACKETS) {
      traffic.step();
    }
    for (int number = 2; number < 202; number++) {
      traffic.supplyAll(number, MessageKind.REPLY, 1);
    }
    assertEquals(50, countOfNext(100, 1));
  }

  @Test
  void surbLanesGetTheirTurnBesideAnyNumberOfMessages() {
    for (int number = 1; number <= 100; number++) {
      traffic.supplyAll(number, MessageKind.REPLY, 30);
    }
    stepTo(1700);
    traffic.supplyAll(500, MessageKind.SURB_REQUEST, 20);
    traffic.supplyAll(501, MessageKind.ADDITIONAL_SURBS, 20);
    stepTo(1760);
    long requests = traffic.built.stream().filter(id -> TestTraffic.numberOf(id) == 500).count();
    long surbs = traffic.built.stream().filter(id -> TestTraffic.numberOf(id) == 501).count();
    assertEquals(20, requests, "a third of 60 places, three lanes being busy");
    assertEquals(20, surbs);
  }

  @Test
  void floodOfSurbRequestsLeavesThePlacesOfMessagesAlone() {
    traffic.supplyAll(1, MessageKind.SURB_REQUEST, 200);
    traffic.supplyAll(2, MessageKind.ADDITIONAL_SURBS, 200);
    traffic.supplyAll(3, MessageKind.REPLY, 10);
    stepTo(30);
    assertEquals(10, traffic.built.stream().filter(id -> TestTraffic.numberOf(id) == 3).count());
  }

  @Test
  void messagesOfOneAgeTakeTurns() {
    traffic.supplyAll(1, MessageKind.REPLY, 4);
    traffic.supplyAll(2, MessageKind.REPLY, 4);
    stepTo(8);
    for (int i = 0; i < 8; i++) {
      assertEquals(1 + i % 2, TestTraffic.numberOf(traffic.built.get(i)));
    }
  }

  @Test
  void fullTableIsClosedToMessagesAndOpenToSurbs() {
    TestTraffic small =
        new TestTraffic(
            TestTraffic.config(TestTraffic.AT_ONCE, new TrafficLimits(10, 1 << 20, 80)));
    small.controller.start(0);
    small.supplyAll(1, MessageKind.REPLY, 200);
    small.run(0);
    assertEquals(70, small.controller.unacknowledged(), "an eighth is kept");
    small.supplyAll(2, MessageKind.SURB_REQUEST, 20);
    small.run(0);
    assertEquals(80, small.controller.unacknowledged());
    for (int i = 0; i < 15; i++) {
      small.controller.acknowledged(small.built.get(i));
    }
    small.run(0);
    assertTrue(small.controller.unacknowledged() < 80, "the rest of the places stay free");
    assertEquals(20, small.built.stream().filter(id -> TestTraffic.numberOf(id) == 2).count());
  }

  @Test
  void repetitionsTakeTurnsWithNewPackets() {
    traffic.supplyAll(1, MessageKind.REPLY, 100);
    stepTo(50);
    traffic.controller.pause();
    traffic.run(traffic.nowMs + 5000);
    for (TrafficOutput.RenewalWanted wanted : traffic.outputs(TrafficOutput.RenewalWanted.class)) {
      traffic.controller.supply(1, wanted.id(), traffic.source(1, indexOf(wanted.id())));
    }
    traffic.controller.start(traffic.nowMs);
    stepTo(70);
    assertEquals(10, traffic.controller.counters().repeated());
  }

  private static int indexOf(FragmentId id) {
    return id.position() - 1;
  }

  private void stepTo(int packets) {
    while (traffic.controller.counters().real() < packets) {
      traffic.step();
    }
  }

  private boolean leavesWithin(int number, int packets) {
    return countOfNext(packets, number) > 0;
  }

  private int countOfNext(int packets, int number) {
    int from = traffic.built.size();
    while (traffic.built.size() < from + packets) {
      traffic.step();
    }
    int count = 0;
    for (FragmentId id : traffic.built.subList(from, from + packets)) {
      count += TestTraffic.numberOf(id) == number ? 1 : 0;
    }
    return count;
  }
}
