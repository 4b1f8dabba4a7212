package org.peapod.mixnet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.peapod.address.NodeAddress;
import org.peapod.mixnet.node.DropReason;

/** What whoever runs a network can do to it. */
class MixnetControlTest {
  private static final int FIRST_MIX_NODE = 3;

  private final VirtualNetwork network = new VirtualNetwork(MixnetConfig.STANDARD, 5);

  @Test
  void nextRotationBringsNewKeysAndKeepsTheOldOnesForAnEpoch() {
    VirtualClient alice = network.client(0);
    long rotation = network.mixnet.epoch(network.now()).rotationId();
    var old = network.mixnet.nodes(network.now());
    network.mixnet.startNextRotation(network.now());
    assertEquals(rotation + 1, network.mixnet.epoch(network.now()).rotationId());
    assertEquals(0, network.mixnet.epoch(network.now()).epochsIntoRotation());
    assertNotEquals(old.get(0).sphinxKey(), network.mixnet.nodes(network.now()).get(0).sphinxKey());
    alice.send(alice, network.entropy.bytes(1643), 0, old, rotation);
    assertEquals(2, alice.received.size());
  }

  @Test
  void packetsThatANodeHoldsOrGetsAreLostWhenItCrashes() {
    VirtualClient alice = network.client(0);
    alice.send(alice, network.entropy.bytes(1643), 50_000_000);
    assertTrue(network.mixnet.deadlineMs() < 1000);
    network.mixnet.nodeCrashes(FIRST_MIX_NODE, false);
    alice.send(alice, network.entropy.bytes(1643), 0);
    network.mixnet.nodeReturns(FIRST_MIX_NODE);
    network.run(1000);
    assertEquals(0, alice.received.size());
    assertEquals(1, network.mixnet.stats().dropped().get(DropReason.NODE_DOWN.name()));
    alice.send(alice, network.entropy.bytes(1643), 50_000_000);
    network.run(1000);
    assertEquals(2, alice.received.size());
  }

  @Test
  void everyNodeHasItsIdAndItsAddress() {
    assertEquals(11, network.mixnet.nodeCount());
    for (int id = 1; id <= network.mixnet.nodeCount(); id++) {
      assertEquals(id, network.mixnet.nodeIdAt(network.mixnet.addressOf(id)));
    }
    assertEquals(0, network.mixnet.nodeIdAt(NodeAddress.parse("10.0.0.1:1").value()));
  }
}
