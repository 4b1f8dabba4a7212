package org.peapod.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peapod.address.NodeIdentity;
import org.peapod.bytes.Result;
import org.peapod.message.FragmentId;
import org.peapod.sphinx.PacketSize;
import org.peapod.topology.RoutingNode;
import org.peapod.topology.Topology;

/** Acknowledgements awaited, packets sent again, messages given up. */
class RetransmissionTest {
  private static final FragmentId FIRST = TestTraffic.id(1, 0);

  /** The answers of {@link TestTraffic#source} say that 90 ms are expected. */
  private static final double TIMEOUT_MS = 90 * 1.5 + 1500;

  @Test
  void unacknowledgedPacketIsSentAgainUntilTheConfiguredMaximum() {
    AckConfig five = new AckConfig(15, 1.5, 1500, 5);
    TestTraffic traffic = atOnce(five);
    traffic.enqueue(1, 10);
    traffic.run(1e6);
    assertEquals(5, traffic.controller.counters().repeated());
    assertEquals(6, traffic.packets().size());
    assertTrue(
        traffic.outputs.contains(
            new TrafficOutput.MessageFailed(1, TrafficFault.NOT_ACKNOWLEDGED)));
    assertEquals(0, traffic.controller.unacknowledged());
    assertEquals(0, traffic.controller.messages());
  }

  @Test
  void eachRepetitionIsAnotherPacket() {
    TestTraffic traffic = atOnce(AckConfig.DEFAULT);
    traffic.enqueue(1, 10);
    traffic.run(2500);
    List<TrafficOutput.Packet> packets = traffic.packets();
    assertEquals(2, packets.size());
    byte[] first = packets.get(0).packet().packet();
    assertFalse(Arrays.equals(first, packets.get(1).packet().packet()));
  }

  @Test
  void acknowledgedPacketIsNotSentAgain() {
    TestTraffic traffic = atOnce(AckConfig.DEFAULT);
    traffic.enqueue(1, 10);
    traffic.run(200);
    traffic.acknowledgeSets(1);
    traffic.acknowledgeSets(1);
    assertEquals(1, traffic.outputs(TrafficOutput.MessageAcknowledged.class).size());
    traffic.run(20_000);
    assertEquals(0, traffic.controller.counters().repeated());
    assertEquals(0, traffic.controller.unacknowledged());
  }

  @Test
  void acknowledgementThatComesWhileTheRepetitionWaitsCancelsIt() {
    TestTraffic traffic = atOnce(AckConfig.DEFAULT);
    traffic.enqueue(1, 10);
    traffic.run(0);
    traffic.controller.pause();
    traffic.run(10_000);
    traffic.acknowledgeSets(1);
    assertEquals(0, traffic.controller.waiting());
    traffic.controller.start(10_000);
    traffic.run(60_000);
    assertEquals(0, traffic.controller.counters().repeated());
  }

  @Test
  void timeoutFollowsTheConfiguredFactorAndAddition() {
    TestTraffic traffic = atOnce(new AckConfig(15, 2, 700, 3));
    traffic.supplyAll(1, MessageKind.REPLY, 1);
    traffic.run(0);
    assertEquals(90 * 2 + 700, traffic.controller.deadlineMs());
  }

  @Test
  void eachRepetitionIsAwaitedTwiceAsLongUpToEightTimes() {
    TestTraffic traffic = atOnce(new AckConfig(0, 1, 1000, 6));
    traffic.supplyAll(1, MessageKind.REPLY, 1);
    traffic.run(0);
    List<Double> waits = new ArrayList<>();
    for (int repeat = 0; repeat < 6; repeat++) {
      waits.add(traffic.controller.deadlineMs() - traffic.nowMs);
      traffic.step();
      traffic.controller.supply(1, FIRST, traffic.source(1, 0));
      traffic.run(traffic.nowMs);
    }
    assertEquals(List.of(1090.0, 2180.0, 4360.0, 8720.0, 8720.0, 8720.0), waits);
  }

  @Test
  void fragmentSentBeforeUnderAnotherNumberIsAwaitedAsLongAsARepetition() {
    TestTraffic traffic = atOnce(new AckConfig(0, 1, 1000, 6));
    traffic.controller.open(1, MessageKind.REPLY, PacketSize.REGULAR, 1, 0);
    traffic.controller.supply(1, FIRST, traffic.source(1, 0), 2);
    traffic.run(0);
    assertEquals(4360, traffic.controller.deadlineMs());
  }

  @Test
  void packetThatDidNotGoOutIsSentAgainAtOnceTheFirstTime() {
    TestTraffic traffic = atOnce(AckConfig.DEFAULT);
    traffic.enqueue(1, 10);
    traffic.run(0);
    FragmentId id = traffic.packets().get(0).id();
    traffic.controller.forwardFailed(id);
    traffic.run(0);
    assertEquals(1, traffic.controller.counters().repeated());
    traffic.controller.forwardFailed(id);
    traffic.run(2 * TIMEOUT_MS - 300);
    assertEquals(1, traffic.controller.counters().repeated(), "the second time its timer decides");
    traffic.run(2 * TIMEOUT_MS + 1000);
    assertEquals(2, traffic.controller.counters().repeated());
  }

  @Test
  void suppliedPacketThatDidNotGoOutWantsANewSourceAtOnceUnlessItIsARepetition() {
    TestTraffic traffic = atOnce(AckConfig.DEFAULT);
    traffic.supplyAll(1, MessageKind.REPLY, 1);
    traffic.controller.open(2, MessageKind.REPLY, PacketSize.REGULAR, 1, 0);
    traffic.controller.supply(2, TestTraffic.id(2, 0), traffic.source(2, 0), 1);
    traffic.run(0);
    traffic.controller.forwardFailed(FIRST);
    traffic.controller.forwardFailed(TestTraffic.id(2, 0));
    traffic.drain();
    assertEquals(
        List.of(new TrafficOutput.RenewalWanted(1, FIRST, TrafficFault.NOT_ACKNOWLEDGED)),
        traffic.outputs(TrafficOutput.RenewalWanted.class));
  }

  @Test
  void failureOfWhatIsNotAwaitedHasNoEffect() {
    TestTraffic traffic = atOnce(AckConfig.DEFAULT);
    traffic.enqueue(1, 10);
    traffic.run(0);
    FragmentId id = traffic.packets().get(0).id();
    traffic.acknowledgeSets(1);
    traffic.controller.forwardFailed(id);
    traffic.controller.forwardFailed(FragmentId.COVER);
    traffic.run(60_000);
    assertEquals(1, traffic.packets().size());
  }

  @Test
  void timerStartsWhenThePacketLeavesAndNotWhenItIsQueued() {
    TestTraffic traffic = atOnce(AckConfig.DEFAULT);
    traffic.controller.pause();
    traffic.supplyAll(1, MessageKind.REPLY, 1);
    traffic.run(10_000);
    traffic.controller.start(10_000);
    traffic.run(10_000);
    assertEquals(10_000 + TIMEOUT_MS, traffic.controller.deadlineMs());
  }

  @Test
  void suppliedPacketAsksForANewSourceAndLeavesWithIt() {
    TestTraffic traffic = atOnce(AckConfig.DEFAULT);
    traffic.supplyAll(1, MessageKind.REPLY, 1);
    traffic.run(0);
    assertFalse(traffic.controller.supply(1, FIRST, traffic.source(1, 0)), "not wanted yet");
    traffic.run(60_000);
    assertEquals(
        List.of(new TrafficOutput.RenewalWanted(1, FIRST, TrafficFault.NOT_ACKNOWLEDGED)),
        traffic.outputs(TrafficOutput.RenewalWanted.class),
        "asked once, however long the owner needs");
    assertTrue(traffic.controller.supply(1, FIRST, traffic.source(1, 0)));
    assertFalse(traffic.controller.supply(1, FIRST, traffic.source(1, 0)), "has one now");
    traffic.run(60_000);
    assertEquals(List.of(FIRST, FIRST), traffic.built);
    assertEquals(1, traffic.controller.counters().repeated());
  }

  @Test
  void lateAcknowledgementEndsTheWishForANewSource() {
    TestTraffic traffic = atOnce(AckConfig.DEFAULT);
    traffic.supplyAll(1, MessageKind.REPLY, 2);
    traffic.run(5000);
    traffic.controller.acknowledged(FIRST);
    assertFalse(traffic.controller.supply(1, FIRST, traffic.source(1, 0)));
    traffic.controller.acknowledged(TestTraffic.id(1, 1));
    traffic.drain();
    assertTrue(traffic.outputs.contains(new TrafficOutput.MessageAcknowledged(1)));
  }

  @ParameterizedTest
  @CsvSource({"REPLY, 10", "SURB_REQUEST, 10", "ADDITIONAL_SURBS, 16", "DATA, 16"})
  void kindIsRepeatedAsOftenAsItsLimitAndTheConfiguredMaximumAllow(MessageKind kind, int most) {
    TestTraffic traffic = atOnce(AckConfig.DEFAULT);
    traffic.supplyAll(1, kind, 1);
    while (traffic.outputs(TrafficOutput.MessageFailed.class).isEmpty()) {
      int wanted = traffic.outputs(TrafficOutput.RenewalWanted.class).size();
      traffic.step();
      if (traffic.outputs(TrafficOutput.RenewalWanted.class).size() > wanted) {
        traffic.controller.supply(1, FIRST, traffic.source(1, 0));
      }
    }
    assertEquals(most, traffic.controller.counters().repeated());
  }

  @Test
  void suppliedPacketThatCannotBeBuiltAsksAgainAndCostsNoRepetition() {
    TestTraffic traffic = atOnce(AckConfig.DEFAULT);
    traffic.controller.open(1, MessageKind.REPLY, PacketSize.REGULAR, 1, 0);
    PacketSource broken = topology -> Result.fault(TrafficFault.NO_ROUTE);
    for (int attempt = 0; attempt < 20; attempt++) {
      assertTrue(traffic.controller.supply(1, FIRST, broken));
      traffic.run(attempt);
    }
    assertEquals(20, traffic.outputs(TrafficOutput.RenewalWanted.class).size());
    traffic.controller.supply(1, FIRST, traffic.source(1, 0));
    traffic.run(20);
    assertTrue(traffic.outputs.contains(new TrafficOutput.MessageSent(1)));
    assertEquals(0, traffic.controller.counters().repeated());
  }

  @Test
  void repetitionWithoutARouteIsTriedAgainLaterAndDoesNotEndTheMessage() {
    TestTraffic traffic = atOnce(AckConfig.DEFAULT);
    Topology whole = traffic.topology;
    traffic.enqueue(1, 10);
    traffic.run(0);
    traffic.topology = without(whole, traffic.bob.gateway());
    traffic.run(10_000);
    assertEquals(0, traffic.controller.counters().repeated());
    assertEquals(1, traffic.controller.messages());
    traffic.topology = whole;
    traffic.run(15_000);
    assertTrue(traffic.controller.counters().repeated() > 0);
  }

  @Test
  void messageTakesNoMorePacketsThanItWasOpenedFor() {
    TestTraffic traffic = atOnce(AckConfig.DEFAULT);
    traffic.supplyAll(1, MessageKind.REPLY, 2);
    assertFalse(traffic.controller.supply(1, TestTraffic.id(1, 2), traffic.source(1, 2)));
    assertFalse(traffic.controller.supply(9, TestTraffic.id(9, 0), traffic.source(9, 0)));
  }

  /** As likely as two equal draws of 31 bits; what it must not do is end a message twice. */
  @Test
  void twoMessagesThatShareAnIdentifierEndOnceEach() {
    TestTraffic traffic = atOnce(AckConfig.DEFAULT);
    for (int number = 1; number <= 2; number++) {
      traffic.controller.open(number, MessageKind.REPLY, PacketSize.REGULAR, 1, 0);
      traffic.controller.supply(number, FIRST, traffic.source(number, 0));
    }
    traffic.run(0);
    traffic.controller.cancel(1);
    traffic.controller.acknowledged(FIRST);
    traffic.run(60_000);
    assertEquals(1, traffic.outputs(TrafficOutput.MessageCancelled.class).size());
    assertEquals(1, traffic.outputs(TrafficOutput.MessageAcknowledged.class).size());
    assertTrue(traffic.outputs(TrafficOutput.RenewalWanted.class).isEmpty());
    assertEquals(0, traffic.controller.messages());
  }

  @Test
  void expectedDelayOfAReplyTakesWholeMillisecondsForItsHops() {
    long[] ackDelays = {1_000_000, 2_000_000, 3_000_000, 9_000_000};
    assertEquals(3 * 15 + 6, ExpectedDelay.ofReply(15.9, ackDelays));
    assertEquals(6 + 6, ExpectedDelay.ofPacket(ackDelays, ackDelays));
  }

  private static Topology without(Topology whole, NodeIdentity gateway) {
    List<RoutingNode> nodes = new ArrayList<>(whole.nodes());
    nodes.removeIf(node -> node.identity().equals(gateway));
    return Topology.of(whole.metadata(), whole.rewardedSet(), nodes);
  }

  private static TestTraffic atOnce(AckConfig acks) {
    TestTraffic traffic =
        new TestTraffic(
            new TrafficConfig(
                TestTraffic.AT_ONCE, acks, SizeConfig.DEFAULT, TrafficLimits.DEFAULT));
    traffic.controller.start(0);
    return traffic;
  }
}
