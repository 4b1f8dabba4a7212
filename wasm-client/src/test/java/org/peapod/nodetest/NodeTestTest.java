package org.peapod.nodetest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peapod.address.ClientAddress;
import org.peapod.bytes.Result;
import org.peapod.crypto.SeededEntropy;
import org.peapod.message.AckKey;
import org.peapod.message.FragmentId;
import org.peapod.topology.Topology;
import org.peapod.traffic.OfficialNetwork;
import org.peapod.traffic.PacketFactory;

/** What counts in a test of a node, and what does not. */
class NodeTestTest {
  private static final Topology NETWORK = OfficialNetwork.topology();
  private static final ClientAddress SELF = OfficialNetwork.client("alice");
  private static final String NODE = NETWORK.layer(2).get(0).identity().toString();
  private static final NodeTestPlan TWO = new NodeTestPlan(2, 1_000);

  @Test
  void timeIsUpAfterTheLastPacketHasLeft() {
    NodeTest test = prepare(NODE, TWO).value();
    test.next();
    test.left(500);
    assertEquals(Double.POSITIVE_INFINITY, test.deadlineMs());
    test.next();
    assertFalse(test.hasNext());
    test.left(9_000);
    assertEquals(10_000, test.deadlineMs());
    test.timer(9_999);
    assertFalse(test.isOver());
    test.timer(10_000);
    assertTrue(test.isOver());
    assertEquals(new NodeTestResult(2, 0, 0, 0, 0, List.of()), test.result());
    assertEquals(Double.POSITIVE_INFINITY, test.deadlineMs());
    assertThrows(IllegalStateException.class, test::next);
  }

  @Test
  void testEndsWhenEverythingIsBack() {
    NodeTest test = prepare(NODE, TWO).value();
    FragmentId first = send(test, 100);
    FragmentId second = send(test, 120);
    assertTrue(test.received(190, second));
    assertTrue(test.received(200, first));
    assertTrue(test.acknowledged(first));
    assertFalse(test.isOver());
    assertTrue(test.acknowledged(second));
    assertTrue(test.isOver());
    assertEquals(new NodeTestResult(2, 2, 2, 0, 0, List.of(70.0, 100.0)), test.result());
  }

  @Test
  void whatCameBackAgainIsCountedApart() {
    NodeTest test = prepare(NODE, TWO).value();
    FragmentId id = send(test, 100);
    for (int i = 0; i < 3; i++) {
      test.received(110, id);
      test.acknowledged(id);
    }
    assertEquals(new NodeTestResult(1, 1, 1, 2, 2, List.of(10.0)), test.result());
  }

  @Test
  void onlyFragmentsOfThisTestCount() {
    NodeTest test = prepare(NODE, TWO).value();
    FragmentId id = send(test, 0);
    FragmentId other = new FragmentId(id.setId() ^ 1, 1);
    assertFalse(test.received(1, other));
    assertFalse(test.acknowledged(other));
    assertFalse(test.acknowledged(FragmentId.COVER));
    assertEquals(0, test.result().receivedPackets());
  }

  @Test
  void whatComesAfterTheEndIsKnownAndChangesNothing() {
    NodeTest test = prepare(NODE, new NodeTestPlan(1, 1_000)).value();
    FragmentId id = send(test, 0);
    test.timer(1_000);
    assertTrue(test.received(1_001, id));
    assertTrue(test.acknowledged(id));
    assertEquals(new NodeTestResult(1, 0, 0, 0, 0, List.of()), test.result());
  }

  @Test
  void packetsAreOfTheUsualSizeAndNamedApart() {
    NodeTest test = prepare(NODE, TWO).value();
    TestPacket first = test.next();
    assertEquals(2413, first.source().packet(NETWORK).value().packet().length);
    test.left(0);
    assertFalse(first.id().equals(test.next().id()));
  }

  @Test
  void packetIsNotMadeWhereTheNodeIsGone() {
    NodeTest test = prepare(NODE, TWO).value();
    Topology without = Topology.of(NETWORK.metadata(), NETWORK.rewardedSet(), List.of());
    assertEquals(NodeTestFault.NO_SUCH_NODE, test.next().source().packet(without).fault());
  }

  @Test
  void scoreIsTheStockTestersFormula() {
    assertEquals(100, new NodeTestResult(20, 20, 20, 0, 0, List.of()).score());
    assertEquals(50, new NodeTestResult(20, 15, 10, 3, 2, List.of()).score());
    assertEquals(0, new NodeTestResult(20, 1, 0, 5, 0, List.of()).score());
    assertEquals(0, new NodeTestResult(0, 0, 0, 0, 0, List.of()).score());
  }

  @Test
  void nodeThatCannotBeTestedIsRefusedByName() {
    assertFault(NodeTestFault.NO_SUCH_NODE, prepare(SELF.identityKey().toString(), TWO));
    assertFault(NodeTestFault.BAD_IDENTITY, prepare("nonsense", TWO));
    ClientAddress homeless =
        ClientAddress.of(SELF.identityKey(), SELF.encryptionKey(), SELF.identityKey());
    assertFault(NodeTestFault.NO_ROUTE, prepare(NODE, TWO, homeless));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1001,0", "1,-1", "1,NaN", "1,3600001"})
  void planOutOfRangeIsRefused(int packets, double timeoutMs) {
    assertFault(NodeTestFault.BAD_PLAN, prepare(NODE, new NodeTestPlan(packets, timeoutMs)));
  }

  private static FragmentId send(NodeTest test, double nowMs) {
    FragmentId id = test.next().id();
    test.left(nowMs);
    return id;
  }

  private static Result<NodeTest> prepare(String node, NodeTestPlan plan) {
    return prepare(node, plan, SELF);
  }

  private static Result<NodeTest> prepare(String node, NodeTestPlan plan, ClientAddress self) {
    SeededEntropy entropy = new SeededEntropy(3);
    PacketFactory factory =
        new PacketFactory(self, AckKey.fromBytes(new byte[16]), 15, 15, entropy);
    return NodeTest.prepare(NETWORK, node, self, factory, plan, entropy);
  }

  private static void assertFault(NodeTestFault expected, Result<NodeTest> result) {
    assertNotNull(result.fault(), "was taken");
    assertEquals(expected, result.fault());
  }
}
