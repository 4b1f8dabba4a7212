package org.peapod.mixnet.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.peapod.address.NodeAddress;
import org.peapod.bytes.Base58;
import org.peapod.client.Now;
import org.peapod.json.Json;
import org.peapod.mixnet.directory.EpochSchedule;
import org.peapod.mixnet.directory.ListedNode;
import org.peapod.mixnet.node.DropReason;
import org.peapod.mixnet.node.NodeOutput;

class MixnetTest {
  private static final Now START = new Now(0, 1_779_000_000_000.0);

  @Test
  void packetCrossesThreeLayersAndItsAckComesBack() {
    VirtualNetwork network = new VirtualNetwork(MixnetConfig.STANDARD, 1);
    VirtualClient alice = network.client(0);
    VirtualClient bob = network.client(1);
    byte[] body = network.entropy.bytes(1643);
    alice.send(bob, body, 1_000_000);
    network.run(1000);
    assertArrayEquals(body, bob.received.get(0));
    assertEquals(21, alice.received.get(0).length);
    assertEquals(1, alice.received.size());
    assertEquals(8, network.mixnet.stats().packetsIn());
    assertEquals(2, network.mixnet.stats().pushedPayloads());
    assertEquals(0, network.mixnet.stats().totalDropped());
  }

  @Test
  void packetAfterKeyRotationNeedsTheNewKeyWithinTwoEpochs() {
    EpochSchedule fast = new EpochSchedule(100, 60_000, 4, 0);
    VirtualNetwork network = new VirtualNetwork(MixnetConfig.STANDARD.withSchedule(fast), 2);
    VirtualClient alice = network.client(0);
    List<ListedNode> old = network.mixnet.nodes(network.now());
    network.run(240_000);
    assertNotEquals(old.get(0).sphinxKey(), network.mixnet.nodes(network.now()).get(0).sphinxKey());
    alice.send(alice, network.entropy.bytes(1643), 0, old, 25);
    network.run(1000);
    assertEquals(2, alice.received.size());
    network.run(60_000);
    alice.send(alice, network.entropy.bytes(1643), 0, old, 25);
    network.run(1000);
    assertEquals(2, alice.received.size());
    assertEquals(1, network.mixnet.stats().dropped().get(DropReason.EXPIRED_KEY.name()));
    alice.send(alice, network.entropy.bytes(1643), 0);
    network.run(1000);
    assertEquals(4, alice.received.size());
  }

  @Test
  void forcedEpochShowsAtOnceInTheDirectory() {
    Mixnet mixnet = new Mixnet(MixnetConfig.STANDARD, new SeededEntropy(1), START, null);
    assertEquals(1000, epochId(mixnet, START));
    mixnet.startNextEpoch(START);
    assertEquals(1001, epochId(mixnet, START));
    Now later = new Now(3_600_000, START.wallMs() + 3_600_000);
    assertEquals(1002, epochId(mixnet, later));
  }

  @Test
  void sameSeedGivesTheSameRunToTheByte() {
    assertEquals(transcript(7), transcript(7));
    assertNotEquals(transcript(7), transcript(8));
  }

  @Test
  void packetToAnUnknownAddressIsCounted() {
    Mixnet mixnet = new Mixnet(MixnetConfig.STANDARD, new SeededEntropy(1), START, null);
    mixnet.packetArrived(START, NodeAddress.parse("10.0.0.1:1").value(), new byte[10]);
    assertEquals(1, mixnet.stats().dropped().get(DropReason.NO_SUCH_NODE.name()));
  }

  @Test
  void wakeIsAnnouncedOnceAndAgainWhenItChanges() {
    Mixnet mixnet = new Mixnet(MixnetConfig.STANDARD, new SeededEntropy(1), START, null);
    assertEquals(new NodeOutput.Wake(3_600_000), mixnet.poll());
    assertNull(mixnet.poll());
    int connection = mixnet.socketOpened(START, 0);
    assertEquals(new NodeOutput.Wake(10_000), mixnet.poll());
    assertNull(mixnet.poll());
    mixnet.wake(new Now(9_999, START.wallMs()));
    assertNull(mixnet.poll());
    mixnet.wake(new Now(10_000, START.wallMs()));
    assertTrue(mixnet.poll() instanceof NodeOutput.SendText);
    assertEquals(new NodeOutput.CloseSocket(connection), mixnet.poll());
    assertEquals(new NodeOutput.Wake(3_600_000), mixnet.poll());
    mixnet.socketText(START, connection, "after the end");
    assertNull(mixnet.poll());
  }

  @Test
  void nodesAreListedOncePerAddressWithTheRolesOfTheirLayers() {
    MixnetConfig config = MixnetConfig.STANDARD.withGateways(3).withMixNodesPerLayer(2);
    Mixnet mixnet = new Mixnet(config, new SeededEntropy(1), START, null);
    mixnet.gatewayListens(2, 4321);
    List<ListedNode> nodes = mixnet.nodes(START);
    assertEquals(9, nodes.size());
    assertEquals(9, nodes.stream().map(ListedNode::mixPort).distinct().count());
    assertEquals(9, nodes.stream().map(ListedNode::identity).distinct().count());
    assertEquals(9, nodes.stream().map(ListedNode::sphinxKey).distinct().count());
    assertEquals(4321, nodes.get(2).wsPort());
    assertEquals(mixnet.gatewayIdentity(2), nodes.get(2).identity());
    Json set =
        Json.parse(mixnet.http(START, "GET", "/api/v1/nym-nodes/rewarded-set").body()).value();
    assertEquals(2, set.get("entry_gateways").size());
    assertEquals(1, set.get("exit_gateways").size());
    assertEquals(2, set.get("layer3").size());
  }

  @Property(tries = 100)
  void anyFramesFromAClientNeverBreakTheNetwork(
      @ForAll @Size(max = 200) byte[] frame, @ForAll String text) {
    Mixnet mixnet = new Mixnet(SMALL, new SeededEntropy(1), START, null);
    int connection = mixnet.socketOpened(START, 0);
    mixnet.socketText(START, connection, text);
    mixnet.socketBinary(START, connection, frame);
    mixnet.socketPong(START, connection, frame);
    mixnet.socketClosed(START, connection);
    mixnet.http(START, "GET", text);
    assertEquals(0, mixnet.stats().liveClients());
  }

  @Property(tries = 100)
  void anyFramesFromALiveClientAreAnsweredOneByOne(@ForAll @Size(max = 200) byte[] frame) {
    VirtualNetwork network = new VirtualNetwork(SMALL, 1);
    VirtualClient client = network.client(0);
    int before = client.texts.size();
    network.mixnet.socketBinary(network.now(), client.connection, frame);
    network.run(1);
    assertEquals(before + 1, client.texts.size());
    assertFalse(client.closed);
  }

  private static final MixnetConfig SMALL =
      MixnetConfig.STANDARD.withGateways(1).withMixNodesPerLayer(1);

  private static long epochId(Mixnet mixnet, Now now) {
    return Json.parse(mixnet.http(now, "GET", "/api/v1/epoch/current").body())
        .value()
        .get("total_elapsed_epochs")
        .asLong(-1);
  }

  private static List<String> transcript(long seed) {
    VirtualNetwork network = new VirtualNetwork(MixnetConfig.STANDARD, seed);
    VirtualClient alice = network.client(0);
    VirtualClient bob = network.client(1);
    for (int i = 0; i < 5; i++) {
      alice.send(bob, network.entropy.bytes(1643), 5_000_000L * i);
    }
    network.run(500);
    List<String> out = new ArrayList<>(alice.texts);
    out.addAll(bob.texts);
    for (byte[] frame : bob.frames) {
      out.add(Base58.encode(Arrays.copyOf(frame, 60)));
    }
    assertEquals(5, bob.received.size());
    return out;
  }
}
