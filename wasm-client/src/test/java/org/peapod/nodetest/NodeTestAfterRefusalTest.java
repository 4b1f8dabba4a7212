package org.peapod.nodetest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.peapod.address.ClientAddress;
import org.peapod.bytes.Result;
import org.peapod.crypto.SeededEntropy;
import org.peapod.message.AckKey;
import org.peapod.topology.Topology;
import org.peapod.traffic.OfficialNetwork;

/** A test that cannot be prepared stands in nobody's way (chapter 5, B5). */
class NodeTestAfterRefusalTest {
  private static final Topology NETWORK = OfficialNetwork.topology();
  private static final ClientAddress SELF = OfficialNetwork.client("alice");
  private static final AckKey ACK_KEY = AckKey.fromBytes(new byte[16]);

  private final SeededEntropy entropy = new SeededEntropy(3);

  @Test
  void nextTestRunsToItsEnd() {
    assertEquals(NodeTestFault.NO_SUCH_NODE, prepare(SELF.identityKey().toString(), 0).fault());
    NodeTest next = prepare(NETWORK.layer(2).get(0).identity().toString(), 1).value();
    next.begin(0);
    for (int i = 0; i < 2; i++) {
      assertInstanceOf(NodeTestOutput.Packet.class, next.poll());
    }
    next.timer(1_000);
    assertInstanceOf(NodeTestOutput.Finished.class, next.poll());
  }

  private Result<NodeTest> prepare(String identity, int testId) {
    NodeTestPlan plan = new NodeTestPlan(2, 0, 1_000);
    return NodeTest.prepare(NETWORK, identity, SELF, ACK_KEY, plan, testId, entropy);
  }
}
