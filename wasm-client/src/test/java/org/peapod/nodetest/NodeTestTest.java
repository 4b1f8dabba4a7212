package org.peapod.nodetest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peapod.address.ClientAddress;
import org.peapod.bytes.Result;
import org.peapod.bytes.Utf8;
import org.peapod.crypto.SeededEntropy;
import org.peapod.message.AckKey;
import org.peapod.message.FragmentId;
import org.peapod.topology.Topology;
import org.peapod.traffic.OfficialNetwork;

/** What counts in a test of a node, and what does not. */
class NodeTestTest {
  private static final Topology NETWORK = OfficialNetwork.topology();
  private static final ClientAddress SELF = OfficialNetwork.client("alice");
  private static final String NODE = NETWORK.layer(2).get(0).identity().toString();
  private static final NodeTestPlan ALL_AT_ONCE = new NodeTestPlan(3, 0, 1_000);

  @Test
  void packetsLeaveSpreadAndTheTestEndsWhenTimeIsUp() {
    NodeTest test = prepare(NODE, NodeTestPlan.DEFAULT, 0).value();
    test.begin(0);
    List<Double> left = new ArrayList<>();
    double nowMs = 0;
    while (true) {
      NodeTestOutput out = test.poll();
      if (out instanceof NodeTestOutput.Finished finished) {
        assertEquals(new NodeTestResult(20, 0, 0, 0, 0), finished.result());
        break;
      } else if (out instanceof NodeTestOutput.Packet packet) {
        assertEquals(2413, packet.packet().packet().length);
        left.add(nowMs);
      } else {
        nowMs = test.deadlineMs();
        test.timer(nowMs);
      }
    }
    assertEquals(20, left.size());
    assertTrue(left.get(19) > 100 && left.get(19) < 2_000, left.toString());
    assertEquals(left.get(19) + 10_000, nowMs, 0.001);
    assertNull(test.poll());
    assertEquals(Double.POSITIVE_INFINITY, test.deadlineMs());
  }

  @Test
  void onlyMessagesOfThisTestCount() {
    NodeTest test = prepare(NODE, ALL_AT_ONCE, 7).value();
    assertFalse(test.received(message(NODE, 1, 7)), "nothing was sent yet");
    test.begin(0);
    assertTrue(test.received(message(NODE, 1, 7)));
    assertTrue(test.received(message(NODE, 1, 7)));
    assertFalse(test.received(message(NODE, 2, 6)));
    assertFalse(test.received(message(NODE, 4, 7)));
    assertFalse(test.received(message(NODE, 0, 7)));
    assertFalse(test.received(message("another", 1, 7)));
    assertFalse(test.acknowledged(FragmentId.COVER));
    assertEquals(new NodeTestResult(3, 1, 0, 1, 0), test.result());
  }

  @Test
  void whatComesAfterTheEndChangesNothing() {
    NodeTest test = prepare(NODE, ALL_AT_ONCE, 7).value();
    test.begin(0);
    test.timer(1_000);
    assertTrue(test.received(message(NODE, 1, 7)));
    assertEquals(new NodeTestResult(3, 0, 0, 0, 0), test.result());
  }

  @Test
  void scoreIsTheStockTestersFormula() {
    assertEquals(100, new NodeTestResult(20, 20, 20, 0, 0).score());
    assertEquals(50, new NodeTestResult(20, 15, 10, 3, 2).score());
    assertEquals(0, new NodeTestResult(20, 1, 0, 5, 0).score());
    assertEquals(0, new NodeTestResult(0, 0, 0, 0, 0).score());
    assertEquals(0.75, new NodeTestResult(20, 15, 10, 0, 0).deliveryRate());
  }

  @Test
  void messageHasTheStockTestersForm() {
    String expected =
        "{\"tested_node\":{\"encoded_identity\":\""
            + NODE
            + "\",\"node_id\":3,\"type\":\"mixnode\"},\"msg_id\":1,\"total_msgs\":20,\"test_id\":4}";
    byte[] written = TestMessage.write(NETWORK.layer(2).get(0), 1, 20, 4);
    assertEquals(expected, Utf8.decode(written));
  }

  @Test
  void nodeThatCannotBeTestedIsRefusedByName() {
    String unlisted = SELF.identityKey().toString();
    assertFault(NodeTestFault.NO_SUCH_NODE, prepare(unlisted, ALL_AT_ONCE, 0));
    assertFault(NodeTestFault.BAD_IDENTITY, prepare("nonsense", ALL_AT_ONCE, 0));
    assertFault(NodeTestFault.BAD_PLAN, prepare(NODE, ALL_AT_ONCE, -1));
    ClientAddress homeless =
        ClientAddress.of(SELF.identityKey(), SELF.encryptionKey(), SELF.identityKey());
    assertFault(
        NodeTestFault.NO_ROUTE,
        NodeTest.prepare(
            NETWORK,
            NODE,
            homeless,
            AckKey.fromBytes(new byte[16]),
            ALL_AT_ONCE,
            0,
            new SeededEntropy(1)));
  }

  @ParameterizedTest
  @CsvSource({"0,0,0", "1001,0,0", "1,-1,0", "1,0,-1", "1,NaN,0", "1,0,3600001"})
  void planOutOfRangeIsRefused(int packets, double gapMs, double timeoutMs) {
    NodeTestPlan plan = new NodeTestPlan(packets, gapMs, timeoutMs);
    assertFault(NodeTestFault.BAD_PLAN, prepare(NODE, plan, 0));
  }

  @Property
  void anyBytesAreNoMessageOfATest(@ForAll byte[] bytes) {
    assertNull(TestMessage.parse(bytes));
  }

  private static Result<NodeTest> prepare(String node, NodeTestPlan plan, int testId) {
    AckKey ackKey = AckKey.fromBytes(new byte[16]);
    return NodeTest.prepare(NETWORK, node, SELF, ackKey, plan, testId, new SeededEntropy(3));
  }

  private static byte[] message(String node, int id, int testId) {
    return Utf8.encode(
        "{\"tested_node\":{\"encoded_identity\":\""
            + node
            + "\",\"node_id\":3,\"type\":\"mixnode\"},\"msg_id\":"
            + id
            + ",\"total_msgs\":3,\"test_id\":"
            + testId
            + "}");
  }

  private static void assertFault(NodeTestFault expected, Result<NodeTest> result) {
    assertNotNull(result.fault(), "was taken");
    assertEquals(expected, result.fault());
  }
}
