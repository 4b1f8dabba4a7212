package org.peapod.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.peapod.address.NodeAddress;
import org.peapod.address.NodeIdentity;
import org.peapod.crypto.Ed25519;
import org.peapod.crypto.SeededEntropy;
import org.peapod.crypto.X25519;
import org.peapod.sphinx.SphinxHop;

class TopologyTest {
  private static final int WIDTH = 7;
  private static final int DRAWS = 7000;

  /** 99.99 % point of the chi-square distribution with 6 degrees of freedom. */
  private static final double CHI_SQUARE_LIMIT = 27.86;

  @Property(tries = 10, seed = "2026")
  void everyLayerOfARouteIsUniformOverItsUsableNodes(@ForAll long seed) {
    Topology topology = network();
    NodeIdentity egress = topology.nodes().get(0).identity();
    SeededEntropy entropy = new SeededEntropy(seed);
    List<Map<Integer, Integer>> counts = List.of(new HashMap<>(), new HashMap<>(), new HashMap<>());
    for (int i = 0; i < DRAWS; i++) {
      List<SphinxHop> route = topology.randomRoute(entropy, egress).value();
      assertEquals(Topology.ROUTE_HOPS, route.size());
      assertSame(topology.nodes().get(0).hop(), route.get(3));
      for (int layer = 0; layer < 3; layer++) {
        int port = NodeAddress.fromBytes(route.get(layer).address(), 0).value().port();
        assertEquals(layer + 1, port / 100);
        counts.get(layer).merge(port, 1, Integer::sum);
      }
    }
    for (Map<Integer, Integer> layer : counts) {
      assertEquals(WIDTH, layer.size());
      assertTrue(chiSquare(layer) < CHI_SQUARE_LIMIT, "seed " + seed + ": " + layer);
    }
  }

  @Test
  void sameEntropyAndShuffledDocumentsGiveTheSameRoute() {
    List<RoutingNode> nodes = new ArrayList<>(network().nodes());
    List<RoutingNode> reversed = new ArrayList<>();
    for (RoutingNode node : nodes) {
      reversed.add(0, node);
    }
    Topology one = Topology.of(metadata(), set(ids(1), ids(2), ids(3)), nodes);
    Topology two = Topology.of(metadata(), set(turned(1), turned(2), turned(3)), reversed);
    NodeIdentity egress = nodes.get(5).identity();
    for (int i = 0; i < 20; i++) {
      List<SphinxHop> first = one.randomRoute(new SeededEntropy(i), egress).value();
      assertEquals(first, two.randomRoute(new SeededEntropy(i), egress).value());
    }
  }

  @Test
  void nodeWithAKnownIdOrIdentityIsDropped() {
    RoutingNode first = node(1, 101);
    RoutingNode sameId = node(1, 102);
    RoutingNode other = node(2, 103);
    RoutingNode sameIdentity =
        new RoutingNode(
            3, other.mixHost(), first.identity(), other.hop(), null, DeclaredRoles.NONE, 100);
    Topology topology =
        Topology.of(
            metadata(),
            set(List.of(1L, 1L), List.of(2L), List.of(3L)),
            List.of(first, sameId, sameIdentity, other));
    assertEquals(List.of(first, other), topology.nodes());
    assertSame(first, topology.egress(first.identity()));
    assertNull(topology.egress(sameId.identity()));
    assertEquals(1, topology.layer(1).size());
    assertEquals(TopologyFault.EMPTY_LAYER, topology.unusableBecause());
  }

  @Test
  void routeNeedsAListedEgressAndAllLayers() {
    RoutingNode one = node(1, 101);
    Topology topology =
        Topology.of(metadata(), set(List.of(1L), List.of(9L), ids(3)), List.of(one));
    SeededEntropy entropy = new SeededEntropy(1);
    assertEquals(TopologyFault.EMPTY_LAYER, topology.randomRoute(entropy, one.identity()).fault());
    assertEquals(
        TopologyFault.NO_SUCH_EGRESS,
        topology.randomRoute(entropy, node(5, 105).identity()).fault());
    assertFalse(topology.isRoutable());
    assertThrows(IllegalArgumentException.class, () -> topology.layer(0));
    assertThrows(IllegalArgumentException.class, () -> topology.layer(4));
  }

  @Test
  void networkWithoutGatewayInTheSetIsNotRoutable() {
    RewardedSet none = new RewardedSet(1, List.of(), List.of(), ids(1), ids(2), ids(3), List.of());
    Topology topology = Topology.of(metadata(), none, network().nodes());
    assertEquals(TopologyFault.NO_REWARDED_GATEWAY, topology.unusableBecause());
  }

  @Test
  void roleIsLookedUpInTheOrderOfTheLists() {
    RewardedSet set =
        new RewardedSet(
            1,
            List.of(1L),
            List.of(1L, 2L),
            List.of(2L, 3L),
            List.of(3L, 4L),
            List.of(5L),
            List.of(5L, 6L));
    assertEquals(EpochRole.ENTRY_GATEWAY, set.roleOf(1));
    assertEquals(EpochRole.EXIT_GATEWAY, set.roleOf(2));
    assertEquals(EpochRole.LAYER_1, set.roleOf(3));
    assertEquals(EpochRole.LAYER_2, set.roleOf(4));
    assertEquals(EpochRole.LAYER_3, set.roleOf(5));
    assertEquals(EpochRole.STANDBY, set.roleOf(6));
    assertEquals(EpochRole.INACTIVE, set.roleOf(7));
    assertThrows(IllegalArgumentException.class, () -> set.layer(4));
  }

  private static double chiSquare(Map<Integer, Integer> counts) {
    double expected = (double) DRAWS / WIDTH;
    double sum = 0;
    for (int count : counts.values()) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }

  /**
   * Seven nodes in each layer, whose ports are 100 times the layer and more; 399 has no details.
   */
  private static Topology network() {
    List<RoutingNode> nodes = new ArrayList<>();
    for (int layer = 1; layer <= 3; layer++) {
      for (long id : ids(layer)) {
        if (id != 399) {
          nodes.add(node(id, (int) id));
        }
      }
    }
    return Topology.of(metadata(), set(ids(1), ids(2), ids(3)), nodes);
  }

  private static List<Long> ids(int layer) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < WIDTH; i++) {
      ids.add(100L * layer + i);
    }
    if (layer == 3) {
      ids.add(399L);
    }
    return ids;
  }

  private static List<Long> turned(int layer) {
    List<Long> ids = new ArrayList<>();
    for (long id : ids(layer)) {
      ids.add(0, id);
    }
    return ids;
  }

  private static RewardedSet set(List<Long> one, List<Long> two, List<Long> three) {
    return new RewardedSet(1, List.of(100L), List.of(), one, two, three, List.of());
  }

  private static TopologyMetadata metadata() {
    return new TopologyMetadata(1, 1, UtcTime.EPOCH);
  }

  private static RoutingNode node(long id, int port) {
    byte[] seed = new byte[32];
    seed[0] = (byte) port;
    seed[1] = (byte) (port >>> 8);
    return RoutingNode.of(
        id,
        NodeAddress.parse("192.0.2.1", port).value(),
        NodeIdentity.fromBytes(Ed25519.publicKey(seed)).value(),
        X25519.publicKey(seed),
        null,
        DeclaredRoles.NONE,
        100);
  }
}
