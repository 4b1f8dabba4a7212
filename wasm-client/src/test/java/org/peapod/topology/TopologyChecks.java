package org.peapod.topology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.peapod.address.NodeIdentity;
import org.peapod.crypto.SeededEntropy;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** The known answers of topology-expected.json; runs wherever the core runs. */
public final class TopologyChecks {
  private TopologyChecks() {}

  /** Fetches the small network through a session and compares it with what is expected. */
  public static void run(
      Json gateways, Json mixnodes, Json rewarded, Json rotation, Json expected, Checks checks) {
    DirectoryOutput out =
        new FakeDirectory()
            .serve(FakeDirectory.BASE, gateways, mixnodes, rewarded, rotation)
            .run(session(expected));
    checks.isTrue("session ends ready", out instanceof DirectoryOutput.Ready);
    if (!(out instanceof DirectoryOutput.Ready)) {
      return;
    }
    DirectoryOutput.Ready ready = (DirectoryOutput.Ready) out;
    checks.equal("dropped", 0, ready.droppedNodes());
    layers(ready.topology(), expected, checks);
    egress(ready, expected, checks);
    nodes(ready.topology(), expected, checks);
    choice(ready.entryGateways(), expected, checks);
    listeners(ready.entryGateways(), expected.get("listener_urls"), checks);
  }

  private static DirectorySession session(Json expected) {
    int minimum = (int) expected.get("minimum_performance").asLong(-1);
    return new DirectorySession(
        List.of(FakeDirectory.BASE), new TopologyFilter(minimum, minimum), -1, 0);
  }

  private static void layers(Topology topology, Json expected, Checks checks) {
    Json wanted = expected.get("default_topology");
    checks.equal("nodes", JsonText.of(wanted.get("node_ids")), ids(topology.nodes()));
    for (int layer = 1; layer <= 3; layer++) {
      String choices = JsonText.of(wanted.get("choices_layer" + layer));
      checks.equal("layer " + layer, choices, ids(topology.layer(layer)));
    }
    checks.isTrue("routable", wanted.get("minimally_routable").isTrue() == topology.isRoutable());
    checks.equal(
        "label", expected.get("sphinx_key_rotation_byte").asLong(-1), topology.rotationLabel());
    Json unknown = wanted.get("in_rewarded_set_but_unknown");
    for (int i = 0; i < unknown.size(); i++) {
      EpochRole role = topology.rewardedSet().roleOf(unknown.at(i).asLong(-1));
      checks.isTrue("unknown has a role", role != EpochRole.INACTIVE);
    }
  }

  private static void egress(DirectoryOutput.Ready ready, Json expected, Checks checks) {
    Topology topology = ready.topology();
    List<RoutingNode> any = new ArrayList<>();
    List<RoutingNode> notMixing = new ArrayList<>();
    for (RoutingNode node : topology.nodes()) {
      if (topology.egress(node.identity()) == node) {
        any.add(node);
        if (!topology.rewardedSet().roleOf(node.nodeId()).isMixing()) {
          notMixing.add(node);
        }
      }
    }
    Json wanted = expected.get("egress");
    checks.equal(
        "egress, role ignored", JsonText.of(wanted.get("ignore_egress_epoch_role=true")), ids(any));
    checks.equal(
        "egress, role looked at",
        JsonText.of(wanted.get("ignore_egress_epoch_role=false")),
        ids(notMixing));
    RoutingNode dropped = byId(ready.entryGateways(), 204);
    checks.isTrue(
        "dropped gateway is no egress",
        topology.randomRoute(new SeededEntropy(1), dropped.identity()).fault()
            == TopologyFault.NO_SUCH_EGRESS);
  }

  private static void nodes(Topology topology, Json expected, Checks checks) {
    Json addresses = expected.get("node_address_bytes_unpadded_hex");
    checks.equal("all addresses", addresses.size(), topology.nodes().size());
    for (RoutingNode node : topology.nodes()) {
      String id = Long.toString(node.nodeId());
      byte[] address = Hex.decode(addresses.get(id).asText());
      Json keys = expected.get("keys_hex").get(id);
      checks.equal("address of " + id, address, node.mixHost().unpadded());
      byte[] padded = new byte[32];
      System.arraycopy(address, 0, padded, 0, address.length);
      checks.equal("hop of " + id, padded, node.hop().address());
      checks.equal(
          "identity of " + id, Hex.decode(keys.get("ed25519").asText()), node.identity().toBytes());
      checks.equal("key of " + id, Hex.decode(keys.get("x25519").asText()), node.sphinxKey());
    }
  }

  private static void choice(List<RoutingNode> listed, Json expected, Checks checks) {
    int minimum = (int) expected.get("minimum_performance").asLong(-1);
    Json wanted = expected.get("gateway_selection");
    checks.equal(
        "any gateway",
        JsonText.of(wanted.get("ignore_ingress_epoch_role=true")),
        ids(GatewayChoice.candidates(listed, wish(null, false, minimum, true))));
    checks.equal(
        "gateways that do not mix",
        JsonText.of(wanted.get("ignore_ingress_epoch_role=false")),
        ids(GatewayChoice.candidates(listed, wish(null, false, minimum, false))));
    checks.equal(
        "gateways with TLS",
        JsonText.of(wanted.get("usable_wss")),
        ids(GatewayChoice.candidates(listed, wish(null, true, minimum, true))));
    NodeIdentity nameless = byId(listed, 203).identity();
    checks.isTrue(
        "TLS without a host name",
        GatewayChoice.choose(new SeededEntropy(1), listed, wish(nameless, true, minimum, true))
                .fault()
            == GatewayChoiceFault.GATEWAY_WITHOUT_WSS);
  }

  private static void listeners(List<RoutingNode> listed, Json wanted, Checks checks) {
    for (String id : wanted.keys()) {
      RoutingNode node = byId(listed, Long.parseLong(id));
      Json urls = wanted.get(id);
      List<String> plain = new ArrayList<>();
      String corrected = urls.get("no_tls_primary_correct").asText();
      addNormalised(plain, corrected == null ? urls.get("no_tls_primary").asText() : corrected);
      addNormalised(plain, urls.get("no_tls_fallback").asText());
      List<String> tls = new ArrayList<>();
      addNormalised(tls, urls.get("tls").asText());
      checks.equal("ws of " + id, plain + "", GatewayChoice.listenerUrls(node, false) + "");
      checks.equal("wss of " + id, tls + "", GatewayChoice.listenerUrls(node, true) + "");
    }
  }

  /** The file has URLs before normalisation: a slash is missing, port 443 is written. */
  private static void addNormalised(List<String> urls, String url) {
    if (url != null) {
      urls.add((url.endsWith(":443") ? url.substring(0, url.length() - 4) : url) + "/");
    }
  }

  private static GatewayWish wish(
      NodeIdentity identity, boolean tls, int minimum, boolean allowMixing) {
    return new GatewayWish(identity, tls, minimum, allowMixing, new HashSet<>());
  }

  private static RoutingNode byId(List<RoutingNode> nodes, long id) {
    for (RoutingNode node : nodes) {
      if (node.nodeId() == id) {
        return node;
      }
    }
    throw new IllegalStateException("no node " + id);
  }

  private static String ids(List<RoutingNode> nodes) {
    StringBuilder out = new StringBuilder();
    for (RoutingNode node : nodes) {
      out.append(out.length() == 0 ? "" : ",").append(node.nodeId());
    }
    return "[" + out + "]";
  }
}
