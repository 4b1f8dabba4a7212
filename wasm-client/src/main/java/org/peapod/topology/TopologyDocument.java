package org.peapod.topology;

import java.util.List;
import org.peapod.address.IpAddress;
import org.peapod.bytes.Base58;
import org.peapod.bytes.Result;
import org.peapod.json.Json;
import org.peapod.json.JsonWriter;

/**
 * A topology as JavaScript programs exchange it with the stock packages (chapter 4, 4.10). Reading
 * is strict: here one malformed node is a malformed document, since a program wrote it.
 */
public final class TopologyDocument {
  private TopologyDocument() {}

  /**
   * The topology of a document. {@code nodeDetails} may be an object or a list of [key, node]
   * pairs; the keys are not looked at. Performances count as 100. What is wrong is a {@link
   * BadTopologyDocument}.
   */
  public static Result<Topology> read(Json document) {
    return new TopologyDocumentReader().read(document);
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
