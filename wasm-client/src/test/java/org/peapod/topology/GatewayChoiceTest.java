package org.peapod.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.peapod.address.NodeIdentity;
import org.peapod.crypto.SeededEntropy;
import org.peapod.json.Json;

class GatewayChoiceTest {
  private final List<RoutingNode> listed =
      NodePageReader.read(Json.parse(new SmallNetwork().gateways).value(), 100).value().nodes();
  private final Set<NodeIdentity> tried = new HashSet<>();

  @Test
  void askedForGatewayIsTakenOrRefusedForAReason() {
    assertEquals(201, choose(wish(201, true)).nodeId());
    assertEquals(GatewayChoiceFault.GATEWAY_WITHOUT_WSS, fault(wish(202, true)));
    assertEquals(GatewayChoiceFault.GATEWAY_WITHOUT_WSS, fault(wish(203, true)));
    assertEquals(GatewayChoiceFault.GATEWAY_PERFORMANCE_TOO_LOW, fault(wish(204, false)));
    tried.add(node(201).identity());
    assertEquals(GatewayChoiceFault.ALL_GATEWAYS_TRIED, fault(wish(201, false)));
  }

  @Test
  void gatewayThatIsNotListedOrTakesNoClientsIsRefused() {
    Json mixnodes = Json.parse(new SmallNetwork().mixnodes).value();
    List<RoutingNode> others = NodePageReader.read(mixnodes, 100).value().nodes();
    NodeIdentity mixnode = others.get(0).identity();
    GatewayWish wish = new GatewayWish(mixnode, false, 50, true, tried);
    assertEquals(GatewayChoiceFault.NO_GATEWAY_WITH_ID, fault(wish));
    SeededEntropy entropy = new SeededEntropy(1);
    assertEquals(
        GatewayChoiceFault.GATEWAY_WITHOUT_ENTRY,
        GatewayChoice.choose(entropy, others, wish).fault());
  }

  @Test
  void anyFittingGatewayMayBeDrawnAndTriedOnesAreNot() {
    Set<Long> drawn = new HashSet<>();
    SeededEntropy entropy = new SeededEntropy(7);
    for (int i = 0; i < 200; i++) {
      drawn.add(GatewayChoice.choose(entropy, listed, any(false)).value().nodeId());
    }
    assertEquals(Set.of(201L, 202L, 203L, 205L, 206L), drawn);
    tried.add(node(201).identity());
    for (int i = 0; i < 50; i++) {
      assertEquals(205, choose(any(true)).nodeId());
    }
    tried.add(node(205).identity());
    assertEquals(GatewayChoiceFault.ALL_GATEWAYS_TRIED, fault(any(true)));
  }

  @Test
  void reasonIsGivenWhenNoGatewayFits() {
    SeededEntropy entropy = new SeededEntropy(1);
    assertEquals(
        GatewayChoiceFault.NO_GATEWAYS,
        GatewayChoice.choose(entropy, List.of(), any(false)).fault());
    assertEquals(
        GatewayChoiceFault.NO_WSS_GATEWAYS,
        GatewayChoice.choose(entropy, List.of(node(202), node(203)), any(true)).fault());
    assertEquals(
        GatewayChoiceFault.NO_GATEWAYS,
        GatewayChoice.choose(entropy, List.of(node(204)), any(true)).fault());
  }

  @Test
  void nodeWithoutEntryHasNoListener() {
    RoutingNode n = node(201);
    RoutingNode bare = new RoutingNode(1, n.mixHost(), n.identity(), n.hop(), null, n.roles(), 100);
    assertTrue(GatewayChoice.listenerUrls(bare, false).isEmpty());
    assertTrue(GatewayChoice.listenerUrls(bare, true).isEmpty());
  }

  @Test
  void defaultPortOfPlainSocketsIsLeftOut() {
    RoutingNode n = node(206);
    GatewayEntry entry = new GatewayEntry(n.entry().ips(), "gw6.example.org", 80, 443);
    RoutingNode usual =
        new RoutingNode(1, n.mixHost(), n.identity(), n.hop(), entry, n.roles(), 100);
    assertEquals(
        List.of("ws://gw6.example.org/", "ws://[2001:db8::206]/"),
        GatewayChoice.listenerUrls(usual, false));
    assertEquals(List.of("wss://gw6.example.org/"), GatewayChoice.listenerUrls(usual, true));
  }

  private GatewayWish wish(long id, boolean tls) {
    return new GatewayWish(node(id).identity(), tls, 50, true, tried);
  }

  private GatewayWish any(boolean tls) {
    return new GatewayWish(null, tls, 50, true, tried);
  }

  private RoutingNode choose(GatewayWish wish) {
    return GatewayChoice.choose(new SeededEntropy(3), listed, wish).value();
  }

  private GatewayChoiceFault fault(GatewayWish wish) {
    return (GatewayChoiceFault) GatewayChoice.choose(new SeededEntropy(3), listed, wish).fault();
  }

  private RoutingNode node(long id) {
    for (RoutingNode node : listed) {
      if (node.nodeId() == id) {
        return node;
      }
    }
    throw new IllegalArgumentException("no gateway " + id);
  }
}
