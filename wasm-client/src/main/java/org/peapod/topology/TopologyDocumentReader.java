package org.peapod.topology;

import java.util.ArrayList;
import java.util.List;
import org.peapod.address.IpAddress;
import org.peapod.address.NodeAddress;
import org.peapod.address.NodeIdentity;
import org.peapod.bytes.Result;
import org.peapod.json.Json;

/** Reads one {@link TopologyDocument} and remembers the first place in it that is wrong. */
final class TopologyDocumentReader {
  private static final int MAX_NODES = 10_000;
  private static final int FULL_PERFORMANCE = 100;
  private static final List<String> MEMBERS = List.of("metadata", "rewardedSet", "nodeDetails");
  private static final List<String> NODE_MEMBERS =
      List.of("nodeId", "mixHost", "entry", "identityKey", "sphinxKey", "supportedRoles");

  private BadTopologyDocument fault;

  Result<Topology> read(Json document) {
    only("", document, MEMBERS);
    TopologyMetadata metadata = metadata(document.get("metadata"));
    Result<RewardedSet> set = RewardedSetReader.read(document.get("rewardedSet"), MAX_NODES);
    require(set.isOk(), "rewardedSet", "epoch_id and six lists of node ids");
    List<RoutingNode> nodes = nodes(document.get("nodeDetails"));
    return fault == null
        ? Result.ok(Topology.of(metadata, set.value(), nodes))
        : Result.fault(fault);
  }

  private TopologyMetadata metadata(Json json) {
    long rotation = u32("metadata.key_rotation_id", json.get("key_rotation_id"));
    long epoch = u32("metadata.absolute_epoch_id", json.get("absolute_epoch_id"));
    UtcTime refreshedAt = UtcTime.parseRfc3339(json.get("refreshed_at").asText());
    require(refreshedAt != null, "metadata.refreshed_at", "a time as in RFC 3339");
    return new TopologyMetadata(rotation, epoch, refreshedAt);
  }

  private List<RoutingNode> nodes(Json details) {
    boolean isObject = details.is(Json.Kind.OBJECT);
    boolean isList = details.is(Json.Kind.ARRAY);
    require(
        (isObject || isList) && details.size() <= MAX_NODES,
        "nodeDetails",
        "an object or a list of pairs with at most " + MAX_NODES + " nodes");
    List<String> keys = details.keys();
    List<RoutingNode> nodes = new ArrayList<>();
    for (int i = 0; fault == null && i < details.size(); i++) {
      String place = "nodeDetails, node " + (i + 1) + " in order";
      nodes.add(node(place, isObject ? details.get(keys.get(i)) : details.at(i).at(1)));
    }
    return nodes;
  }

  /** The node, or {@code null} when something is wrong with it. */
  private RoutingNode node(String place, Json json) {
    only(place, json, NODE_MEMBERS);
    long id = u32(place + ", nodeId", json.get("nodeId"));
    Result<NodeAddress> mixHost = NodeAddress.parse(json.get("mixHost").asText());
    require(mixHost.isOk(), place + ", mixHost", "an IP address and a port");
    Result<NodeIdentity> identity = NodeIdentity.parse(json.get("identityKey").asText());
    require(identity.isOk(), place + ", identityKey", "32 bytes as base58");
    byte[] key = NodeReader.sphinxKey(json.get("sphinxKey").asText());
    require(key != null, place + ", sphinxKey", "32 bytes as base58");
    DeclaredRoles roles = roles(place, json.get("supportedRoles"));
    GatewayEntry entry = entry(place, json.get("entry"));
    return fault == null
        ? RoutingNode.of(id, mixHost.value(), identity.value(), key, entry, roles, FULL_PERFORMANCE)
        : null;
  }

  private DeclaredRoles roles(String place, Json json) {
    Json mixnode = json.get("mixnode");
    Json entry = json.get("mixnet_entry");
    Json exit = json.get("mixnet_exit");
    require(
        mixnode.is(Json.Kind.BOOLEAN) && entry.is(Json.Kind.BOOLEAN) && exit.is(Json.Kind.BOOLEAN),
        place + ", supportedRoles",
        "mixnode, mixnet_entry and mixnet_exit, each true or false");
    return new DeclaredRoles(mixnode.isTrue(), entry.isTrue(), exit.isTrue());
  }

  /** Where clients connect, or {@code null}. */
  private GatewayEntry entry(String place, Json json) {
    Result<List<IpAddress>> ips = NodeReader.ips(json.get("ip_addresses"));
    GatewayEntry entry =
        ips.isFault()
            ? null
            : NodeReader.entry(ips.value(), json, "clients_ws_port", "clients_wss_port");
    require(
        entry != null || json.isMissing(),
        place + ", entry",
        "null, or ip_addresses, clients_ws_port, hostname and clients_wss_port");
    return entry;
  }

  private long u32(String place, Json json) {
    require(json.isUnsigned(NodeReader.U32_MAX), place, "a whole number from 0 to 4294967295");
    return json.asLong(0);
  }

  private void only(String place, Json json, List<String> members) {
    boolean known = json.is(Json.Kind.OBJECT);
    for (String key : json.keys()) {
      known &= members.contains(key);
    }
    require(known, place, "an object with only the keys " + String.join(", ", members));
  }

  private void require(boolean fits, String place, String expected) {
    if (!fits && fault == null) {
      fault = new BadTopologyDocument(place, expected);
    }
  }
}
