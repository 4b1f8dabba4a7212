package org.peapod.mixnet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.address.ClientAddress;
import org.peapod.crypto.X25519;
import org.peapod.message.AckKey;
import org.peapod.message.AckPayload;
import org.peapod.message.DeliveredBlob;
import org.peapod.message.Fragment;
import org.peapod.message.FragmentCipher;
import org.peapod.message.FragmentId;
import org.peapod.nodetest.NodeTest;
import org.peapod.nodetest.NodeTestPlan;
import org.peapod.nodetest.NodeTestResult;
import org.peapod.topology.DirectoryOutput;
import org.peapod.topology.DirectorySession;
import org.peapod.topology.RoutingNode;
import org.peapod.topology.Topology;
import org.peapod.topology.TopologyFilter;
import org.peapod.traffic.PacketFactory;

/** Mix nodes of a real network under test: good ones, bad ones, dead ones. */
class NodeTestNetworkTest {
  private final VirtualNetwork network = new VirtualNetwork(MixnetConfig.STANDARD, 5);
  private final VirtualClient client = network.client(0);
  private final byte[] secret = network.entropy.bytes(32);
  private final AckKey ackKey = AckKey.generate(network.entropy);
  private final ClientAddress self = client.address(X25519.publicKey(secret));
  private final PacketFactory factory = new PacketFactory(self, ackKey, 15, 15, network.entropy);
  private final Topology topology = topology();
  private final RoutingNode tested = topology.layer(2).get(1);
  private int seen;

  @Test
  void goodNodeScoresAHundredAndTheTestEndsEarly() {
    NodeTestResult result = run(tested, NodeTestPlan.DEFAULT);
    assertEquals(20, result.sent());
    assertEquals(20, result.receivedPackets());
    assertEquals(20, result.receivedAcks());
    assertEquals(100, result.score());
    assertEquals(20, result.roundTripsMs().size());
    for (double roundTripMs : result.roundTripsMs()) {
      assertTrue(roundTripMs > 0 && roundTripMs < 1_000, "" + roundTripMs);
    }
    assertTrue(network.now().monoMs() < 5_000);
  }

  @Test
  void nodeOfAnotherLayerCanBeTestedToo() {
    NodeTestResult result = run(topology.layer(1).get(0), new NodeTestPlan(5, 2_000));
    assertEquals(100, result.score());
  }

  @Test
  void nodeThatLosesEveryOtherPacketScoresAccordingly() {
    network.lossyNode = tested.mixHost();
    network.keptOfLossy = 2;
    NodeTestResult result = run(tested, new NodeTestPlan(40, 2_000));
    assertEquals(40, result.sent());
    assertTrue(result.receivedPackets() >= 12 && result.receivedPackets() <= 28, "" + result);
    assertTrue(result.receivedAcks() < result.receivedPackets(), "an ack passes the node again");
    assertTrue(result.score() > 15 && result.score() < 60, "score " + result.score());
  }

  @Test
  void deadNodeScoresNothingWhenTimeIsUp() {
    network.lossyNode = tested.mixHost();
    network.keptOfLossy = Integer.MAX_VALUE;
    run(tested, new NodeTestPlan(1, 100));
    NodeTestResult result = run(tested, new NodeTestPlan(10, 2_000));
    assertEquals(new NodeTestResult(10, 0, 0, 0, 0, List.of()), result);
    assertEquals(0, result.score());
  }

  private NodeTestResult run(RoutingNode node, NodeTestPlan plan) {
    String identity = node.identity().toString();
    NodeTest test =
        NodeTest.prepare(topology, identity, self, factory, plan, network.entropy).value();
    while (!test.isOver()) {
      if (test.hasNext()) {
        client.forward(test.next().source().packet(topology).value());
        test.left(network.now().monoMs());
      }
      network.run(5);
      tell(test);
      test.timer(network.now().monoMs());
    }
    return test.result();
  }

  private void tell(NodeTest test) {
    for (; seen < client.received.size(); seen++) {
      byte[] blob = client.received.get(seen);
      if (DeliveredBlob.classify(blob).value().isAck()) {
        assertTrue(test.acknowledged(AckPayload.open(ackKey, blob).value()));
      } else {
        byte[] fragment = FragmentCipher.open(blob, secret);
        FragmentId id = Fragment.parse(fragment).value().id();
        assertTrue(test.received(network.now().monoMs(), id));
      }
    }
  }

  private Topology topology() {
    for (int gateway = 0; gateway < network.mixnet.gatewayCount(); gateway++) {
      network.mixnet.gatewayListens(gateway, 9000 + gateway);
    }
    DirectorySession session =
        new DirectorySession(List.of(network.mixnet.apiUrl()), TopologyFilter.DEFAULT, -1, 1);
    session.begin(0);
    for (DirectoryOutput out = session.poll(); out != null; out = session.poll()) {
      if (out instanceof DirectoryOutput.Fetch fetch) {
        String path = fetch.url().substring(fetch.url().indexOf("/api"));
        byte[] body = network.mixnet.http(network.now(), "GET", path).body();
        session.response(0, fetch.request(), 200, body);
      } else if (out instanceof DirectoryOutput.Ready ready) {
        return ready.topology();
      }
    }
    throw new AssertionError("the directory gives no topology");
  }
}
