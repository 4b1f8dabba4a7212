package org.peapod.topology;

import java.util.ArrayList;
import java.util.List;
import org.peapod.address.IpAddress;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/**
 * The directory that the official client accepted must give the topology that it then held
 * (official-network.json); runs wherever the core runs.
 */
public final class OfficialTopologyChecks {
  private OfficialTopologyChecks() {}

  /** Checks every recorded field, and the paths of the requests. */
  public static void run(Json vectors, Checks checks) {
    Json directory = vectors.get("directory");
    FakeDirectory fake = new FakeDirectory();
    for (String document : directory.keys()) {
      Json one = directory.get(document);
      fake.body("http://fake" + one.get("path").asText(), JsonText.bytes(one.get("json")));
    }
    DirectoryOutput out =
        fake.run(new DirectorySession(List.of("fake/"), TopologyFilter.DEFAULT, 1000, 7));
    checks.isTrue("ready", out instanceof DirectoryOutput.Ready);
    if (out instanceof DirectoryOutput.Ready) {
      Topology topology = ((DirectoryOutput.Ready) out).topology();
      compare(vectors.get("topology_as_the_client_holds_it"), topology, checks);
      keys(vectors.get("gateways"), topology, checks);
      keys(vectors.get("mixnodes"), topology, checks);
      checks.equal("every request", directory.size(), fake.asked.size());
    }
  }

  private static void compare(Json held, Topology topology, Checks checks) {
    Json metadata = held.get("metadata");
    checks.equal("rotation", metadata.get("key_rotation_id").asLong(-1), topology.rotationId());
    checks.equal("epoch", metadata.get("absolute_epoch_id").asLong(-1), topology.absoluteEpochId());
    checks.equal(
        "age",
        metadata.get("refreshed_at").asText(),
        topology.metadata().refreshedAt().toRfc3339());
    RewardedSet set = topology.rewardedSet();
    Json parts = held.get("rewardedSet");
    checks.equal("set epoch", parts.get("epoch_id").asLong(-1), set.epochId());
    sameIds("entry", parts.get("entry_gateways"), set.entryGateways(), checks);
    sameIds("exit", parts.get("exit_gateways"), set.exitGateways(), checks);
    sameIds("layer1", parts.get("layer1"), set.layer1(), checks);
    sameIds("layer2", parts.get("layer2"), set.layer2(), checks);
    sameIds("layer3", parts.get("layer3"), set.layer3(), checks);
    sameIds("standby", parts.get("standby"), set.standby(), checks);
    Json nodes = held.get("nodeDetails");
    checks.equal("node count", nodes.size(), topology.nodes().size());
    for (int i = 0; i < nodes.size(); i++) {
      node(nodes.at(i).at(1), byId(topology, nodes.at(i).at(0).asLong(-1)), checks);
    }
  }

  /** The official client keeps ids in the order of a hash table. */
  private static void sameIds(String what, Json wanted, List<Long> actual, Checks checks) {
    checks.equal(what + " count", wanted.size(), actual.size());
    for (int i = 0; i < wanted.size(); i++) {
      checks.isTrue(what, actual.contains(wanted.at(i).asLong(-1)));
    }
  }

  private static void node(Json wanted, RoutingNode node, Checks checks) {
    checks.isTrue("node is there", node != null);
    if (node == null) {
      return;
    }
    checks.equal("host", wanted.get("mixHost").asText(), node.mixHost().toString());
    checks.equal("identity", wanted.get("identityKey").asText(), node.identity().toString());
    checks.equal(
        "key", wanted.get("sphinxKey").asText(), org.peapod.bytes.Base58.encode(node.sphinxKey()));
    Json roles = wanted.get("supportedRoles");
    checks.isTrue("mixnode", roles.get("mixnode").isTrue() == node.roles().mixnode());
    checks.isTrue("entry", roles.get("mixnet_entry").isTrue() == node.roles().entry());
    checks.isTrue("exit", roles.get("mixnet_exit").isTrue() == node.roles().exit());
    Json entry = wanted.get("entry");
    checks.isTrue("has entry", entry.isMissing() == (node.entry() == null));
    if (node.entry() != null) {
      checks.equal("ws", entry.get("clients_ws_port").asLong(-1), node.entry().wsPort());
      checks.equal("wss", entry.get("clients_wss_port").asLong(-1), node.entry().wssPort());
      List<String> ips = new ArrayList<>();
      for (IpAddress ip : node.entry().ips()) {
        ips.add("\"" + ip + "\"");
      }
      checks.equal("ips", JsonText.of(entry.get("ip_addresses")), ips.toString());
    }
  }

  private static void keys(Json recorded, Topology topology, Checks checks) {
    for (int i = 0; i < recorded.size(); i++) {
      Json one = recorded.at(i);
      RoutingNode node = byId(topology, one.get("node_id").asLong(-1));
      byte[] identity = Hex.decode(one.get("identity_public").asText());
      checks.equal("identity", identity, node.identity().toBytes());
      checks.equal("key", Hex.decode(one.get("sphinx_public").asText()), node.sphinxKey());
      checks.equal("host", one.get("mix_address").asText(), node.mixHost().toString());
      if (one.get("ws_url").asText() != null) {
        checks.equal(
            "listener",
            one.get("ws_url").asText() + "/",
            GatewayChoice.listenerUrls(node, false).get(0));
      }
    }
  }

  private static RoutingNode byId(Topology topology, long id) {
    for (RoutingNode node : topology.nodes()) {
      if (node.nodeId() == id) {
        return node;
      }
    }
    return null;
  }
}
