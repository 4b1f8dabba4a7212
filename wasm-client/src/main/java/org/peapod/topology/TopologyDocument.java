package org.peapod.topology;

import java.util.ArrayList;
import java.util.List;
import org.peapod.address.IpAddress;
import org.peapod.address.NodeAddress;
import org.peapod.address.NodeIdentity;
import org.peapod.bytes.Base58;
import org.peapod.bytes.Result;
import org.peapod.json.Json;
import org.peapod.json.JsonWriter;

/**
 * A topology as JavaScript programs exchange it with the stock packages (chapter 4, 4.10). Reading
 * is strict: here one malformed node is a malformed document, since a program wrote it.
 */
public final class TopologyDocument {
  private static final int MAX_NODES = 10_000;
  private static final int FULL_PERFORMANCE = 100;
  private static final String[] MEMBERS = {"metadata", "rewardedSet", "nodeDetails"};
  private static final String[] NODE_MEMBERS = {
    "nodeId", "mixHost", "entry", "identityKey", "sphinxKey", "supportedRoles"
  };

  private TopologyDocument() {}

  /**
   * The topology of a document. {@code nodeDetails} may be an object or a list of [key, node]
   * pairs; the keys are not looked at. Performances count as 100.
   */
  public static Result<Topology> read(Json document) {
    Json metadata = document.get("metadata");
    UtcTime refreshedAt = UtcTime.parseRfc3339(metadata.get("refreshed_at").asText());
    boolean metadataFits =
        metadata.get("key_rotation_id").isUnsigned(NodeReader.U32_MAX)
            && metadata.get("absolute_epoch_id").isUnsigned(NodeReader.U32_MAX)
            && refreshedAt != null;
    Result<RewardedSet> set = RewardedSetReader.read(document.get("rewardedSet"), MAX_NODES);
    List<RoutingNode> nodes = nodes(document.get("nodeDetails"));
    if (!metadataFits || set.isFault() || nodes == null || !hasOnly(document, MEMBERS)) {
      return Result.fault(TopologyFault.BAD_TOPOLOGY_DOCUMENT);
    }
    TopologyMetadata read =
        new TopologyMetadata(
            metadata.get("key_rotation_id").asLong(0),
            metadata.get("absolute_epoch_id").asLong(0),
            refreshedAt);
    return Result.ok(Topology.of(read, set.value(), nodes));
  }

  private static List<RoutingNode> nodes(Json details) {
    boolean isObject = details.is(Json.Kind.OBJECT);
    if ((!isObject && !details.is(Json.Kind.ARRAY)) || details.size() > MAX_NODES) {
      return null;
    }
    List<String> keys = details.keys();
    List<RoutingNode> nodes = new ArrayList<>();
    for (int i = 0; i < details.size(); i++) {
      RoutingNode node = node(isObject ? details.get(keys.get(i)) : details.at(i).at(1));
      if (node == null) {
        return null;
      }
      nodes.add(node);
    }
    return nodes;
  }

  private static RoutingNode node(Json json) {
    Result<NodeAddress> mixHost = NodeAddress.parse(json.get("mixHost").asText());
    Result<NodeIdentity> identity = NodeIdentity.parse(json.get("identityKey").asText());
    byte[] key = NodeReader.sphinxKey(json.get("sphinxKey").asText());
    DeclaredRoles roles = roles(json.get("supportedRoles"));
    GatewayEntry entry = entry(json.get("entry"));
    boolean complete =
        json.get("nodeId").isUnsigned(NodeReader.U32_MAX)
            && mixHost.isOk()
            && identity.isOk()
            && key != null
            && roles != null
            && (entry != null || json.get("entry").isMissing())
            && hasOnly(json, NODE_MEMBERS);
    if (!complete) {
      return null;
    }
    long id = json.get("nodeId").asLong(0);
    return RoutingNode.of(
        id, mixHost.value(), identity.value(), key, entry, roles, FULL_PERFORMANCE);
  }

  private static DeclaredRoles roles(Json json) {
    Json mixnode = json.get("mixnode");
    Json entry = json.get("mixnet_entry");
    Json exit = json.get("mixnet_exit");
    boolean complete =
        mixnode.is(Json.Kind.BOOLEAN) && entry.is(Json.Kind.BOOLEAN) && exit.is(Json.Kind.BOOLEAN);
    return complete ? new DeclaredRoles(mixnode.isTrue(), entry.isTrue(), exit.isTrue()) : null;
  }

  private static GatewayEntry entry(Json json) {
    Result<List<IpAddress>> ips = NodeReader.ips(json.get("ip_addresses"));
    return ips.isFault()
        ? null
        : NodeReader.entry(ips.value(), json, "clients_ws_port", "clients_wss_port");
  }

  private static boolean hasOnly(Json json, String[] members) {
    int known = 0;
    for (String member : members) {
      known += json.get(member).is(Json.Kind.ABSENT) ? 0 : 1;
    }
    return json.size() == known;
  }

  /**
   * The document of a topology: compact JSON, nodes by rising id, {@code nodeDetails} an object.
   */
  public static String write(Topology topology) {
    JsonWriter out = new JsonWriter().beginObject();
    TopologyMetadata metadata = topology.metadata();
    out.key("metadata").beginObject();
    out.key("key_rotation_id").value(metadata.rotationId());
    out.key("absolute_epoch_id").value(metadata.absoluteEpochId());
    out.key("refreshed_at").value(metadata.refreshedAt().toRfc3339()).endObject();
    writeSet(topology.rewardedSet(), out);
    out.key("nodeDetails").beginObject();
    for (RoutingNode node : topology.nodes()) {
      out.key(Long.toString(node.nodeId()));
      writeNode(node, out);
    }
    return out.endObject().endObject().toString();
  }

  private static void writeSet(RewardedSet set, JsonWriter out) {
    out.key("rewardedSet").beginObject().key("epoch_id").value(set.epochId());
    writeIds("entry_gateways", set.entryGateways(), out);
    writeIds("exit_gateways", set.exitGateways(), out);
    writeIds("layer1", set.layer1(), out);
    writeIds("layer2", set.layer2(), out);
    writeIds("layer3", set.layer3(), out);
    writeIds("standby", set.standby(), out);
    out.endObject();
  }

  private static void writeIds(String name, List<Long> ids, JsonWriter out) {
    out.key(name).beginArray();
    for (long id : ids) {
      out.value(id);
    }
    out.endArray();
  }

  private static void writeNode(RoutingNode node, JsonWriter out) {
    out.beginObject().key("nodeId").value(node.nodeId());
    out.key("mixHost").value(node.mixHost().toString()).key("entry");
    if (node.entry() == null) {
      out.value((String) null);
    } else {
      writeEntry(node.entry(), out);
    }
    out.key("identityKey").value(node.identity().toString());
    out.key("sphinxKey").value(Base58.encode(node.hop().publicKey()));
    out.key("supportedRoles").beginObject().key("mixnode").value(node.roles().mixnode());
    out.key("mixnet_entry").value(node.roles().entry());
    out.key("mixnet_exit").value(node.roles().exit()).endObject().endObject();
  }

  private static void writeEntry(GatewayEntry entry, JsonWriter out) {
    out.beginObject().key("ip_addresses").beginArray();
    for (IpAddress ip : entry.ips()) {
      out.value(ip.toString());
    }
    out.endArray().key("clients_ws_port").value(entry.wsPort());
    out.key("hostname").value(entry.hostname()).key("clients_wss_port");
    if (entry.wssPort() == GatewayEntry.NO_PORT) {
      out.value((String) null);
    } else {
      out.value(entry.wssPort());
    }
    out.endObject();
  }
}
