package org.peapod.topology;

import java.util.ArrayList;
import java.util.List;
import org.peapod.address.IpAddress;
import org.peapod.address.NodeAddress;
import org.peapod.address.NodeIdentity;
import org.peapod.bytes.Base58;
import org.peapod.bytes.Result;
import org.peapod.crypto.X25519Point;
import org.peapod.json.Json;

/** Reads one entry of a node page (chapter 4, 4.4.2). */
final class NodeReader {
  static final long U32_MAX = 0xffffffffL;
  static final int U16_MAX = 0xffff;

  /** Addresses kept per node; more are passed over. */
  static final int MAX_IPS = 16;

  private NodeReader() {}

  /** The node, or the first rule that its entry breaks. */
  static Result<RoutingNode> read(Json json) {
    if (!json.get("node_id").isUnsigned(U32_MAX)) {
      return Result.fault(NodeFault.BAD_NODE_ID);
    }
    Result<NodeIdentity> identity =
        NodeIdentity.parse(json.get("ed25519_identity_pubkey").asText());
    if (identity.isFault()) {
      return Result.fault(NodeFault.BAD_IDENTITY);
    }
    Result<List<IpAddress>> ips = ips(json.get("ip_addresses"));
    if (ips.isFault()) {
      return ips.castFault();
    }
    if (!json.get("mix_port").isUnsigned(U16_MAX)) {
      return Result.fault(NodeFault.BAD_PORT);
    }
    byte[] key = sphinxKey(json.get("x25519_sphinx_pubkey").asText());
    if (key == null) {
      return Result.fault(NodeFault.BAD_SPHINX_KEY);
    }
    NodeAddress mixHost = NodeAddress.of(ips.value().get(0), (int) json.get("mix_port").asLong(0));
    return declared(json, ips.value(), mixHost, identity.value(), key);
  }

  private static Result<RoutingNode> declared(
      Json json, List<IpAddress> ips, NodeAddress mixHost, NodeIdentity identity, byte[] key) {
    Json role = json.get("role").is(Json.Kind.ABSENT) ? json.get("epoch_role") : json.get("role");
    if (EpochRole.fromJson(role) == null) {
      return Result.fault(NodeFault.BAD_ROLE);
    }
    DeclaredRoles roles = roles(json.get("supported_roles"));
    if (roles == null) {
      return Result.fault(NodeFault.BAD_SUPPORTED_ROLES);
    }
    int performance = Performance.percentOf(json.get("performance").asText());
    if (performance < 0) {
      return Result.fault(NodeFault.BAD_PERFORMANCE);
    }
    Json entryJson = json.get("entry");
    GatewayEntry entry = null;
    if (!entryJson.isMissing()) {
      entry = entry(ips, entryJson, "ws_port", "wss_port");
      if (entry == null) {
        return Result.fault(NodeFault.BAD_ENTRY);
      }
    }
    long id = json.get("node_id").asLong(0);
    return Result.ok(RoutingNode.of(id, mixHost, identity, key, entry, roles, performance));
  }

  /** The addresses of a list of texts, at least one. */
  static Result<List<IpAddress>> ips(Json json) {
    if (!json.is(Json.Kind.ARRAY) || json.size() == 0) {
      return Result.fault(NodeFault.NO_IP_ADDRESS);
    }
    List<IpAddress> found = new ArrayList<>();
    for (int i = 0; i < Math.min(json.size(), MAX_IPS); i++) {
      Result<IpAddress> ip = IpAddress.parse(json.at(i).asText());
      if (ip.isFault()) {
        return Result.fault(NodeFault.BAD_IP_ADDRESS);
      }
      found.add(ip.value());
    }
    return Result.ok(found);
  }

  /** The 32 bytes of an ordinary key, or {@code null}. */
  static byte[] sphinxKey(String base58) {
    byte[] key = base58 == null ? null : Base58.decode(base58, 32);
    return key != null && X25519Point.isOrdinary(key) ? key : null;
  }

  /** An entry whose ports have these names, or {@code null}; a strange host name is left out. */
  static GatewayEntry entry(List<IpAddress> ips, Json json, String wsName, String wssName) {
    Json ws = json.get(wsName);
    Json wss = json.get(wssName);
    Json hostname = json.get("hostname");
    boolean wssFits = wss.isMissing() || wss.isUnsigned(U16_MAX);
    boolean hostnameFits = hostname.isMissing() || hostname.is(Json.Kind.STRING);
    if (!ws.isUnsigned(U16_MAX) || !wssFits || !hostnameFits) {
      return null;
    }
    return new GatewayEntry(
        ips,
        Hostname.normalised(hostname.asText()),
        (int) ws.asLong(0),
        (int) wss.asLong(GatewayEntry.NO_PORT));
  }

  private static DeclaredRoles roles(Json json) {
    if (json.isMissing()) {
      return DeclaredRoles.NONE;
    }
    for (String name : new String[] {"mixnode", "entry", "exit_nr", "exit_ipr"}) {
      Json value = json.get(name);
      if (!value.is(Json.Kind.BOOLEAN) && !value.is(Json.Kind.ABSENT)) {
        return null;
      }
    }
    boolean exit = json.get("exit_nr").isTrue() && json.get("exit_ipr").isTrue();
    return json.is(Json.Kind.OBJECT)
        ? new DeclaredRoles(json.get("mixnode").isTrue(), json.get("entry").isTrue(), exit)
        : null;
  }
}
