package org.peapod.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.address.ClientAddress;
import org.peapod.bytes.ByteReader;
import org.peapod.crypto.Entropy;
import org.peapod.crypto.SeededEntropy;
import org.peapod.message.AckKey;
import org.peapod.message.FragmentId;
import org.peapod.message.NymMessage;
import org.peapod.nodetest.NodeTestFault;
import org.peapod.nodetest.NodeTestPlan;
import org.peapod.topology.Topology;
import org.peapod.traffic.AckConfig;
import org.peapod.traffic.OfficialNetwork;
import org.peapod.traffic.PacketFactory;
import org.peapod.traffic.SizeConfig;
import org.peapod.traffic.StreamConfig;
import org.peapod.traffic.TrafficConfig;
import org.peapod.traffic.TrafficController;
import org.peapod.traffic.TrafficLimits;
import org.peapod.traffic.TrafficOutput;

/** Tests of nodes inside the streams of a client. */
class NodeTestingTest {
  private static final Topology NETWORK = OfficialNetwork.topology();
  private static final ClientAddress SELF = OfficialNetwork.client("alice");
  private static final String NODE = NETWORK.layer(2).get(0).identity().toString();
  private static final NodeTestPlan FIVE = new NodeTestPlan(5, 1_000);

  private byte[] lastDraw;
  private final Entropy random = new SeededEntropy(9);

  /** Fragment identifiers are the only draws of four bytes before a packet is built. */
  private final Entropy entropy =
      (out, off, len) -> {
        random.fill(out, off, len);
        if (len == 4) {
          lastDraw = Arrays.copyOfRange(out, off, off + len);
        }
      };

  private final ArrayDeque<ClientOutput> outputs = new ArrayDeque<>();
  private final List<Double> times = new ArrayList<>();
  private TrafficController traffic;
  private NodeTesting testing;
  private double nowMs;
  private final List<TrafficOutput> unheard = new ArrayList<>();

  NodeTestingTest() {
    build(new StreamConfig(20, 200, 15, true, false), entropy);
  }

  private void build(StreamConfig streams, Entropy ofStreams) {
    TrafficConfig config =
        new TrafficConfig(streams, AckConfig.DEFAULT, SizeConfig.DEFAULT, TrafficLimits.DEFAULT);
    PacketFactory factory = new PacketFactory(SELF, AckKey.generate(entropy), config, entropy);
    traffic = new TrafficController(config, factory, ofStreams);
    testing = new NodeTesting(SELF, factory, traffic, entropy, outputs);
    traffic.start(0);
  }

  @Test
  void packetsTakeThePlacesOfCoverAndChangeNoMoment() {
    // The streams draw their gaps from a generator of their own, so that two runs can be compared.
    build(new StreamConfig(20, 200, 15, true, false), new SeededEntropy(4));
    testing.begin(1, NODE, new NodeTestPlan(40, 1_000), NETWORK);
    pass(1_500);
    assertEquals(40, traffic.counters().real());
    List<Double> tested = List.copyOf(times);
    times.clear();
    nowMs = 0;
    build(new StreamConfig(20, 200, 15, true, false), new SeededEntropy(4));
    pass(1_500);
    assertEquals(0, traffic.counters().real());
    assertEquals(times, tested);
  }

  @Test
  void lostPacketsAreNotSentAgainAndTheResultComesWhenTimeIsUp() {
    testing.begin(7, NODE, FIVE, NETWORK);
    pass(3_000);
    ClientOutput.NodeTested tested =
        assertInstanceOf(ClientOutput.NodeTested.class, outputs.poll());
    assertEquals(7, tested.test());
    assertEquals(5, tested.result().sent());
    assertEquals(0, tested.result().score());
    assertNull(outputs.poll());
    assertEquals(5, traffic.counters().real());
    assertEquals(0, traffic.counters().repeated());
    assertEquals(0, traffic.messages());
    assertEquals(0, traffic.unacknowledged());
    assertEquals(0, traffic.counters().messages(), "a test is no message");
    assertEquals(List.of(), unheard);
  }

  @Test
  void onePacketIsInTheQueueAtATimeSoThatMessagesGoOn() {
    testing.begin(1, NODE, new NodeTestPlan(1000, 1_000), NETWORK);
    assertEquals(1, traffic.waiting());
    traffic.enqueue(1, SELF, new NymMessage.Plain(new byte[20_000]));
    pass(1_500);
    assertTrue(unheard.contains(new TrafficOutput.MessageSent(1)), "has left beside the test");
  }

  @Test
  void oneTestAtATime() {
    testing.begin(1, NODE, FIVE, NETWORK);
    testing.begin(2, NODE, FIVE, NETWORK);
    assertFailed(2, NodeTestFault.TEST_IN_PROGRESS);
    pass(2_000);
    assertInstanceOf(ClientOutput.NodeTested.class, outputs.poll());
    testing.begin(3, NODE, FIVE, NETWORK);
    assertNull(outputs.poll());
  }

  @Test
  void refusedTestLeavesRoomForTheNext() {
    testing.begin(1, "nonsense", FIVE, NETWORK);
    assertFailed(1, NodeTestFault.BAD_IDENTITY);
    testing.begin(2, NODE, FIVE, null);
    assertFailed(2, NodeTestFault.NO_ROUTE);
    testing.begin(3, NODE, FIVE, NETWORK);
    assertEquals(1, traffic.waiting());
  }

  @Test
  void lostConnectionEndsTheTestAndNotTheNodesName() {
    testing.begin(1, NODE, FIVE, NETWORK);
    pass(30);
    testing.interrupted();
    assertFailed(1, NodeTestFault.TEST_INTERRUPTED);
    testing.interrupted();
    assertNull(outputs.poll());
    assertEquals(0, traffic.messages());
  }

  @Test
  void nodeThatVanishesDuringTheTestIsTold() {
    testing.begin(1, NODE, FIVE, NETWORK);
    Topology without = Topology.of(NETWORK.metadata(), NETWORK.rewardedSet(), List.of());
    nowMs = traffic.deadlineMs();
    step(without);
    assertFailed(1, NodeTestFault.NO_SUCH_NODE);
  }

  @Test
  void cancelledTestTellsNothingMore() {
    testing.begin(1, NODE, FIVE, NETWORK);
    testing.cancel(2);
    assertEquals(1, traffic.waiting());
    testing.cancel(1);
    assertEquals(0, traffic.waiting());
    pass(2_000);
    assertNull(outputs.poll());
  }

  @Test
  void latePacketsOfTheLastTestsAreStillNoMessages() {
    List<FragmentId> ids = new ArrayList<>();
    for (int test = 0; test <= NodeTesting.ENDED_KEPT; test++) {
      testing.begin(test, NODE, FIVE, NETWORK);
      ids.add(lastDrawn());
      testing.cancel(test);
    }
    assertFalse(testing.received(nowMs, ids.get(0)), "too long ago");
    for (int test = 1; test <= NodeTesting.ENDED_KEPT; test++) {
      assertTrue(testing.received(nowMs, ids.get(test)), "test " + test);
    }
  }

  @Test
  void withoutCoverPacketsLeaveAtOnce() {
    build(new StreamConfig(20, 200, 15, false, false), entropy);
    testing.begin(1, NODE, FIVE, NETWORK);
    pass(0.5);
    assertEquals(5, traffic.counters().real());
  }

  /** The identifier of the packet that was drawn last: its set, and the first position. */
  private FragmentId lastDrawn() {
    int setId = 1 + (int) (new ByteReader(lastDraw).u32() % Integer.MAX_VALUE);
    return new FragmentId(setId, 1);
  }

  private void pass(double ms) {
    double untilMs = nowMs + ms;
    while (Math.min(traffic.deadlineMs(), testing.deadlineMs()) <= untilMs) {
      nowMs = Math.max(nowMs, Math.min(traffic.deadlineMs(), testing.deadlineMs()));
      step(NETWORK);
    }
    nowMs = untilMs;
  }

  private void step(Topology topology) {
    traffic.timer(nowMs, topology);
    for (TrafficOutput out = traffic.poll(); out != null; out = traffic.poll()) {
      if (out instanceof TrafficOutput.Packet) {
        times.add(nowMs);
      } else if (!testing.hears(nowMs, out)) {
        unheard.add(out);
      }
    }
    testing.timer(nowMs);
  }

  private void assertFailed(int test, NodeTestFault fault) {
    assertEquals(new ClientOutput.NodeTestFailed(test, fault), outputs.poll());
  }
}
